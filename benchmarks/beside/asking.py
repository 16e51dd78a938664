"""The same questions for every server, and a table of how long each took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from .servers import Server, seconds, told

ROUNDS = 5
MANY = 8


@dataclass(frozen=True)
class Question:
    """What is asked: the path for our server, and the one for Datasette's JSON."""

    ours: str
    datasette: str


Kinds = Mapping[str, Sequence[Question]]


def print_times(first_column: str, servers: Sequence[Server], kinds: Kinds) -> None:
    """Ask, and print p50 and p95 in ms of every kind of question, by one client (in brackets at best) and by eight."""
    names = [server.name for server in servers]
    for server in servers:
        warm_up(server, kinds)
    print(f"| {first_column} | " + " | ".join([*names, *(f"{name}, {MANY} clients" for name in names)]) + " |")
    print("|---" * (1 + 2 * len(names)) + "|")
    for kind, questions in kinds.items():
        cells = alone(servers, questions) + together(servers, questions)
        print(f"| {kind} | " + " | ".join(cells) + " |", flush=True)


def warm_up(server: Server, kinds: Kinds) -> None:
    """Ask by several clients, so that every thread of a server has its connection before anything is measured."""
    seconds(server, [path_for(server, one) for questions in kinds.values() for one in questions[:4]], MANY)


def alone(servers: Sequence[Server], questions: Sequence[Question]) -> list[str]:
    """Ask every server in turn the same question, so that what else the machine does meets all alike."""
    taken: dict[str, list[float]] = {server.name: [] for server in servers}
    for question in list(questions) * ROUNDS:
        for server in servers:
            taken[server.name] += seconds(server, [path_for(server, question)])
    return [f"{told(taken[server.name])} ({best(taken[server.name], len(questions))})" for server in servers]


def best(taken: Sequence[float], questions: int) -> str:
    """Return the median, over the questions, of the shortest time each took in any round: what is left without load."""
    return f"{median(min(taken[number::questions]) for number in range(questions)) * 1000:.0f}"


def together(servers: Sequence[Server], questions: Sequence[Question]) -> list[str]:
    """Ask one server after the other, by several clients at a time."""
    return [
        told(seconds(server, [path_for(server, one) for one in list(questions) * ROUNDS], MANY)) for server in servers
    ]


def path_for(server: Server, question: Question) -> str:
    """Return what a server is asked."""
    asked = {"Datasette": question.datasette, "Datasette HTML": question.datasette.replace(".json", "")}
    return asked.get(server.name, question.ours)
