"""Reading zip archives that nobody has checked: bounded in time and memory, and nothing is ever unpacked by its name.

A format sees of a zip what it sees of any file: the first bytes. Those of an opened zip are its listing: the zip's
own mark and then the names inside, one a line.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from ..records import UnreadableFile

MARK = b"PK\x03\x04\n"
WORKBOOK = "xl/workbook.xml"
_LONGEST_LISTING = 1 << 20
_LARGEST_DIRECTORY = 1 << 23
_LARGEST_MEMBER = 4 << 30
_SMALL = 1 << 26
TIGHTEST = 200
"""So many times its size an export may unpack to; JSON of posts packs 10 to 30 times."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x07"
_NOT_LISTED = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4", ".mov", ".mp3", ".ts", "/", ".ds_store")
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError),
    *(struct.error, UnicodeDecodeError),
)


def listing(stream: BinaryIO) -> bytes:
    """What formats are shown of a zip; raises UnreadableFile for one that is damaged or means harm."""
    size = stream.seek(0, 2)
    with opened_zip(stream) as archive:
        names = [_plain(info.filename) for info in archive.infolist()]
        whole = sum(info.file_size for info in archive.infolist())
    if is_bomb(whole, size):
        raise UnreadableFile(f"unpacks to {whole:,} bytes, more than any export of its size: not opened")
    if any(name.startswith("/") or ".." in name.split("/") or name[1:3] == ":/" for name in names):
        raise UnreadableFile("is a zip archive with names that lead out of it, so it is not opened")
    shown = "\n".join(name.replace("\n", " ") for name in names if not _is_passed_over(name))
    return MARK + shown.encode("utf-8", "replace")[:_LONGEST_LISTING]


def names_in(head: bytes) -> list[str]:
    """The names in the listing of a zip; none when `head` is that of another file."""
    return head[len(MARK) :].decode("utf-8", "replace").splitlines() if head.startswith(MARK) else []


def is_workbook(stream: BinaryIO) -> bool:
    """Whether `stream` is a zip that Excel calls a workbook."""
    stream.seek(0)
    try:
        return stream.read(4) == MARK[:4] and WORKBOOK in names_in(listing(stream))
    except UnreadableFile:
        return False


@contextmanager
def opened_zip(stream: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The archive in `stream`; what is wrong with it anywhere in the block is told as an UnreadableFile."""
    _check_directory(stream)
    try:
        with zipfile.ZipFile(stream) as archive:
            yield archive
    except DAMAGE as error:
        raise UnreadableFile(f"is a damaged zip archive ({error})") from None


@contextmanager
def opened_member(archive: zipfile.ZipFile, name: str) -> Iterator[BinaryIO]:
    """The member that the listing calls `name`, as a seekable stream; refused when it is locked or a bomb."""
    info = archive.NameToInfo.get(name) or next(info for info in archive.infolist() if _plain(info.filename) == name)
    if info.flag_bits & 1:
        raise UnreadableFile("is a zip archive with a password: unpack it and import the file inside")
    if info.compress_type not in _METHODS:
        # bzip2 and LZMA are unpacked without a bound, whatever size the member claims.
        raise UnreadableFile("is a zip archive packed in an uncommon way: unpack it and import the file inside")
    if is_bomb(info.file_size, info.compress_size) or info.file_size > _LARGEST_MEMBER:
        raise UnreadableFile(f"unpacks to {info.file_size:,} bytes ({name[:80]}), more than any export: not opened")
    with archive.open(info) as member:
        yield cast(BinaryIO, member)


def is_bomb(unpacked: int, packed: int) -> bool:
    """Whether so many bytes unpack to more than an export of the size does."""
    return unpacked > _SMALL and unpacked > TIGHTEST * packed


def _plain(name: str) -> str:
    return name.replace("\\", "/")


def _is_passed_over(name: str) -> bool:
    return name.lower().endswith(_NOT_LISTED) or name.startswith("__MACOSX/")


def _check_directory(stream: BinaryIO) -> None:
    """Refuse a table of contents that is itself too large to be read."""
    size = stream.seek(0, 2)
    start = max(0, size - 70_000)
    stream.seek(start)
    tail = stream.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        raise UnreadableFile("is a damaged zip archive: it breaks off before its end")
    directory = int(struct.unpack_from("<L", tail, place + 12)[0])
    if tail[place - 20 : place - 16] == _END64:
        stream.seek(min(size, int(struct.unpack_from("<Q", tail, place - 12)[0])))
        record = stream.read(56)
        directory = int(struct.unpack_from("<Q", record, 40)[0]) if len(record) == 56 else size
    stream.seek(0)
    if directory > _LARGEST_DIRECTORY:
        raise UnreadableFile("is a zip archive with more files in it than any export: not opened")
