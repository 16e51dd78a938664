"""manage.py setup: say who runs this archive."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import CommandParser

from ...models import Archive
from ..archive_command import ArchiveCommand

ASKED = {"name": "Name of the archive", "keeper": "Who runs it", "contact": "How to reach them (e-mail or address)"}


class Command(ArchiveCommand):
    """Say who runs this archive; what is not told is asked for on a terminal and can be changed in the admin."""

    help = "Say who runs this archive, for its about page."

    def add_arguments(self, parser: CommandParser) -> None:
        for field, question in ASKED.items():
            parser.add_argument(f"--{field}", help=question)
        parser.add_argument("--if-needed", action="store_true", help="do nothing when it was said before")

    def handle(self, *, if_needed: bool, **told: Any) -> None:
        """Write the archive's row."""
        archive = Archive.current()
        if if_needed and not archive._state.adding:
            return
        for field, question in ASKED.items():
            setattr(archive, field, told[field] or answer(question, getattr(archive, field)))
        archive.save()
        self.stdout.write(f"{archive.name}: kept by {archive.keeper or '(nobody named yet: manage.py setup)'}.")


def answer(question: str, default: str) -> str:
    """Ask a person on a terminal; anywhere else the default stands."""
    if not sys.stdin.isatty():
        return default
    return input(f"{question} [{default}]: ").strip() or default
