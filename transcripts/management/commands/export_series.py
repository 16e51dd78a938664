"""manage.py export_series: the chats of a series as a data set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ...counting import count
from ...models import Series
from ...publishing import DATASET_FORMS, EDITIONS, DatasetOrder, NotADataset, write_dataset
from ..archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """Write the published chats of a series as tables with a description."""

    help = "Write the published chats of a series into a directory: posts, people, questions, edges as tables."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the series, where to write, and in which form and edition."""
        parser.add_argument("series", metavar="SERIES")
        parser.add_argument("directory", metavar="DIR", type=Path, nargs="?", help="default: SERIES-EDITION")
        parser.add_argument("--format", choices=list(DATASET_FORMS), default="jsonl")
        parser.add_argument("--edition", choices=list(EDITIONS), default="full")
        parser.add_argument("--hidden", action="store_true", help="with the posts that are hidden, marked as such")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the data set, and say what is in it."""
        series = Series.objects.public().filter(slug=options["series"]).first()
        if series is None:
            raise CommandError(f"There is no series “{options['series']}” with published chats.")
        order = DatasetOrder(series, options["edition"], options["format"], options["hidden"])
        directory = options["directory"] or Path(f"{series.slug}-{order.edition}")
        try:
            described = write_dataset(order, directory)
        except NotADataset as error:
            raise CommandError(str(error)) from error
        for table in described.tables:
            self.stdout.write(f"{directory / table.file}: {count(table.rows, 'row')}")
