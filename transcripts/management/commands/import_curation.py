"""Take in what people decided elsewhere, with the files it is about."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from ...counting import count
from ...curating import BadCuration, import_curation
from ...web import LinkCheck, check_promises
from ..archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """`manage.py import_curation FILE [--files DIR]`."""

    help = "Make the archive be as an exported curation says; with --files, from the files that were taken in there."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--files", metavar="DIR", type=Path, help="take in the files below it that the curation names"
        )

    def handle(self, *, file: Path, files: Path | None, **options: Any) -> None:
        """Take it in, then check that every address answers as it did."""
        if files and not files.is_dir():
            raise CommandError(f"{files} is no directory.", returncode=2)
        try:
            notes = import_curation(file, files, lambda told: self.stdout.write(f"taking in {told}"))
        except BadCuration as error:
            raise CommandError(str(error), returncode=2) from error
        for note in notes:
            self.stdout.write(f"note: {note}")
        self.tell(check_promises(file))

    def tell(self, check: LinkCheck) -> None:
        """Say which addresses do not answer as they did; exit status 1 where there are any."""
        for broken in check.broken:
            self.stdout.write(str(broken))
        self.stdout.write(str(check))
        if check.broken:
            raise CommandError(
                f"Broken: {len(check.broken):,} of {count(check.asked, 'address', 'addresses')}.", returncode=1
            )
