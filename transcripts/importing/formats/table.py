"""A table in a text file: its delimiter, where its header stands, and its rows one after the other."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from ..records import Rejection
from .columns import Columns, UnknownColumnError, recognise_columns
from .decoding import bounded_lines, decoded_lines, storable

LONGEST_CELL = 1 << 20
HEADER_WITHIN = 20
LONGEST_ROW = 1 << 19
MOST_COLUMNS = 1 << 14
"""Of a table: as many as Excel takes."""

_DELIMITERS = (",", "\t", ";", "|")
_QUOTED_LOOKED_AT = 2000
_OLD_MAC_END = re.compile(r"(?<=\r)(?=[^\n])")
_NOTHING = frozenset({"", "na", "n/a", "nan", "null", "none", "#n/a"})

csv.field_size_limit(LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written: its delimiter, the line of its header (from 1), the header and what it means.

    Where cells are not `quoted`, a quote mark is one of the author's.
    """

    delimiter: str
    header_line: int
    header: tuple[str, ...]
    columns: Columns
    quoted: bool = True

    @property
    def newlines_escaped(self) -> bool:
        """twarc-csv writes the line ends of a text as backslash and n."""
        return "__twarc.version" in self.header


@dataclass(frozen=True, slots=True)
class Row:
    """One post's cells by field, with nothing for empty ones; `raw` is a JSON list of [header, cell] pairs."""

    line: int
    cells: Mapping[str, str]
    raw: str

    def get(self, field: str) -> str:
        return self.cells.get(field, "")


def find_layout(stream: BinaryIO, told: Mapping[str, str]) -> Layout | None:
    """The layout whose header tells most of its columns, looked for in the first lines; None without a header.

    Raises UnknownColumnError when a person named a column and no line has it.
    """
    head = b"".join(islice(bounded_lines(stream), HEADER_WITHIN))
    candidates = [layout for delimiter in _DELIMITERS for layout in _headers(head, delimiter, told)]
    if not candidates and told:
        recognise_columns(first_line(head), told)
    return max(candidates, key=lambda layout: len(layout.columns.places), default=None)


def first_line(head: bytes) -> tuple[str, ...]:
    """The cells of the first line by the delimiter that parts it most: what to show when no header is known."""
    line = next(_lines(BytesIO(head)), "")[:LONGEST_CELL]
    rows = [next(csv.reader([line], delimiter=delimiter), []) for delimiter in _DELIMITERS]
    widest = max(len(row) for row in rows)
    return next(tuple(row) for row in rows if len(row) == widest)


def quotes_cells(stream: BinaryIO, delimiter: str) -> bool:
    """Whether quote marks enclose cells; R can write texts bare, then one `"@ann: hello` would swallow all rows below.

    Such a mark is followed by more text where it closes, one around a cell never is.
    """
    enclosing, stray = 0, 0
    beginning = re.compile(rf'(?:^|{re.escape(delimiter)})"')
    for line in islice((line for line in _lines(stream) if beginning.search(line)), _QUOTED_LOOKED_AT):
        try:
            next(csv.reader([line], delimiter=delimiter, strict=True), [])
            enclosing += 1
        except csv.Error as error:
            # A cell of several lines is open at the end of the first: that tells nothing.
            stray += "end of data" not in str(error)
    return enclosing >= stray


def read_rows(stream: BinaryIO, layout: Layout) -> Iterator[Row | Rejection]:
    """Every row below the header; empty rows are passed over, a row the file breaks off in is rejected."""
    lines = _CountedLines(stream, layout.quoted)
    reader = csv.reader(
        lines, delimiter=layout.delimiter, quoting=csv.QUOTE_MINIMAL if layout.quoted else csv.QUOTE_NONE
    )
    begun, start = "", 1
    while True:
        start = start if begun else lines.number + 1
        lines.quotes = 0
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Rejection(start, "", f"a cell is longer than {LONGEST_CELL:,} characters ({error})")
            lines.leave_cell(layout)
            continue
        if cells is None:
            return
        if start <= layout.header_line or not any(cell.strip() for cell in cells):
            continue
        cells = [begun + cells[0], *cells[1:]]
        begun = _begun_text(cells, layout) if lines.goes_on_unquoted() else ""
        if begun and len(begun) <= LONGEST_ROW:
            continue
        if len(cells) > MOST_COLUMNS or sum(map(len, cells)) > LONGEST_ROW:
            yield Rejection(start, "", f"it is longer than {LONGEST_ROW:,} characters or {MOST_COLUMNS:,} cells")
        else:
            yield _broken_off(start, cells, layout) if lines.break_off() else row_of(start, cells, layout)


def _lines(stream: BinaryIO) -> Iterator[str]:
    """The lines as the CSV reader wants them: a lone carriage return, as of old Macs, ends one too."""
    for line in decoded_lines(stream):
        yield from _OLD_MAC_END.split(line) if "\r" in line else (line,)


class _CountedLines:
    """The lines of a file for the CSV reader, counting them and the quote marks since the last row."""

    def __init__(self, stream: BinaryIO, quoted: bool) -> None:
        self._lines = _lines(stream)
        self._mark = '"' if quoted else ""
        self._ahead = next(self._lines, None)
        self.number = 0
        self.quotes = 0
        self._last = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._ahead is None:
            raise StopIteration
        self._last, self._ahead = self._ahead, next(self._lines, None)
        self.number += 1
        self.quotes += self._last.count(self._mark) if self._mark else 0
        return self._last

    def leave_cell(self, layout: Layout) -> None:
        """Go on behind an endless cell: after the line with its closing quote, or before one that is a whole row."""
        while self._ahead is not None and self._ahead.count(layout.delimiter) < len(layout.header) - 1:
            if next(self).count('"') % 2:
                return

    def goes_on_unquoted(self) -> bool:
        """Whether there are no quote marks in this row and one more row may follow."""
        return self._ahead is not None and not self.quotes

    def break_off(self) -> bool:
        """Whether the file has ended inside a quoted cell."""
        return self._ahead is None and self.quotes % 2 == 1 and not self._last.rstrip("\r\n").endswith('"')


def _headers(head: bytes, delimiter: str, told: Mapping[str, str]) -> Iterator[Layout]:
    reader = csv.reader(_lines(BytesIO(head)), delimiter=delimiter)
    while True:
        try:
            header = next(reader, None)
            if header is None:
                return
            columns = recognise_columns(header, told)
        except (csv.Error, UnknownColumnError):
            continue
        if columns.tell_posts and len(header) <= MOST_COLUMNS:
            yield Layout(delimiter, reader.line_num, tuple(storable(name) for name in header), columns)


def row_of(line: int, cells: Sequence[str], layout: Layout) -> Row:
    names = layout.header + ("",) * (len(cells) - len(layout.header))
    whole = _with_text_whole(cells, layout)
    by_field = {
        field: clean_cell(whole[place])
        for field, place in layout.columns.places.items()
        if place < len(whole) and whole[place].strip().casefold() not in _NOTHING
    }
    if layout.newlines_escaped and "text" in by_field:
        by_field["text"] = by_field["text"].replace("\\n", "\n")
    pairs = [[name, cell] for name, cell in zip(names, cells, strict=False)]
    return Row(line, by_field, json.dumps(pairs, ensure_ascii=False))


def _begun_text(cells: Sequence[str], layout: Layout) -> str:
    """The beginning of a text of several lines that R wrote without quotes; "" for a whole row."""
    is_short = layout.columns.places["text"] == 0 and len(cells) < len(layout.header)
    return layout.delimiter.join(cells) + "\n" if is_short else ""


def _with_text_whole(cells: Sequence[str], layout: Layout) -> Sequence[str]:
    """The cells of a row; R can write texts without quotes, then their commas have parted them."""
    surplus = len(cells) - len(layout.header)
    if surplus <= 0 or not any(cell.strip() for cell in cells[-surplus:]):
        return cells
    place = layout.columns.places["text"]
    text = layout.delimiter.join(cells[place : place + surplus + 1])
    return [*cells[:place], text, *cells[place + surplus + 1 :]]


def clean_cell(cell: str) -> str:
    """A cell without what databases refuse and without the "'" that keeps spreadsheets from reading a formula."""
    cell = storable(cell)
    return cell[1:] if cell[:1] == "'" and (cell[1:2] in "=+-@#" or cell[1:].strip().isdigit()) else cell


def _broken_off(line: int, cells: Sequence[str], layout: Layout) -> Rejection:
    place = len(cells) - 1
    field = layout.header[place] if place < len(layout.header) else ""
    return Rejection(line, field, "the file breaks off in the middle of this row")
