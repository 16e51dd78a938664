"""Say why a post stands where it does."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import CommandError

from transcripts.grouping import Method
from transcripts.importing import explain_placement
from transcripts.management.archive_command import ArchiveCommand
from transcripts.models import Placement, Tweet


class Command(ArchiveCommand):
    """`manage.py explain_placement KEY`."""

    help = "Say why a post stands under its question or in its part of the hour, and what the next best place was."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Ask for the post."""
        parser.add_argument("key", metavar="KEY", help="the last part of the post's address, or the network's id")

    def handle(self, *, key: str, **options: Any) -> None:
        """Explain each place of a post."""
        tweet = Tweet.objects.filter(key=key).first() or Tweet.objects.filter(source_id=key).first()
        if tweet is None:
            raise CommandError(f"There is no post {key}.", returncode=2)
        self.stdout.write(f"@{tweet.author.handle}, {tweet.posted_at:%Y-%m-%d %H:%M:%S}: {tweet.text}")
        explained = explain_placement(tweet)
        if not explained:
            self.stdout.write("It stands in no chat.")
        for one in explained:
            self.stdout.write(f"{one.placement.chat} {by_hand(one.placement)}".rstrip())
            self.stdout.write("\n".join(one.lines()))


def by_hand(placement: Placement) -> str:
    """Say of a post that a person placed where, since what follows is what the program would have done."""
    return f"(placed under {placement.label} by hand)" if placement.method == Method.HAND else ""
