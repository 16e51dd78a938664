"""A data set as one zip, for whoever fetches it over HTTP."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from ..exports import Member, zipped
from .writing import CHECKSUMS, DatasetOrder, write_files

AT_ONCE = 64 * 1024
PREFIX = "dataset-"
DAY = 24 * 60 * 60


def packed_dataset(order: DatasetOrder, workshop: Path) -> BinaryIO:
    """Return the files of a data set as a zip, open at its beginning.

    They are built in a directory of `workshop`, which is gone when this returns or raises; the zip has no name, and is
    gone when it is closed. Raises KeyError for an edition or form there is none of.
    """
    workshop.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep(workshop)
    with ExitStack() as unless_whole, tempfile.TemporaryDirectory(prefix=PREFIX, dir=workshop) as built:
        file = unless_whole.enter_context(tempfile.TemporaryFile(dir=workshop))
        write_files(order, Path(built))
        for piece in zipped(members(Path(built))):
            file.write(piece)
        file.seek(0)
        unless_whole.pop_all()
    return file


def members(directory: Path) -> Iterator[Member]:
    """Yield the files of a data set; the zip adds the same checksums by itself."""
    for file in sorted(directory.iterdir()):
        if file.name != CHECKSUMS:
            yield Member(file.name, pieces_of(file))


def pieces_of(file: Path) -> Iterator[bytes]:
    """Yield what a file holds, piece by piece."""
    with file.open("rb") as told:
        while piece := told.read(AT_ONCE):
            yield piece


def sweep(workshop: Path) -> None:
    """Remove what a process left that was killed."""
    for left in workshop.glob(f"{PREFIX}*"):
        if left.stat().st_mtime < time.time() - DAY:
            shutil.rmtree(left, ignore_errors=True)
