"""What a workbook may hold: openpyxl keeps all strings and each row it reads in memory, so both are looked at first.

Declared sizes are believed, as nothing past them is unpacked. The limits are above what spreadsheets themselves can
make: Excel has 1,048,576 rows of at most 32,767 characters a cell.
"""

from __future__ import annotations

import re
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from ..records import UnreadableFile
from .zip_members import opened_member

MOST_ROWS = 1 << 20
_LARGEST_SHEET = 1 << 30
_LARGEST_STRINGS = 1 << 27
_LARGEST_OTHER = 1 << 23
_MOST_TAGS_OF_STRINGS = 8_000_000
_LONGEST_ROW = 1 << 22
_CHUNK = 1 << 20
_ROW = re.compile(rb"<(?:\w{1,10}:)?row\b")
_READ = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
_SHEET = re.compile(r"(?:^|/)worksheets/[^/]+$", re.IGNORECASE)
_STRINGS = re.compile(r"(?:^|/)sharedStrings\.xml$", re.IGNORECASE)
_TOO_LARGE = "holds more than any Excel workbook can ({}): not opened"


def check_workbook(archive: ZipFile) -> None:
    """Raises UnreadableFile for a workbook that could not be read in bounded memory."""
    for info in archive.infolist():
        if not _READ.search(info.filename):
            continue
        largest = _largest(info)
        if info.file_size > largest:
            raise UnreadableFile(_TOO_LARGE.format(info.filename[:80]))
        if largest != _LARGEST_OTHER:
            with opened_member(archive, info.filename.replace("\\", "/")) as member:
                _check_part(member, info)


def _largest(info: ZipInfo) -> int:
    if _SHEET.search(info.filename):
        return _LARGEST_SHEET
    return _LARGEST_STRINGS if _STRINGS.search(info.filename) else _LARGEST_OTHER


def _check_part(member: BinaryIO, info: ZipInfo) -> None:
    fits = _strings_fit(member) if _STRINGS.search(info.filename) else _rows_fit(member)
    if not fits:
        raise UnreadableFile(_TOO_LARGE.format(info.filename[:80]))


def _strings_fit(member: BinaryIO) -> bool:
    tags = 0
    while chunk := member.read(_CHUNK):
        tags += chunk.count(b"<")
        if tags > _MOST_TAGS_OF_STRINGS:
            return False
    return True


def _rows_fit(member: BinaryIO) -> bool:
    """Whether no stretch of a sheet without a new row is longer than a row can be, nor the rows too many."""
    begin, before, rows = 0, 0, 0
    while chunk := member.read(_CHUNK):
        places = [before + found.start() for found in _ROW.finditer(chunk)]
        longest = max(
            (end - start for start, end in zip([begin, *places], [*places, before + len(chunk)], strict=True))
        )
        rows += len(places)
        if longest > _LONGEST_ROW or rows > MOST_ROWS:
            return False
        begin = places[-1] if places else begin
        before += len(chunk)
    return True
