"""manage.py demo: take in the sample chats and serve them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from ...importing import ImportOptions, Overrides, import_file
from ...models import Archive, Series
from ..telling import told

DEMO = Path(__file__).parents[2] / "demo"


class Command(BaseCommand):
    """Take the sample chats in by the ordinary way, publish them, and serve the site."""

    help = "Take in three sample chats and serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default=8000, type=int)
        parser.add_argument("--no-serve", action="store_true", help="only take the chats in")

    def handle(self, *, port: int, no_serve: bool, **_: object) -> None:
        """Take in, then serve."""
        call_command("migrate", verbosity=0)
        name_archive()
        for sample in tomllib.loads((DEMO / "demo.toml").read_text())["chats"]:
            self.take(sample)
        if not no_serve:
            call_command("serve", port=port)

    def take(self, sample: dict[str, Any]) -> None:
        """Take in one sample chat and tell what it brought."""
        make_series(sample)
        overrides = Overrides(hosts=tuple(sample.get("hosts", ())), title=sample.get("title", ""))
        options = ImportOptions(
            series=sample["series_slug"], format=sample["format"], publish=True, overrides=overrides
        )
        for line in told(import_file(DEMO / sample["file"], options)):
            self.stdout.write(line)


def name_archive() -> None:
    """Name the demo's archive, so that its about page says what it is."""
    Archive.objects.get_or_create(
        pk=1,
        defaults={
            "name": "Chatarchive demo",
            "keeper": "nobody in particular",
            "about": "Three sample chats of two series, from three kinds of files. Everyone in them is invented.",
        },
    )


def make_series(sample: dict[str, Any]) -> None:
    """Make the series of a sample chat, with its name, zone and description."""
    Series.objects.get_or_create(
        slug=sample["series_slug"],
        defaults={
            "name": sample["series_name"],
            "hashtags": [sample["hashtag"]],
            "timezone": sample["timezone"],
            "description": sample["description"],
        }
        | {name: sample[name] for name in ("question_letters", "answer_letters") if name in sample},
    )
