"""Say whether every address that was ever public still answers."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from ...counting import count
from ...models import LedgerEntry
from ...web import check_links
from ..archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """`manage.py check_links [--full]`."""

    help = "Check that every address that was ever public answers 200, 301 or 410, and shows what it showed."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--full", action="store_true", help="request each page instead of looking up what it would answer"
        )

    def handle(self, *, full: bool, **options: Any) -> None:
        """Check, and name what is broken; exit status 1 where anything is."""
        with tqdm(total=LedgerEntry.objects.count(), unit=" addresses", disable=None) as bar:

            def show(asked: int) -> None:
                bar.update(asked - bar.n)

            check = check_links(in_full=full, progress=show)
        for broken in check.broken:
            self.stdout.write(str(broken))
        self.stdout.write(str(check))
        if check.broken:
            raise CommandError(
                f"Broken: {len(check.broken):,} of {count(check.asked, 'address', 'addresses')}.", returncode=1
            )
