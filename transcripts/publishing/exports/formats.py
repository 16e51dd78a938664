"""The formats of files: one file per format, one line here for each."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .as_csv import to_csv
from .as_json import to_json
from .as_markdown import to_markdown
from .as_text import to_text
from .document import Document


@dataclass(frozen=True, slots=True)
class Export:
    """A format people can take a page away in: its title, media type and encoding, and how it is written."""

    title: str
    content_type: str
    write: Callable[[Document], Iterator[str]]
    encoding: str = "utf-8"

    @property
    def media_type(self) -> str:
        """The media type without its parameters."""
        return self.content_type.partition(";")[0]

    def encoded(self, pieces: Iterable[str]) -> Iterator[bytes]:
        """Yield a file, piece by piece, as it leaves."""
        return codecs.iterencode(pieces, self.encoding)


EXPORTS = {
    "csv": Export("Spreadsheet (CSV)", "text/csv; charset=utf-8", to_csv, "utf-8-sig"),
    "json": Export("JSON", "application/json", to_json),
    "md": Export("Markdown", "text/markdown; charset=utf-8", to_markdown),
    "txt": Export("Plain text", "text/plain; charset=utf-8", to_text),
}
