"""Builds what is missing, serves both, asks both the same, prints the tables."""

from __future__ import annotations

import argparse
import os
import tempfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from ..beside.archive import ALL, VOLUME, Post, kept, open_archive, read_posts
from ..beside.asking import print_times
from ..beside.datasette import Datasette
from ..beside.servers import Server, gunicorn, serving
from .asking import kinds
from .bulk import print_bulk
from .exporting import print_exports

UNLIMITED = {"CHATARCHIVE_SEARCHES_A_MINUTE": "0", "CHATARCHIVE_API_REQUESTS_A_MINUTE": "0"}


def main() -> None:
    """Start the database, then measure in a process that is set up for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--peer", type=Path, required=True, help="a virtual environment with datasette and sqlite-utils"
    )
    parser.add_argument("--place", type=Path, help="keep what is built in this directory")
    parser.add_argument("--posts", type=int, default=ALL, help="about how many of the posts")
    parser.add_argument("--without-bulk", action="store_true", help="leave out reading everything")
    told = parser.parse_args()
    with ExitStack() as stack:
        place = (told.place or Path(stack.enter_context(tempfile.TemporaryDirectory()))).resolve()
        open_archive(place, stack, partial(fill, every=ALL // told.posts))
        measure(place, told)


def fill(every: int) -> int:
    """Bring the posts in, and index them."""
    from tests.search.volume import by_month, load, records
    from transcripts import search

    number = load(records(VOLUME, every=every), by_month)
    search.rebuild()
    return number


def measure(place: Path, options: argparse.Namespace) -> None:
    """Serve both, and print what they take."""
    posts, sources = read_posts()
    peer = Datasette(options.peer, place / f"peer-{len(posts)}" / "volume.db")
    kept(place, "Datasette", len(posts), partial(peer.build, posts, sources))
    load = os.getloadavg()
    print(f"\n{len(posts):,} posts, load {load[0]:.1f}; p50 / p95 (at best) in ms\n")
    with serving("Chatarchive", gunicorn("chatarchive.wsgi"), UNLIMITED) as ours, peer.serving() as theirs:
        print_times("asked for", [ours, theirs], kinds(posts))
        if not options.without_bulk:
            read_in_bulk(ours, theirs, posts)
    if not options.without_bulk:
        print_exports(place)


def read_in_bulk(ours: Server, theirs: Server, posts: list[Post]) -> None:
    """Read everything from both."""
    print(f"\nAll {len(posts):,} posts, load {os.getloadavg()[0]:.1f}\n")
    print_bulk(ours, theirs, len(posts))


if __name__ == "__main__":
    main()
