"""A zip of several exports of one kind, such as the weekly files of a series."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO
from zipfile import ZipFile

from ..records import ReadOptions, Record, Rejection, UnreadableFile
from .base import Format
from .pasted_posts import TEXT_FILES
from .zip_members import DAMAGE, is_workbook, listing, names_in, opened_member, opened_zip

_HEAD = 64 * 1024
_MOST_MEMBERS = 2000
_NO_EXPORT = re.compile(
    r"(?:^|/)(?:readme|license|licence|\.[^/]*$)|\.(?:pdf|xml|css|zip|gz|md5|sha256)$", re.IGNORECASE
)
_SHOWN = 5
_WORKBOOKS = (".xlsx", ".xlsm")


class Zipped:
    """Any zip that no other format knows, of files that are all of one kind; `detect` tells which."""

    name = "zip"
    title = "Zip of several exports"
    is_selection = False
    is_personal = False

    def __init__(self, detect: Callable[[bytes, str], Format | None]) -> None:
        self._detect = detect

    def recognises(self, head: bytes, filename: str) -> bool:
        return bool(names_in(head))

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        names = sorted(name for name in names_in(listing(stream)) if not _NO_EXPORT.search(name))[:_MOST_MEMBERS]
        with opened_zip(stream) as archive:
            kinds = self._kinds(archive, names)
            told = sorted({kind.title for kind in kinds.values()})
            if not told:
                raise UnreadableFile(f"holds no export of a known kind, but {_shown(names)}")
            if len(told) > 1 or any(kind.is_personal or kind.is_selection for kind in kinds.values()):
                raise UnreadableFile(f"holds {', '.join(told)}: unpack it and import the files one by one")
            yield from _records(archive, kinds, options)

    def _kinds(self, archive: ZipFile, names: list[str]) -> dict[str, Format]:
        found: dict[str, Format] = {}
        for name in names:
            with _opened_export(archive, name) as member:
                # A text beside the exports is one of them only if its words say so, not by being a text.
                kind = self._detect(_head(member), "" if name.lower().endswith(TEXT_FILES) else name)
            if kind is not None:
                found[name] = kind
        return found


@contextmanager
def _opened_export(archive: ZipFile, name: str) -> Iterator[BinaryIO]:
    """A member; a workbook, which is itself a zip and read back and forth, is unpacked to a file of its own first."""
    with opened_member(archive, name) as member, TemporaryFile() as unpacked:
        if not name.lower().endswith(_WORKBOOKS):
            yield member
            return
        copyfileobj(member, unpacked)
        unpacked.seek(0)
        yield unpacked


def _head(member: BinaryIO) -> bytes:
    head = listing(member) if is_workbook(member) else b""
    member.seek(0)
    return head or member.read(_HEAD)


def _records(archive: ZipFile, kinds: dict[str, Format], options: ReadOptions) -> Iterator[Record]:
    """The records of one member after the other, their positions counted on."""
    before = 0
    for name, kind in kinds.items():
        highest = before
        try:
            with _opened_export(archive, name) as member:
                for record in kind.read(member, options):
                    moved = _moved(record, before)
                    highest = max(highest, moved.line if isinstance(moved, Rejection) else moved.position)
                    yield moved
        except DAMAGE:
            yield Rejection(highest + 1, name, "the zip is damaged there")
        before = highest


def _moved(record: Record, by: int) -> Record:
    if isinstance(record, Rejection):
        return replace(record, line=record.line + by)
    return replace(record, position=record.position + by)


def _shown(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(name[-60:] for name in names[:_SHOWN])}{more}" if names else "pictures or nothing at all"
