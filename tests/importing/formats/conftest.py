"""How the tests of formats read a file: through the same door as an import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from transcripts.importing.formats import by_name, detect
from transcripts.importing.opening import open_source
from transcripts.importing.records import DeletionRecord, HeadingRecord, PostRecord, ReadOptions, Record, Rejection

SAMPLES = Path(__file__).parents[2] / "samples"


@dataclass(frozen=True)
class Reading:
    """What came out of a file, by kind."""

    format: str
    records: Sequence[Record]

    @property
    def posts(self) -> list[PostRecord]:
        return [record for record in self.records if isinstance(record, PostRecord)]

    @property
    def own(self) -> list[PostRecord]:
        return [post for post in self.posts if not post.embedded]

    @property
    def headings(self) -> list[str]:
        return [record.text for record in self.records if isinstance(record, HeadingRecord)]

    @property
    def deletions(self) -> list[DeletionRecord]:
        return [record for record in self.records if isinstance(record, DeletionRecord)]

    @property
    def rejections(self) -> list[Rejection]:
        return [record for record in self.records if isinstance(record, Rejection)]


def read(path: Path, options: ReadOptions | None = None, kind: str = "") -> Reading:
    """Read `path` as the format it is, or as the one called `kind`."""
    with open_source(path) as opened:
        found = by_name(kind) if kind else detect(opened.head, opened.name)
        assert found is not None, f"no format knows {path.name}"
        return Reading(found.name, list(found.read(opened.stream, options or ReadOptions())))


def sample(name: str, options: ReadOptions | None = None) -> Reading:
    return read(SAMPLES / name, options)


Written = Callable[[str, str | bytes], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a file of this name and content and give its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
