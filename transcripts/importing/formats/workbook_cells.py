"""The cells of a workbook's row as a text file would have them, and which of its numbers have lost digits."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from .columns import Columns

_FIRST_ROUNDED = 10**15
_IDS = ("id", "author_id", "reply_to_id", "repost_of_id", "quote_of_id")


def cell_text(value: object) -> str:
    """A cell's value in words: a date as ISO writes it, without the time of a midnight, which is that of a bare day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        shown = value.replace(microsecond=0, tzinfo=None)
        return shown.date().isoformat() if shown.time() == time() else shown.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return _number_text(value) if isinstance(value, int | float) else str(value)


def _number_text(number: float) -> str:
    exact = Decimal(repr(number))
    return f"{exact:f}".removesuffix(".0") if exact.is_finite() else str(number)


def rounded_fields(values: tuple[object, ...], columns: Columns) -> frozenset[str]:
    """The fields whose id is a number too long for a spreadsheet, which keeps 15 digits and fills up with zeros."""
    cells = {
        field: values[columns.places[field]] for field in _IDS if columns.places.get(field, len(values)) < len(values)
    }
    numbers = {field: value for field, value in cells.items() if isinstance(value, int | float)}
    return frozenset(field for field, number in numbers.items() if abs(number) >= _FIRST_ROUNDED)
