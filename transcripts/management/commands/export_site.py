"""manage.py export_site: the public archive as static files, which need no server but one of files."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from ...counting import count
from ...web import SiteError, SiteReport, check_packing, export_site, pack
from ..archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """Write the whole public archive as static files with the same paths."""

    help = "Write the whole public archive as static files with the same paths, search included."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", metavar="DIR", type=Path, help="new, empty, or an earlier export")
        parser.add_argument("--without-cards", action="store_true", help="leave out the pictures that go with links")
        parser.add_argument("--wacz", metavar="FILE", type=Path, help="pack it for web archives, too")

    def handle(self, *, directory: Path, wacz: Path | None, without_cards: bool, verbosity: int, **_: object) -> None:
        """Export, then say what is there and what is not."""
        if not settings.DEBUG and not settings.TESTING:
            call_command("collectstatic", interactive=False, verbosity=0)
        try:
            if wacz:
                check_packing()
            report = export_site(directory.resolve(), cards=not without_cards, quiet=not verbosity)
            self.tell(directory, report)
            if wacz:
                pack(directory.resolve(), wacz.resolve())
                self.stdout.write(f"{wacz}: the same for web archives ({wacz.stat().st_size / 1e6:,.1f} MB)")
        except SiteError as error:
            raise CommandError(str(error)) from error

    def tell(self, directory: Path, report: SiteReport) -> None:
        """Print what was written, left out, and led nowhere."""
        for path, referrer in report.not_found.items():
            self.stderr.write(f"{path} is not there{f'; {referrer} links to it' if referrer else ''}")
        for why in report.left_out:
            self.stderr.write(f"Left out: {why}")
        self.stdout.write(
            f"{directory}: {count(report.pages, 'page')} and {count(report.files, 'file')} "
            f"({report.bytes / 1e6:,.1f} MB), "
            f"{count(report.moved, 'address that leads on', 'addresses that lead on')}, "
            f"{count(report.removed, 'that says', 'that say')} “Removed”; "
            f"{count(report.indexed, 'chat')} can be searched."
        )
        self.stdout.write(f"To look at it: python3 -m http.server --directory {directory}")
