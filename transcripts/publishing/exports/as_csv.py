"""CSV (RFC 4180), for spreadsheets.

A cell that a spreadsheet would run as a formula is written with a leading apostrophe; take it away to have the author's
words. As bytes it begins with a byte order mark, without which Excel reads UTF-8 as another encoding. Ids stand as bare
digits, so that programs match them; a spreadsheet keeps them whole where their column is imported as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import fields

from .document import Document

# https://owasp.org/www-community/attacks/CSV_Injection, with the wide forms that a Japanese Excel takes for them.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(document: Document) -> Iterator[str]:
    """Yield a header line, then a line for each row."""
    names = [field.name for field in fields(document.row)]
    yield _line(names)
    for row in document.rows():
        yield _line([csv_cell(getattr(row, name)) for name in names])


def csv_cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet runs; of several, one stands below the other."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
