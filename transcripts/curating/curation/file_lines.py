"""Lines about the files that were taken in, by which they are found and taken in again as they were."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field

from ...importing import BadOverride, ImportOptions, NoSeries, Overrides, UnreadableFile, import_file
from ...models import ImportRun
from .line import Line, Slug, Text
from .rebuild import Rebuild
from .settings_lines import Zone


class FileLine(Line):
    """A file that was taken in, and what was said about it. What was said about its chats stands in their lines.

    An upload that was taken back is in no line.
    """

    kind: Literal["file"] = "file"
    series: Slug = Field(description="The series it was taken into.")
    sha256: Text = Field(pattern="^[0-9a-f]{64}$", description="Of the file as it was given, in hexadecimal.")
    file_name: Text = Field(max_length=255, description="What it was called.")
    format: Text = Field(max_length=40, description="The format it was read as.")
    options: dict[str, Any] = Field(description="What was told: `network`, `columns`, `date`, `leading_handle`.")
    zone: Zone | Literal[""] = Field(description="The zone in which times without one were read.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each upload that is in the archive."""
        rows = ImportRun.objects.select_related("series").order_by("series__slug", "sha256", "format")
        for row in sorted(rows, key=lambda one: (one.series.slug, one.sha256, one.format, str(one.options))):
            told = {name: getattr(row, name) for name in ("sha256", "file_name", "format", "options", "zone")}
            yield cls.model_validate(told | {"series": row.series.slug})

    def needs(self) -> Iterator[tuple[str, str]]:
        """Yield the series."""
        yield "series", self.series

    def apply(self, rebuild: Rebuild) -> None:
        """Do nothing: what it tells stands in the file."""

    @property
    def is_taken_in(self) -> bool:
        """True when the archive has it."""
        told = {"series__slug": self.series, "sha256": self.sha256, "format": self.format}
        done = ImportRun.objects.filter(**told, state=ImportRun.State.DONE)
        return any(run.options == self.options for run in done)

    def take_in(self, path: Path) -> None:
        """Take the file in as it was; its chats are drafts until their lines say otherwise."""
        told = self.options
        day = date.fromisoformat(told["date"]) if told.get("date") else None
        options = ImportOptions(
            series=self.series,
            format=self.format,
            network=told.get("network", ""),
            columns=told.get("columns", {}),
            leading_handle=told.get("leading_handle", ""),
            overrides=Overrides(date=day),
            file_name=self.file_name,
            zone=self.zone,
            publishes=False,
        )
        # A day that the file had a post on may have lost it to a removal: the chats' own lines tell their hours.
        with suppress(BadOverride):
            import_file(path, options)


def take_in_files(lines: Iterable[FileLine], directory: Path, rebuild: Rebuild, say: Callable[[str], None]) -> None:
    """Take in each file below a directory that some lines name by its SHA-256, in any order; note what is missing."""
    missing = [line for line in lines if not line.is_taken_in]
    for path in sorted(path for path in directory.rglob("*") if path.is_file()) if missing else ():
        sha256 = sha256_of(path)
        for line in [one for one in missing if one.sha256 == sha256]:
            say(f"{path.name} → {line.series}")
            missing.remove(line)
            try:
                line.take_in(path)
            except (UnreadableFile, NoSeries) as error:
                rebuild.notes.append(str(error))
    names = sorted(line.file_name for line in missing)
    rebuild.notes += [f"{name}: not found in {directory}; what only it tells is missing" for name in names]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
