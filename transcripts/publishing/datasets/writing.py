"""A data set on disk: its tables, its description, its checksums. Built beside, put in place when it is whole."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...models import Series
from .describing import DESCRIPTOR, Described, WrittenTable, descriptions
from .editions import EDITIONS, Edition
from .forms import FORMS, TableFile
from .reading import Crowd, chats_of, people_of
from .tables import TABLES, AnyRow, Column, Table

CHECKSUMS = "sha256sums.txt"


class NotADataset(Exception):
    """A directory holds something else; it is left alone."""


@dataclass(frozen=True, slots=True)
class DatasetOrder:
    """What somebody wants of a series: which edition, in which form, with hidden posts or without."""

    series: Series
    edition: str = "full"
    form: str = "jsonl"
    hidden: bool = False


class OpenTable:
    """A table that is being written in an edition: how many rows it has so far."""

    def __init__(self, table: Table, edition: Edition, form: type[TableFile], directory: Path) -> None:
        self.table, self.edition, self.rows = table, edition, 0
        self.columns = tuple(one for one in table.columns if one.name not in edition.left_out)
        self.path = directory / f"{table.name}.{form.ending}"
        self.file = form(self.path, self.columns)

    def write(self, rows: Iterable[AnyRow]) -> None:
        """Write rows as the edition gives them away."""
        given = [told for row in rows if (told := self.edition.of(row))]
        self.rows += len(given)
        self.file.write([picked(row, self.columns) for row in given])

    def written(self) -> WrittenTable:
        """Return what was written."""
        size, digest = self.path.stat().st_size, sha256_of(self.path)
        return WrittenTable(self.table, self.columns, self.path.name, self.rows, size, digest)


def picked(row: AnyRow, columns: Iterable[Column]) -> Mapping[str, Any]:
    """Return the columns of a row that an edition has."""
    return {column.name: getattr(row, column.name) for column in columns}


def write_dataset(order: DatasetOrder, directory: Path) -> Described:
    """Write a data set into a directory, in the place of an earlier one; return what it holds.

    Raises NotADataset where the directory holds anything else, KeyError for an edition or form there is none of.
    """
    if directory.exists() and any(directory.iterdir()) and not (directory / DESCRIPTOR).exists():
        raise NotADataset(f"{directory} holds something that is no data set; name an empty or a new directory.")
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{directory.name}-", dir=directory.parent) as workshop:
        built = Path(workshop, "built")
        built.mkdir()
        described = write_files(order, built)
        if directory.exists():
            directory.rename(Path(workshop, "earlier"))
        built.rename(directory)
    return described


def write_files(order: DatasetOrder, directory: Path) -> Described:
    """Write all files of a data set into an empty directory."""
    tables = tuple(write_tables(order, directory))
    described = Described(order.series, EDITIONS[order.edition], FORMS[order.form], order.hidden, tables)
    for name, text in descriptions(described):
        (directory / name).write_text(text, encoding="utf-8")
    sums = [f"{sha256_of(file)}  {file.name}\n" for file in sorted(directory.iterdir())]
    (directory / CHECKSUMS).write_text("".join(sums))
    return described


def write_tables(order: DatasetOrder, directory: Path) -> Iterator[WrittenTable]:
    """Write the tables, a chat at a time, and yield what was written."""
    crowd = Crowd()
    with opened(order, directory) as tables:
        for read in chats_of(order.series, hidden=order.hidden):
            crowd.add(read)
            tables["chats"].write([read.chat])
            tables["questions"].write(read.questions)
            tables["posts"].write(read.posts)
            tables["edges"].write(read.edges)
        tables["people"].write(people_of(crowd, order.series, hidden=order.hidden))
    yield from (table.written() for table in tables.values())


@contextmanager
def opened(order: DatasetOrder, directory: Path) -> Iterator[Mapping[str, OpenTable]]:
    """Open every table, and close them whatever happens."""
    edition, form = EDITIONS[order.edition], FORMS[order.form]
    with ExitStack() as stack:
        tables = {table.name: OpenTable(table, edition, form, directory) for table in TABLES}
        for table in tables.values():
            stack.callback(table.file.close)
        yield tables


def sha256_of(file: Path) -> str:
    """Return a file's SHA-256 in hexadecimal digits."""
    with file.open("rb") as told:
        return hashlib.file_digest(told, "sha256").hexdigest()
