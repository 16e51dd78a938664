"""Take back what an upload brought."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import CommandError

from transcripts.counting import count
from transcripts.importing import undo
from transcripts.management.archive_command import ArchiveCommand
from transcripts.models import ImportRun


class Command(ArchiveCommand):
    """`manage.py undo_import [RUN]`."""

    help = "Take back what an upload alone brought; posts that others tell of and decisions made by hand stay."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "run", nargs="?", type=int, metavar="RUN", help="the number of the upload; without it, they are listed"
        )

    def handle(self, *, run: int | None, **options: Any) -> None:
        """Undo a run, or tell which there are."""
        if run is None:
            self.tell_runs()
            return
        found = ImportRun.objects.filter(pk=run).select_related("series").first()
        if found is None:
            raise CommandError(f"There is no upload {run}; undo_import without a number lists them.", returncode=2)
        for line in undo(found).lines():
            self.stdout.write(line)

    def tell_runs(self) -> None:
        """List the uploads, the latest first."""
        for run in ImportRun.objects.select_related("series"):
            taken = f"{run.started_at:%Y-%m-%d %H:%M}"
            self.stdout.write(f"{run.pk:>6}  {taken}  #{run.series.slug}  {count(run.added, 'post')}  {run.file_name}")
