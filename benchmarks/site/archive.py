"""An archive of its own for a measurement: empty, with the demo, with real files, or with made-up chats."""

from __future__ import annotations

import os
import random
from datetime import timedelta
from pathlib import Path

WORDS = ["seed", "shelf", "reader", "lend", "card", "quiet", "borrow", "story", "map", "winter", "list", "window"]
PEOPLE = 40
QUESTIONS = 6


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
