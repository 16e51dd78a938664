"""The interface of a format: does it know the file, and what does it read from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from ..records import ReadOptions, Record


class Format(Protocol):
    """One kind of export file.

    `name` is what `--format` takes and what an upload remembers; `title` is what people read. `is_selection` tells
    that such a file holds chosen quotes, never a whole chat. `is_personal` tells that it holds whatever one person
    wrote, to a chat or not.
    """

    name: str
    title: str
    is_selection: bool
    is_personal: bool

    def recognises(self, head: bytes, filename: str) -> bool:
        """True when a file that begins with `head` (its first 64 KiB, decompressed) is of this kind."""
        ...

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        """Yield the file's records in its own order; `stream` is seekable and stands at its beginning.

        Raises UnreadableFile when not one record can be read; what is wrong with a single record is yielded as a
        Rejection and reading goes on.
        """
        ...
