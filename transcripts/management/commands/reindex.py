"""Build the search index anew, or only what it lacks."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from transcripts import search
from transcripts.counting import count
from transcripts.management.archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """`manage.py reindex [--if-needed]`."""

    help = "Build the search index anew; the old one answers until the new one is complete."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--if-needed", action="store_true", help="Do only what is needed; nothing, if the index is current."
        )

    def handle(self, *, if_needed: bool, **options: Any) -> None:
        try:
            done = self.catch_up() if if_needed else self.rebuild()
        except search.IndexBusy as error:
            raise CommandError(f"{error} Try again when it is done.") from error
        self.stdout.write(done)

    def catch_up(self) -> str:
        found = search.status()
        if found.is_current:
            return f"The index is current: {count(found.documents, 'post')}."
        if found.state != search.IndexState.READY:
            return f"{found.reason} {self.rebuild()}"
        taken_in = search.catch_up()
        if not search.status().is_current:
            return f"The index was out of step with the archive. {self.rebuild()}"
        return f"Indexed {count(taken_in, 'post')} of {count(found.stale_chats, 'changed chat')}."

    def rebuild(self) -> str:
        with tqdm(unit=" posts", disable=None) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            return f"Everything is indexed anew: {count(search.rebuild(show), 'post')}."
