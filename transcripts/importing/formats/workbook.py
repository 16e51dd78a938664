"""Excel workbooks: each sheet whose header names what posts have is read like a table in a text file."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

import openpyxl

from ..records import ReadOptions, Record, Rejection, UnreadableFile
from .columns import UnknownColumnError, recognise_columns
from .decoding import storable
from .spreadsheet import checked, columns_found, fixed_author, posts_of_rows
from .table import HEADER_WITHIN, LONGEST_CELL, Layout, Row, row_of
from .workbook_cells import cell_text, rounded_fields
from .workbook_limits import MOST_ROWS, check_workbook
from .zip_members import DAMAGE, WORKBOOK, names_in, opened_zip

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_MOST_SHEETS = 200
_MOST_COLUMNS = 1000
_BROKEN = (*DAMAGE, KeyError, ValueError, TypeError, IndexError, AttributeError, ArithmeticError, SyntaxError, Warning)
"""What openpyxl raises at a workbook that is none inside; the parsers' own errors are SyntaxErrors."""

_DAMAGED = "is a damaged Excel workbook: open it in a spreadsheet program, save it anew and import that"
_NO_POSTS = (
    "none of its sheets has a header that names the posts' text; {found}; "
    "name the column that holds it, as in --column text=“its header”."
)


class Workbook:
    """`.xlsx`: the archives of TAGS, Twitter Archiver and NodeXL, and what people keep in sheets of their own."""

    name = "excel"
    title = "Excel workbook (.xlsx)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        return WORKBOOK in names_in(head)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        author, options = fixed_author(options)
        with opened_zip(stream) as archive:
            check_workbook(archive)
        sheets = list(_sheets_with_posts(_opened_workbook(stream), options, author))
        before = 0
        for sheet in sheets:
            for record in posts_of_rows(sheet.rows, options, author):
                yield _placed(record, before, sheet.name if len(sheets) > 1 else "")
            before += sheet.last


def _opened_workbook(stream: BinaryIO) -> openpyxl.Workbook:
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            # It warns of styles and extensions, which tell nothing of posts.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except _BROKEN:
        raise UnreadableFile(_DAMAGED) from None


@dataclass(slots=True)
class _Sheet:
    """A sheet with posts, read as far right as its header goes; `last` is the number of the last row that was read."""

    name: str
    sheet: ReadOnlyWorksheet
    layout: Layout
    last: int = 0

    def rows(self) -> Iterator[Row | Rejection]:
        for number, values in _numbered(self.sheet, len(self.layout.header)):
            self.last = number
            cells = [cell_text(value) for value in values]
            if number <= self.layout.header_line or not any(cell.strip() for cell in cells):
                continue
            yield self._row(number, values, cells)

    def _row(self, number: int, values: tuple[object, ...], cells: list[str]) -> Row | Rejection:
        if max(map(len, cells)) > LONGEST_CELL:
            return Rejection(number, "", f"a cell is longer than {LONGEST_CELL:,} characters")
        row = row_of(number, cells, self.layout)
        lost = rounded_fields(values, self.layout.columns)
        kept = {f"rounded_{field}" if field in lost else field: cell for field, cell in row.cells.items()}
        return replace(row, cells=kept)


def _numbered(sheet: ReadOnlyWorksheet, width: int = _MOST_COLUMNS) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows of a sheet with their numbers; a sheet may claim to be larger than it is, which is not believed."""
    sheet.reset_dimensions()
    try:
        rows = sheet.iter_rows(max_col=width, values_only=True)  # type: ignore[misc]  # borrowed from Worksheet
        yield from enumerate(islice(rows, MOST_ROWS), start=1)
    except _BROKEN:
        raise UnreadableFile(_DAMAGED) from None


def _sheets_with_posts(workbook: openpyxl.Workbook, options: ReadOptions, author: str) -> Iterator[_Sheet]:
    """Raises UnreadableFile when there is none, or when a person named a column that no sheet has."""
    nothing, found, unknown = True, "", ""
    for sheet in islice(workbook.worksheets, _MOST_SHEETS):
        head = [_header(values) for _, values in islice(_numbered(sheet), HEADER_WITHIN)]
        found = found or next((columns_found(cells) for cells in head if any(cells)), "")
        try:
            layout = _layout(head, options.columns)
        except UnknownColumnError as error:
            unknown = f"{error}; {found}."
            continue
        if layout:
            nothing = False
            yield _Sheet(sheet.title, sheet, checked(layout, author, columns_found(layout.header)))
    if nothing:
        raise UnreadableFile(unknown or _NO_POSTS.format(found=found or "all are empty"))


def _header(values: tuple[object, ...]) -> tuple[str, ...]:
    cells = [storable(cell_text(value)) for value in values]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _layout(head: list[tuple[str, ...]], told: Mapping[str, str]) -> Layout | None:
    """The layout whose header tells most of its columns; raises UnknownColumnError when no line has a told one."""
    candidates: list[Layout] = []
    unknown: UnknownColumnError | None = None
    for number, header in enumerate(head, start=1):
        try:
            columns = recognise_columns(header, told)
        except UnknownColumnError as error:
            unknown = unknown or error
            continue
        if columns.tell_posts:
            candidates.append(Layout("", number, header, columns))
    if not candidates and unknown:
        raise unknown
    return max(candidates, key=lambda layout: len(layout.columns.places), default=None)


def _placed(record: Record, before: int, sheet: str) -> Record:
    """`record` counted on from the sheets `before`; what was rejected keeps its row and says in which sheet."""
    if isinstance(record, Rejection):
        return replace(record, field=f"{record.field} (sheet “{sheet}”)".strip()) if sheet else record
    return replace(record, position=record.position + before)
