"""Take in a series' schedule."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from transcripts.importing import UnreadableFile, take_schedule
from transcripts.management.archive_command import ArchiveCommand
from transcripts.models import Series


class Command(ArchiveCommand):
    """`manage.py import_schedule FILE --series SLUG`."""

    help = "Take in a schedule (CSV or iCalendar): chats of its dates are found and named by it, now or later."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--series", required=True, metavar="SLUG")

    def handle(self, *, file: Path, series: str, **options: Any) -> None:
        """Keep the schedule and tell which chats it names."""
        found = Series.objects.filter(slug=series).first()
        if found is None:
            raise CommandError(
                f"There is no series “{series}”; make it in the admin or with import_chat.", returncode=2
            )
        try:
            report = take_schedule(file, found)
        except UnreadableFile as error:
            raise CommandError(str(error), returncode=1) from error
        for line in report.lines():
            self.stdout.write(line)
