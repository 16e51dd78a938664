"""Builds what is missing, serves all, asks all the same, prints the tables."""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..beside.archive import (
    ALL,
    VOLUME,
    Built,
    Index,
    database_for,
    kept,
    open_archive,
    read_posts,
    working_in_database_for,
)
from ..beside.asking import Kinds, print_times
from ..beside.datasette import Datasette
from ..beside.servers import Server, gunicorn, serving
from .asking import Questions


def main() -> None:
    """Start the database, then measure in a process that is set up for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--peer", type=Path, required=True, help="a virtual environment with datasette and sqlite-utils"
    )
    parser.add_argument("--place", type=Path, help="keep what is built in this directory")
    parser.add_argument("--posts", type=int, nargs="+", default=[ALL], help="how many of the posts, newest first")
    parser.add_argument("--engines", nargs="+", default=["postgres", "whoosh"])
    told_ = parser.parse_args()
    with ExitStack() as stack:
        place = told_.place or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        open_archive(place.resolve(), stack, fill)
        measure(place.resolve(), told_)


def fill() -> int:
    """Bring all posts in."""
    from tests.search.volume import load, records

    return load(records(VOLUME))


def measure(place: Path, options: argparse.Namespace) -> None:
    """Print a table for each number of posts."""
    posts, sources = read_posts()
    for number in options.posts:
        peer = Datasette(options.peer, place / f"peer-{number}" / "volume.db")
        keys = [post.key for post in posts[:number]]
        indexes = [kept(place, engine, number, partial(build, place, engine, keys)) for engine in options.engines]
        indexes.append(kept(place, "Datasette", number, partial(peer.build, posts[:number], sources)))
        with ExitStack() as stack:
            servers = [stack.enter_context(ours(place, index)) for index in indexes[:-1]]
            datasette = stack.enter_context(peer.serving())
            servers += [datasette, replace(datasette, name="Datasette HTML")]
            print_table(servers, indexes, Questions(posts[:number], number / ALL).kinds())


def build(place: Path, engine: str, keys: list[str]) -> Built:
    """Make an index of posts, at the place where its server will look; reading them is not counted."""
    from transcripts.search.documents import read_documents
    from transcripts.search.engines import ENGINES

    directory = place / f"index-{len(keys)}" / "index"
    batches = list(read_documents(keys))
    with working_in_database_for(len(keys)) if engine == "postgres" else nullcontext():
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


def ours(place: Path, index: Index) -> AbstractContextManager[Server]:
    """Serve an index as `manage.py serve` does."""
    where = {"CHATARCHIVE_SEARCH": index.engine, "CHATARCHIVE_DATA": str(place / f"index-{index.posts}")}
    if index.engine == "postgres":
        where["DATABASE_URL"] = database_for(index.posts)
    return serving(index.engine, gunicorn("benchmarks.search.serving"), where)


def print_table(servers: list[Server], indexes: list[Index], kinds: Kinds) -> None:
    """Ask, and print p50 and p95 of every kind of search, and what the indexes cost."""
    print(f"\n{indexes[0].posts:,} posts; p50 / p95 (at best) in ms\n")
    print_times("search", servers, kinds)
    print_sizes(servers, indexes)


def print_sizes(servers: list[Server], indexes: list[Index]) -> None:
    """Print what the indexes cost."""
    print("\n| | index made in | on disk | memory of the server |\n|---|---|---|---|")
    for server, index in zip(servers[: len(indexes)], indexes, strict=True):
        size = f"{index.built.size / 2**20:,.0f} MB"
        print(f"| {index.engine} | {index.built.seconds:.0f} s | {size} | {server.memory():.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
