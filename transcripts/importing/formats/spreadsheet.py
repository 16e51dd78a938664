"""Tables of posts: CSV and its kin, whatever tool or person wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection, UnreadableFile
from .columns import UnknownColumnError
from .decoding import bounded_lines
from .row_posts import row_record
from .survey import survey
from .table import MOST_COLUMNS, Layout, Row, find_layout, first_line, quotes_cells, read_rows
from .timestamps import parse_stamp

_SUFFIXES = (".csv", ".tsv", ".tab")
_SHOWN_COLUMNS = 12


class Spreadsheet:
    """Comma, tab or semicolon separated values with a header that names at least the text and who or when."""

    name = "spreadsheet"
    title = "Spreadsheet (CSV, TSV)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[", b"<", b""):
            return False
        return filename.lower().endswith(_SUFFIXES) or find_layout(BytesIO(head), {}) is not None

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        yield from table_records(stream, options)


def table_records(stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
    """The posts of a table; `--column author=@handle` names the one account that wrote all of them."""
    author, options = fixed_author(options)
    layout = _layout(stream, options, author)

    def rows() -> Iterator[Row | Rejection]:
        stream.seek(0)
        yield from read_rows(stream, layout)

    yield from posts_of_rows(rows, options, author)


def posts_of_rows(
    rows: Callable[[], Iterator[Row | Rejection]], options: ReadOptions, author: str = ""
) -> Iterator[Record]:
    """The posts of rows, which are gone through twice: what a table's habits are, only all of it tells."""
    habits = survey(rows())
    for row in rows():
        if isinstance(row, Row):
            known = replace(row, cells={**row.cells, "author": author}) if author else row
            yield row_record(known, habits, options)
        else:
            yield row


def fixed_author(options: ReadOptions) -> tuple[str, ReadOptions]:
    """The handle that a person told in place of a column of authors, and what else was told; "" for none."""
    told = options.columns.get("author", "")
    if not told.startswith("@"):
        return "", options
    others = {field: name for field, name in options.columns.items() if field != "author"}
    return told.removeprefix("@").strip(), replace(options, columns=others)


def _layout(stream: BinaryIO, options: ReadOptions, author: str) -> Layout:
    try:
        layout = find_layout(stream, options.columns)
    except UnknownColumnError as error:
        raise UnreadableFile(f"{error}; {_columns_found(stream)}.") from error
    if layout is None:
        raise UnreadableFile(_why_no_layout(stream))
    layout = checked(layout, author, _columns_found(stream))
    stream.seek(0)
    return replace(layout, quoted=quotes_cells(stream, layout.delimiter))


def checked(layout: Layout, author: str, found: str) -> Layout:
    """`layout`, if its columns say who and when; else raises UnreadableFile, which tells the columns `found`."""
    if not (author or layout.columns.has("author") or layout.columns.has("url")):
        raise UnreadableFile(
            f"no column says who wrote each post; {found}; "
            "name the one with the handles, as in --column author=“its header”, "
            "or the one account that wrote them all, as in --column author=@handle."
        )
    if not any(layout.columns.has(field) for field in ("created_at", "id", "url")):
        raise UnreadableFile(
            f"no column says when each post was written; {found}; name it, as in --column created_at=“its header”."
        )
    return layout


def _why_no_layout(stream: BinaryIO) -> str:
    if len(_first_cells(stream)) > MOST_COLUMNS:
        return f"its header has more than {MOST_COLUMNS:,} columns; keep those that matter and import that."
    if any(parse_stamp(cell) for cell in _first_cells(stream)):
        return (
            "it has no header line, so it does not say which column is the author and which the text; "
            "put a line such as “created_at,author,text” above its first row."
        )
    return (
        f"no column holds the posts' text; {_columns_found(stream)}; "
        "name the one that does, as in --column text=“its header”."
    )


def _columns_found(stream: BinaryIO) -> str:
    return columns_found(_first_cells(stream))


def columns_found(header: Sequence[str]) -> str:
    cells = [cell.strip()[:40] for cell in header if cell.strip()]
    more = f" and {len(cells) - _SHOWN_COLUMNS} more" if len(cells) > _SHOWN_COLUMNS else ""
    return f"its columns are {', '.join(cells[:_SHOWN_COLUMNS])}{more}"


def _first_cells(stream: BinaryIO) -> tuple[str, ...]:
    stream.seek(0)
    return first_line(b"".join(islice(bounded_lines(stream), 5)))
