"""Remove a person for good."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from transcripts import curating
from transcripts.counting import count
from transcripts.importing import accounts_of
from transcripts.management.archive_command import ArchiveCommand
from transcripts.management.asking import ask
from transcripts.models import ImportJob, Participant, Tweet

STAYS = """\
What others said stays, with @[removed] where this person is named or quoted. What stays besides: backups, uploaded
files that others hold, what the archive’s own about page says, accounts of staff, and what others wrote of this person
without handle or whole name."""
STAYS_IN_POSTGRES = """\
PostgreSQL keeps the bytes of deleted rows in its files until they are used again (VACUUM FULL ends that), and in its
write-ahead log and backups."""


class Command(ArchiveCommand):
    """`manage.py remove_person NETWORK HANDLE`."""

    help = "Remove a person for good: posts, records, names, mentions; no later upload brings them back."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("network", metavar="NETWORK", help="twitter, mastodon, bluesky …")
        parser.add_argument("handle", metavar="HANDLE")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, network: str, handle: str, yes: bool, **options: Any) -> None:
        """Say what will go, ask, remove."""
        if not handle.strip().removeprefix("@"):
            raise CommandError("Say a handle.", returncode=2)
        accounts = accounts_of(network, handle)
        self.tell(network, handle, accounts)
        ask("Remove this person for good?", is_sure=yes)
        erased = curating.remove_person(network, handle)
        self.stdout.write(f"Removed: {count(erased.gone.posts, 'post')}.")
        self.stdout.write(
            f"Masked: {count(erased.masked, 'post')} and {count(erased.records, 'raw record')} of others."
        )

    def tell(self, network: str, handle: str, accounts: list[Participant]) -> None:
        """Say what will go and what will not."""
        self.stdout.write("\n".join(f"{one.name} ({one}) on {one.network}" for one in accounts))
        if not accounts:
            self.stdout.write(
                f"The archive has nobody called {handle} on {network}; later uploads will be kept from it."
            )
        posts = Tweet.objects.filter(author__in=accounts).count()
        self.stdout.write(f"{count(posts, 'post')} will go, with their retweets, records, names and handles.")
        if waiting := ImportJob.objects.idle().exclude(file="").count():
            self.stdout.write(
                f"{count(waiting, 'waiting upload')} will be given up; upload again what is still wanted."
            )
        self.stdout.write(STAYS)
        if connection.vendor == "postgresql":
            self.stdout.write(STAYS_IN_POSTGRES)
