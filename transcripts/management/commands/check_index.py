"""Say whether the search index is in step with the archive, and repair it."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from transcripts import search
from transcripts.counting import count
from transcripts.management.archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """`manage.py check_index [--repair]`."""

    help = "Compare the search index with every public post; exit status 1 when it is out of step."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="Build a new index beside the old one, which answers until then."
        )

    def handle(self, *, repair: bool, **options: Any) -> None:
        found = self.checked()
        for finding in found.findings:
            self.stdout.write(finding)
        if found.is_in_step:
            self.stdout.write("The search index is in step with the archive.")
        elif repair:
            self.repair()
        else:
            raise CommandError("The search index is out of step; `manage.py check_index --repair` repairs it.")

    def checked(self) -> search.IndexCheck:
        with tqdm(unit=" posts", disable=None) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            return search.check_index(show)

    def repair(self) -> None:
        try:
            posts = search.rebuild()
        except search.IndexBusy as error:
            raise CommandError(f"{error} Try again when it is done.") from error
        self.stdout.write(f"Repaired. Everything is indexed anew: {count(posts, 'post')}.")
