"""Reading everything: ours as JSON Lines in one answer, Datasette's as JSON page by page."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

from ..beside.servers import Server

EVERY_SECONDS = 0.25
OURS = "/api/v1/series/volume/posts.jsonl"
THEIRS = "/volume/posts.json?_size=1000&_shape=objects"


@dataclass
class Watched:
    """Megabytes resident of a server, as they were found one after the other."""

    sizes: list[float] = field(default_factory=list)


def print_bulk(ours: Server, theirs: Server, number: int) -> None:
    """Read everything from one server after the other; print how long it took and the memory of its processes."""
    print("| | seconds | posts a second | MB received | resident before | at a tenth | at most |")
    print("|---|---|---|---|---|---|---|")
    for server, read in ((ours, read_lines), (theirs, read_pages)):
        read_once(server, read, number)


def read_once(server: Server, read: Callable[[Server], Iterator[bytes]], number: int) -> None:
    """Read everything from a server, and print a line of the table."""
    before, started, posts, size = server.memory(), time.perf_counter(), 0, 0
    at_a_tenth = before
    with watching(server) as watched:
        for line in read(server):
            posts, size = posts + 1, size + len(line)
            if posts == number // 10:
                at_a_tenth = max(watched.sizes, default=before)
    taken = time.perf_counter() - started
    assert posts == number, (server.name, posts, number)
    told = (f"{taken:.0f}", f"{posts / taken:,.0f}", f"{size / 2**20:,.0f}")
    told += tuple(f"{one:.0f} MB" for one in (before, at_a_tenth, max(watched.sizes)))
    print(f"| {server.name} | {' | '.join(told)} |", flush=True)


def read_lines(server: Server) -> Iterator[bytes]:
    """Yield the posts of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    connection.request("GET", OURS)
    with connection.getresponse() as answer:
        yield from answer
    connection.close()


def read_pages(server: Server) -> Iterator[bytes]:
    """Yield the posts of page after page."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    address: str | None = THEIRS
    while address:
        connection.request("GET", address)
        page = json.loads(connection.getresponse().read())
        yield from (json.dumps(row).encode() for row in page["rows"])
        address = page["next_url"] and "/" + page["next_url"].split("/", 3)[3]
    connection.close()


@contextmanager
def watching(server: Server) -> Iterator[Watched]:
    """Look at the memory of a server again and again."""
    watched, ended = Watched([server.memory()]), Event()

    def look() -> None:
        while not ended.wait(EVERY_SECONDS):
            watched.sizes.append(server.memory())

    thread = Thread(target=look)
    thread.start()
    try:
        yield watched
    finally:
        ended.set()
        thread.join()
