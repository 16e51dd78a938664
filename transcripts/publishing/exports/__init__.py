"""Transcripts as files: one file per format, one line here for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..transcript import Transcript
from .as_csv import csv_cell, to_csv
from .as_json import to_json
from .as_markdown import escaped, to_markdown
from .as_text import to_text

__all__ = ["EXPORTS", "Export", "csv_cell", "escaped", "export"]


@dataclass(frozen=True, slots=True)
class Export:
    """A format people can take a transcript away in: its title, its media type, and how it is written."""

    title: str
    content_type: str
    write: Callable[[Transcript], Iterator[str]]

    @property
    def media_type(self) -> str:
        """The media type without its parameters."""
        return self.content_type.partition(";")[0]


EXPORTS = {
    "csv": Export("Spreadsheet (CSV)", "text/csv; charset=utf-8", to_csv),
    "json": Export("JSON", "application/json", to_json),
    "md": Export("Markdown", "text/markdown; charset=utf-8", to_markdown),
    "txt": Export("Plain text", "text/plain; charset=utf-8", to_text),
}


def export(transcript: Transcript, format: str) -> Iterator[str]:  # noqa: A002  the word of the command line
    """Yield a transcript in a format, piece by piece; raises KeyError for a format there is none of."""
    return EXPORTS[format].write(transcript)
