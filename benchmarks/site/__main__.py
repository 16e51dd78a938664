"""Measure exports of the site: see the docstring of the package."""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.site.archive import make_up, start, take_in, take_in_demo

PLACES = {"t", "oembed", "people", "asked", "static", "cards", "feeds"}


def main() -> None:
    """Take in, export twice, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.site")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--demo", action="store_true", help="the chats of `manage.py demo`")
    parser.add_argument("--series", default="critlib")
    parser.add_argument("--zone", default="America/New_York")
    parser.add_argument("--chats", type=int, default=100)
    parser.add_argument("--posts", type=int, default=40, help="in each chat")
    parser.add_argument("--without-cards", action="store_true", help="leave out the pictures that go with links")
    parser.add_argument("--once", action="store_true", help="do not export a second time")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-site-") as place:
        start(Path(place))
        if told.demo:
            take_in_demo()
        elif told.files:
            take_in(told.files, told.series, told.zone)
        else:
            make_up(told.chats, told.posts)
        measure(
            Path(place) / "site",
            ["first"] if told.once else ["first", "again, unchanged"],
            cards=not told.without_cards,
        )


def measure(directory: Path, runs: list[str], *, cards: bool) -> None:
    """Export and print what each run took."""
    from transcripts.models import Chat, Tweet
    from transcripts.web import export_site

    print(f"{Chat.objects.count()} chats, {Tweet.objects.count():,} posts")
    for which in runs:
        began, cpu = time.perf_counter(), time.process_time()
        report = export_site(directory, cards=cards, quiet=True)
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pagefind = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        count = report.pages + report.files
        print(
            f"{which}: {wall:.0f} s ({cpu:.0f} s of one processor, {1000 * cpu / count:.1f} ms a file), "
            f"{report.pages:,} pages and {report.files:,} files, {report.bytes / 1e6:.1f} MB, "
            f"peak {peak:.0f} MB, Pagefind's {pagefind:.0f} MB"
        )
    sizes = Counter[str]()
    for file in filter(Path.is_file, directory.rglob("*")):
        top = file.relative_to(directory).parts[0]
        sizes[top if top in PLACES else "other"] += file.stat().st_size
    print(", ".join(f"{top} {size / 1e6:.1f} MB" for top, size in sizes.most_common()))


if __name__ == "__main__":
    main()
