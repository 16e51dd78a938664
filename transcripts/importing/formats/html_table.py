"""Tables of posts on a web page: what yourTwapperKeeper calls its Excel and HTML exports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection, UnreadableFile
from .columns import Columns, UnknownColumnError, recognise_columns
from .decoding import decoded_chunks
from .html_events import Closed, Opened, html_events
from .html_text import TextWriter
from .row_posts import row_record
from .survey import survey
from .table import Row, clean_cell

_CELLS = frozenset({"td", "th"})
_MOST_CELLS = 200


class HtmlTable:
    """A table whose first row names a text and who or when."""

    name = "html-table"
    title = "Table of posts (HTML)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or b"<table" not in head.lower():
            return False
        return any(_tells_posts(cells) for _, cells in _rows_of_cells(BytesIO(head)))

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        habits = survey(_rows(stream, options))
        stream.seek(0)
        for row in _rows(stream, options):
            yield row if isinstance(row, Rejection) else row_record(row, habits, options)


def _tells_posts(cells: list[str]) -> bool:
    columns = recognise_columns(cells, {})
    return columns.tell_posts and (columns.has("author") or columns.has("url"))


def _rows(stream: BinaryIO, options: ReadOptions) -> Iterator[Row | Rejection]:
    """The rows below the header; what stands above it is no post."""
    header: list[str] = []
    columns = Columns({})
    for number, cells in _rows_of_cells(stream):
        if header:
            yield _row(number, cells, header, columns)
        elif _tells_posts(cells):
            try:
                header, columns = cells, recognise_columns(cells, options.columns)
            except UnknownColumnError as error:
                raise UnreadableFile(f"{error}.") from error


def _row(number: int, cells: list[str], header: list[str], columns: Columns) -> Row | Rejection:
    if len(cells) != len(header):
        return Rejection(number, "", f"it has {len(cells)} cells where the header has {len(header)}")
    by_field = {field: clean_cell(cells[place]) for field, place in columns.places.items() if cells[place]}
    pairs = [list(pair) for pair in zip(header, cells, strict=True)]
    return Row(number, by_field, json.dumps(pairs, ensure_ascii=False))


def _rows_of_cells(stream: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """The text of each row's cells, with its number."""
    number, cells, writer = 0, list[str](), TextWriter()
    for event in html_events(decoded_chunks(stream)):
        if isinstance(event, Opened) and event.tag == "tr":
            cells = []
        elif isinstance(event, Opened) and event.tag in _CELLS:
            writer = TextWriter()
        elif isinstance(event, Closed) and event.tag in _CELLS and len(cells) < _MOST_CELLS:
            cells.append(writer.written().text)
        elif isinstance(event, Closed) and event.tag == "tr" and cells:
            number += 1
            yield number, cells
        else:
            writer.take(event)
