"""Remove a post for good."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import CommandError

from transcripts import curating
from transcripts.counting import count
from transcripts.management.archive_command import ArchiveCommand
from transcripts.management.asking import ask
from transcripts.models import Tweet


class Command(ArchiveCommand):
    """`manage.py remove_post KEY`."""

    help = "Remove a post for good: its words, its raw records and its retweets; no later upload brings it back."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("key", metavar="KEY", help="what stands in its address: /t/KEY/")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, key: str, yes: bool, **options: Any) -> None:
        """Say what will go, ask, remove."""
        found = Tweet.objects.filter(key=key)
        if not found:
            raise CommandError(f"There is no post {key}.", returncode=2)
        repeats = Tweet.objects.filter(repost_of_key=key).count()
        self.stdout.write(
            f"{found[0]}\nIt will go, with {count(repeats, 'retweet')}. Posts that answer or quote it stay."
        )
        ask("Remove it for good?", is_sure=yes)
        gone = curating.remove(found)
        curating.clear_out()
        self.stdout.write(f"Removed: {count(gone, 'post')}.")
