"""What a data set says of itself: for people, for programs (Data Package), for citing (Citation File Format)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from ...counting import count
from ...models import Archive, Series
from ..gaps import KINDS
from ..moments import iso_utc
from .editions import Edition
from .forms import TableFile
from .tables import Column, Table

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table that was written: its file, how many rows and bytes, and the file's SHA-256."""

    table: Table
    columns: tuple[Column, ...]
    file: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Described:
    """A data set as its descriptions tell it."""

    series: Series
    edition: Edition
    form: type[TableFile]
    hidden: bool
    tables: tuple[WrittenTable, ...]

    @property
    def name(self) -> str:
        """What it is called where a name has no spaces."""
        return f"{self.series.slug}-{self.edition.title}"

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.series.name} ({self.edition.title} edition)"

    @property
    def address(self) -> str:
        """Where the chats are read."""
        return f"{settings.SITE_URL}{self.series.get_absolute_url()}"

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return next(one.rows for one in self.tables if one.table.name == table)


def descriptions(described: Described) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each description."""
    yield "README.md", readme(described)
    yield DESCRIPTOR, f"{json.dumps(package(described), ensure_ascii=False, indent=2)}\n"
    yield "CITATION.cff", citation_file(described)


def package(described: Described) -> dict[str, Any]:
    """Return the descriptor of a Data Package (https://specs.frictionlessdata.io/data-package/)."""
    archive = Archive.current()
    return {
        "profile": "data-package",
        "name": described.name,
        "title": described.title,
        "description": described.edition.note,
        "homepage": described.address,
        "created": iso_utc(timezone.now()),
        "contributors": [{"title": archive.keeper or archive.name, "role": "publisher"}],
        "resources": [resource(table, described.form.media_type) for table in described.tables],
    }


def resource(written: WrittenTable, media_type: str) -> dict[str, Any]:
    """Return a table as a resource of a Data Package, its columns as Table Schema."""
    return {
        "name": written.table.name,
        "path": written.file,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256}",
        "schema": {
            "fields": [{"name": one.name, "type": one.kind, "description": one.meaning} for one in written.columns],
            **keys(written),
        },
    }


def keys(written: WrittenTable) -> dict[str, Any]:
    """Return what tells the rows of a table apart and what they refer to, as far as the edition has those columns."""
    kept = {column.name for column in written.columns}
    refers = [
        {"fields": list(own), "reference": {"resource": other.table, "fields": list(other.columns)}}
        for own, other in written.table.refers.items()
        if kept.issuperset(own)
    ]
    told = {"primaryKey": list(written.table.key) if kept.issuperset(written.table.key) else [], "foreignKeys": refers}
    # The specification has no empty lists of them.
    return {name: columns for name, columns in told.items() if columns}


def citation(described: Described) -> str:
    """Return how to cite the data set."""
    archive, today = Archive.current(), timezone.now().date()
    by = archive.keeper or archive.name
    return f"{by}. {described.title} [Data set]. {archive.name}. {described.address} (exported {today:%-d %B %Y})."


def citation_file(described: Described) -> str:
    """Return a CITATION.cff, version 1.2.0 (https://citation-file-format.github.io); JSON's strings are YAML's, too."""
    archive = Archive.current()
    told = {
        "cff-version": "1.2.0",
        "message": "Cite this data set as below.",
        "type": "dataset",
        "title": described.title,
        "authors": [{"name": archive.keeper or archive.name}],
        "url": described.address,
        "date-released": f"{timezone.now():%Y-%m-%d}",
    }
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items())


def readme(described: Described) -> str:
    """Return what people read first."""
    parts = [f"# {described.title}", contents(described), described.edition.note, collected(described)]
    parts += [f"## How to cite\n\n{citation(described)}", f"## Tables\n\n{described.form.__doc__}"]
    parts += map(table_section, described.tables)
    return "\n\n".join(parts) + "\n"


def contents(described: Described) -> str:
    """Return in a sentence what is in it, and whether hidden posts are."""
    told = ", ".join(count(described.rows(name), noun) for name, noun in (("chats", "chat"), ("posts", "post")))
    hidden = (
        "Posts that the archive’s keepers hid are in it, marked." if described.hidden else "Hidden posts are left out."
    )
    return f"{told} of {described.address}. {hidden} Removed posts are nowhere in it."


def collected(described: Described) -> str:
    """Return how the chats were collected, and what is known to be missing."""
    runs = described.series.runs.filter(chats__published_at__isnull=False).distinct()
    kinds = Counter(KINDS[name] for name in runs.values_list("format", flat=True))
    told = "\n".join(f"- {number} × {kind}" for kind, number in sorted(kinds.items()))
    return (
        "## How it was collected, and what is missing\n\n"
        f"From files that people saved:\n\n{told or '- none that is still known'}\n\n"
        "No such file is a complete record: searches of networks leave posts out, deleted and protected ones are "
        "missing, and so is what nobody marked with the hashtag. The columns `completeness`, `sources`, `selection`, "
        "`unplaced` and `hidden` of `chats` tell it chat by chat; `placement`, `method` and `confidence` of `posts` "
        "how each was sorted: by program unless the method is `hand`."
    )


def table_section(written: WrittenTable) -> str:
    """Return what a table and its columns mean."""
    lines = [f"| `{one.name}` | {one.kind} | {one.meaning} |" for one in written.columns]
    about = (written.table.row.__doc__ or "").strip()
    head = f"### {written.table.name}\n\n{about} {count(written.rows, 'row')}, `{written.file}`."
    return "\n".join([head, "", "| column | type | meaning |", "|---|---|---|", *lines])
