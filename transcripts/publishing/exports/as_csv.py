"""CSV, for spreadsheets.

A cell that a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage return) is written with
a leading apostrophe; take it away to have the author's words. Ids are text: opened as numbers they lose digits.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import astuple, fields

from ..transcript import Transcript
from .rows import ExportedPost, exported_posts

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(transcript: Transcript) -> Iterator[str]:
    """Yield a header line, then a line for each post and retweet."""
    yield _line([field.name for field in fields(ExportedPost)])
    for post in exported_posts(transcript):
        yield _line([csv_cell(value) for value in astuple(post)])


def csv_cell(value: object) -> str:
    """Return a value as a cell that no spreadsheet runs."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
