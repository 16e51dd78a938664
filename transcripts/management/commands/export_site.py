"""manage.py export_site: the public archive as static files, which need no server but one of files."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...web.site import AskingFailed, IndexingFailed, NotAnExport, SiteReport, export_site


class Command(BaseCommand):
    """Write the whole public archive as static files with the same paths."""

    help = "Write the whole public archive as static files with the same paths, search included."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", metavar="DIR", type=Path, help="new, empty, or an earlier export")

    def handle(self, *, directory: Path, verbosity: int, **_: object) -> None:
        """Export, then say what is there and what is not."""
        if not settings.DEBUG and not settings.TESTING:
            call_command("collectstatic", interactive=False, verbosity=0)
        try:
            report = export_site(directory.resolve(), quiet=not verbosity)
        except (AskingFailed, IndexingFailed, NotAnExport) as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.tell(directory, report)

    def tell(self, directory: Path, report: SiteReport) -> None:
        """Print what was written, left out, and led nowhere."""
        for path, referrer in report.not_found.items():
            self.stderr.write(f"{path} is not there{f'; {referrer} links to it' if referrer else ''}")
        for why in report.left_out:
            self.stderr.write(f"Left out: {why}")
        self.stdout.write(
            f"{directory}: {report.pages:,} pages and {report.files:,} files ({report.bytes / 1e6:,.1f} MB), "
            f"{report.moved:,} addresses that lead on, {report.removed:,} that say “Removed”; "
            f"{report.indexed:,} chats can be searched."
        )
        self.stdout.write(f"To look at it: python3 -m http.server --directory {directory}")
