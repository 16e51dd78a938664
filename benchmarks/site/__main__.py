"""Measure exports of the site: see the docstring of the package."""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

WORDS = ["seed", "shelf", "reader", "lend", "card", "quiet", "borrow", "story", "map", "winter", "list", "window"]
PLACES = {"t", "oembed", "people", "asked", "static", "cards", "feeds"}
PEOPLE = 40
QUESTIONS = 6


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


def start(place: Path) -> None:
    """Begin an empty archive."""
    os.environ |= {"CHATARCHIVE_DATA": str(place / "data"), "DJANGO_SETTINGS_MODULE": "chatarchive.settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def take_in_demo() -> None:
    """Take in the demo's chats."""
    from django.core.management import call_command

    call_command("demo", "--no-serve")


def take_in(files: list[Path], series: str, zone: str) -> None:
    """Import real files and publish their chats."""
    from transcripts.importing import ImportOptions, import_file

    for file in files:
        import_file(file, ImportOptions(series=series, timezone=zone, publish=True))


def make_up(chats: int, posts: int) -> None:
    """Write made-up chats of one series, a week apart; the same words each time."""
    from django.db import transaction

    from tests.builders import START, make_chat, make_question, make_tweet, place
    from transcripts.models import LedgerEntry

    dice = random.Random(7)
    with transaction.atomic():
        for week in range(chats):
            chat = make_chat(start=START + timedelta(weeks=week), title=f"{' '.join(dice.sample(WORDS, 3))}")
            asked = [make_question(chat, number) for number in range(1, QUESTIONS + 1)]
            for at in range(posts):
                text = f"A{at * QUESTIONS // posts + 1} {' '.join(dice.choices(WORDS, k=15))} #gardenlib"
                tweet = make_tweet(text, author=f"reader{dice.randrange(PEOPLE)}", minute=week * 7 * 24 * 60 + at)
                place(chat, tweet, asked[at * QUESTIONS // posts])
            LedgerEntry.objects.enter(chat)


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
