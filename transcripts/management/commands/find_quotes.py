"""manage.py find_quotes: the posts that a text quotes, or the text with links on its quotes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from ...search import Agreement, Format, FoundQuote, find_quotes
from ..archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """`manage.py find_quotes FILE`."""

    help = "Find the posts that a text quotes, and print it with a link on each quote; “-” reads standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the text."""
        parser.add_argument("file", metavar="FILE", help="text, Markdown or HTML; “-” for standard input")
        parser.add_argument(
            "--format", choices=[one.value for one in Format], help="how FILE is written, if not told right"
        )
        parser.add_argument("--json", action="store_true", help="print what was found instead, one JSON object a quote")

    def handle(self, *, file: str, **options: Any) -> None:
        """Print the text with links, and on standard error what they lead to."""
        told = options["format"]
        found = find_quotes(_read(file), format=Format(told) if told else None)
        for quote in found.quotes:
            if options["json"]:
                self.stdout.write(json.dumps(_as_json(quote), ensure_ascii=False))
            else:
                self.stderr.write(_as_line(quote))
        if found.note:
            self.stderr.write(found.note)
        if not options["json"]:
            self.stdout.write(found.linked(settings.SITE_URL), ending="")


def _read(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=2) from error
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise CommandError(f"{file} is not text in UTF-8.", returncode=2)
    return text


def _as_line(quote: FoundQuote) -> str:
    where = f"{quote.post.chat} {quote.post.label}"
    line = f"{quote.verdict.value} {quote.finding.confidence:.2f} @{quote.speaker} ({where}): {quote.passage}"
    if quote.finding.credit.agreement == Agreement.DIFFERS:
        line += f"\n  The text names {quote.finding.credit.named}."
    return line


def _as_json(quote: FoundQuote) -> dict[str, object]:
    finding, post = quote.finding, quote.post
    return {
        "passage": quote.passage,
        "start": finding.start,
        "end": finding.end,
        "verdict": quote.verdict.value,
        "confidence": round(finding.confidence, 3),
        "author": quote.speaker,
        "posted_by": post.handle,
        "named": finding.credit.named,
        "named_author": finding.credit.agreement.value,
        "chat": post.chat,
        "place": post.label,
        "post": f"{settings.SITE_URL}{post.path}",
        "text": post.text,
        "edits": [{"change": edit.change.value, "text": edit.text} for edit in quote.edits],
        "also": [f"{settings.SITE_URL}{other.path}" for other in quote.also],
    }
