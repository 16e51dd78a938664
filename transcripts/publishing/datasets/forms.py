"""How a table is written: JSON Lines, CSV or Parquet. One class each, one line in FORMS."""

from __future__ import annotations

import csv
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

from ..exports import csv_cell
from ..moments import iso_utc
from .tables import Column

Row = Mapping[str, Any]

# So many rows are held at once: a group of rows of Parquet.
AT_ONCE = 10_000


class TableFile(ABC):
    """A file that a table is written to, row by row."""

    ending: ClassVar[str]
    media_type: ClassVar[str]

    @abstractmethod
    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        """Begin the file."""

    @abstractmethod
    def write(self, rows: Iterable[Row]) -> None:
        """Add rows."""

    @abstractmethod
    def close(self) -> None:
        """End the file."""


class JsonLines(TableFile):
    """One JSON object a line (https://jsonlines.org), UTF-8; moments in ISO 8601."""

    ending = "jsonl"
    media_type = "application/jsonl"

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, rows: Iterable[Row]) -> None:
        """Add a line for each row."""
        for row in rows:
            told = {name: as_text(value) if isinstance(value, date) else value for name, value in row.items()}
            self._file.write(f"{json.dumps(told, ensure_ascii=False)}\n")

    def close(self) -> None:
        """End the file."""
        self._file.close()


class Csv(TableFile):
    """CSV (RFC 4180), UTF-8; a cell that a spreadsheet would run as a formula begins with an apostrophe."""

    ending = "csv"
    media_type = "text/csv"

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._lines = csv.writer(self._file, lineterminator="\r\n")
        self._lines.writerow([column.name for column in columns])

    def write(self, rows: Iterable[Row]) -> None:
        """Add a line for each row."""
        for row in rows:
            self._lines.writerow([csv_cell(as_text(value)) for value in row.values()])

    def close(self) -> None:
        """End the file."""
        self._file.close()


class Parquet(TableFile):
    """Apache Parquet, compressed with Zstandard; moments have the zone UTC."""

    ending = "parquet"
    media_type = "application/vnd.apache.parquet"

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        # It takes 40 MB, which a web server that never writes Parquet should not spend.
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        types = {
            "string": pa.string(),
            "boolean": pa.bool_(),
            "integer": pa.int64(),
            "number": pa.float64(),
            "date": pa.date32(),
            "datetime": pa.timestamp("s", tz="UTC"),
        }
        self._schema = pa.schema(
            pa.field(one.name, types[one.kind], nullable=False, metadata={"description": one.meaning})
            for one in columns
        )
        self._table = pa.Table.from_pylist
        self._file = ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[Row] = []

    def write(self, rows: Iterable[Row]) -> None:
        """Add rows, as soon as there are enough for a group."""
        self._waiting.extend(rows)
        if len(self._waiting) >= AT_ONCE:
            self._flush()

    def close(self) -> None:
        """Write what waits, and end the file."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        self._file.write_table(self._table(self._waiting, schema=self._schema))
        self._waiting = []


FORMS: dict[str, type[TableFile]] = {form.ending: form for form in (JsonLines, Csv, Parquet)}


def as_text(value: object) -> object:
    """Return a moment in UTC as ISO 8601, a day as its date; anything else as it is."""
    if isinstance(value, datetime):
        return iso_utc(value)
    return value.isoformat() if isinstance(value, date) else value
