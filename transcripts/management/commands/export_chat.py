"""manage.py export_chat: a chat as a file, on standard output."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from ...models import Chat
from ...publishing import EXPORTS, Transcript, export
from ..archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """Print a chat, draft or published, with its hidden posts (marked as such)."""

    help = "Print a chat as csv, json, md or txt; drafts too, and hidden posts with hidden=true."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the chat's address and the format."""
        parser.add_argument("chat", metavar="SERIES/DATE", help="as in the chat's address: gardenlib/2015-05-12")
        parser.add_argument("--format", choices=sorted(EXPORTS), default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the chat to standard output."""
        series, _, address = options["chat"].strip("/").partition("/")
        chat = Chat.objects.select_related("series").filter(series__slug=series, address=address).first()
        if chat is None:
            raise CommandError(f"There is no chat at {options['chat']}.")
        for piece in export(Transcript.of(chat, hidden=True, sources=True), options["format"]):
            self.stdout.write(piece, ending="")
