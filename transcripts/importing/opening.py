"""The file a person chose, made ready: decompressed, in UTF-8, its beginning and its SHA-256 at hand.

What is no text at all is told apart by its first bytes, so that each mistake gets its own sentence.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import hashlib
import lzma
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from .formats.zip_members import TIGHTEST, is_bomb, is_workbook, listing, names_in, opened_member, opened_zip
from .records import UnreadableFile

HEAD = 64 * 1024
LARGEST_UNPACKED = 8 * 1024**3
"""The most bytes a compressed file may unpack to; ten million tweets stay below it, a bomb does not."""

_CHUNK = 1 << 20
# What an .xz file may want for itself; the tightest setting (-9) takes 65 MiB.
_MEMORY_OF_XZ = 96 << 20
_PREDICATES = ("is ", "does not ", "may not ", "cannot ", "unpacks ", "holds ")
_ZIP = b"PK\x03\x04"
_BLANKS = b" \t\r\n\x00" + codecs.BOM_UTF8
_CONTROL_BYTES = bytes(set(range(1, 32)) - set(b"\t\n\r\f\x1b\x1e"))
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

_NOT_TEXT: dict[bytes, str] = {
    b"PK\x05\x06": "is an empty zip archive",
    b"RDX": "is R data: save the table as CSV from R (write.csv) and import that",
    b"RDA": "is R data: save the table as CSV from R (write.csv) and import that",
    b"X\n\x00\x00\x00": "is R data: save the table as CSV from R (write.csv) and import that",
    b"\xd0\xcf\x11\xe0": "is an old Office document (.xls, .doc) or one with a password: save it as .xlsx, CSV or text",
    b"%PDF": "is a PDF: copy its text into a .txt file and import that",
    b"{\\rtf": "is a rich text document: save it as plain text and import that",
    b"SQLite format 3\x00": "is an SQLite database: export the table of posts as CSV and import that",
    b"PAR1": "is a Parquet table: save it as CSV and import that",
    b"\x28\xb5\x2f\xfd": "is compressed with zstd: unpack it and import the file inside",
    b"7z\xbc\xaf\x27\x1c": "is a 7z archive: unpack it and import the file inside",
    b"Rar!": "is a RAR archive: unpack it and import the file inside",
    b"\x89PNG": "is a picture, and posts cannot be read from pictures",
    b"\xff\xd8\xff": "is a picture, and posts cannot be read from pictures",
    b"GIF8": "is a picture, and posts cannot be read from pictures",
}
_OFFICE: dict[bytes, str] = {
    b"xl/workbook.bin": "is a binary Excel workbook: save it as .xlsx or CSV and import that",
    b"word/document.xml": "is a Word document: save it as plain text (.txt) and import that",
    b"content.xml": "is an OpenDocument file: save a sheet as .xlsx or CSV, a text as .txt, and import that",
    b"Index/Document.iwa": "is an Apple iWork document: export it as .xlsx, CSV or text and import that",
    b"[Content_Types].xml": "is an Office document but no Excel workbook: save it as text or CSV and import that",
}


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file to read: its name, a seekable stream of its (decompressed) text, the first 64 KiB of that, and the
    SHA-256 of the file as it was chosen, in hexadecimal.

    Of a zip with several files inside, `stream` is the zip and `head` its listing, which formats can tell it by.
    """

    name: str
    stream: BinaryIO
    head: bytes
    sha256: str


@contextmanager
def open_source(path: Path, *, name: str = "", largest: int = LARGEST_UNPACKED) -> Iterator[OpenedFile]:
    """Open `path` for reading, whatever it is compressed with; `name` is what a person calls it, if not that.

    Raises UnreadableFile, one sentence that names the file. One raised inside the block without the file's name,
    as formats do, which do not know it, leaves the block with it.
    """
    name = name or path.name or str(path)
    try:
        with _opened(path) as chosen, TemporaryFile() as unpacked, TemporaryFile() as rewritten:
            stream = _as_utf8(_unpacked(chosen, unpacked, largest), rewritten)
            head = stream.read(HEAD)
            if head.startswith(_ZIP):
                head = _listed(stream)
            else:
                _check_text(head)
            # Last, for a file that is refused need not be read to its end.
            chosen.seek(0)
            sha256 = hashlib.file_digest(chosen, "sha256").hexdigest()
            stream.seek(0)
            yield OpenedFile(name, stream, head, sha256)
    except UnreadableFile as error:
        raise UnreadableFile(_naming(name, str(error))) from error.__cause__


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise UnreadableFile("does not exist") from None
    except IsADirectoryError:
        raise UnreadableFile("is a directory: name one file inside it") from None
    except PermissionError:
        raise UnreadableFile("may not be read by this user: change its permissions") from None
    except OSError as error:
        raise UnreadableFile(f"cannot be opened ({error.strerror})") from None


def _naming(name: str, sentence: str) -> str:
    """`sentence` as one that begins with the file's name and ends with a full stop."""
    joint = " " if sentence.startswith(_PREDICATES) else ": "
    named = sentence if sentence.startswith(name) else f"{name}{joint}{sentence}"
    return named if named.endswith((".", "!", "?")) else f"{named}."


def _unpacked(chosen: BinaryIO, scratch: BinaryIO, largest: int) -> BinaryIO:
    start = chosen.read(8)
    chosen.seek(0)
    if start.startswith(_ZIP):
        return _only_member(chosen, scratch, largest)
    unpacked = next((unpacked for magic, unpacked in _COMPRESSED.items() if start.startswith(magic)), None)
    if unpacked is None:
        return chosen
    try:
        _copy(unpacked(chosen), scratch, largest, chosen)
    except MemoryError:
        raise UnreadableFile("is compressed so that unpacking takes too much memory: import it unpacked") from None
    except (OSError, EOFError, lzma.LZMAError, zlib.error):
        raise UnreadableFile("is damaged: it cannot be decompressed to its end") from None
    scratch.seek(0)
    if any(scratch.read(8).startswith(magic) for magic in _COMPRESSED):
        raise UnreadableFile("is compressed twice: unpack it once and import the result")
    scratch.seek(0)
    return scratch


def _only_member(chosen: BinaryIO, scratch: BinaryIO, largest: int) -> BinaryIO:
    """The file inside a zip that holds but one; any other zip itself."""
    names = names_in(_listed(chosen))
    if len(names) != 1:
        chosen.seek(0)
        return chosen
    with opened_zip(chosen) as archive, opened_member(archive, names[0]) as member:
        _copy(_pieces(member), scratch, largest, chosen)
    scratch.seek(0)
    is_packed = any(scratch.read(8).startswith(magic) for magic in (_ZIP, *_COMPRESSED))
    if is_packed and not is_workbook(scratch):
        raise UnreadableFile("is packed twice: unpack it once and import the result")
    scratch.seek(0)
    return scratch


def _listed(stream: BinaryIO) -> bytes:
    head = listing(stream)
    names = head.splitlines()
    other = next((sentence for mark, sentence in _OFFICE.items() if mark in names), "")
    if other and not is_workbook(stream):
        raise UnreadableFile(other)
    return head


def _copy(pieces: Iterable[bytes], target: BinaryIO, largest: int, packed: BinaryIO) -> None:
    written, size = 0, os.fstat(packed.fileno()).st_size
    for piece in pieces:
        written += len(piece)
        if written > largest:
            raise UnreadableFile(f"unpacks to more than {largest:,} bytes: import it in parts")
        if is_bomb(written, size):
            raise UnreadableFile(f"unpacks to more than {TIGHTEST} times its size, as no export does: not opened")
        target.write(piece)


def _pieces(stream: BinaryIO | gzip.GzipFile | bz2.BZ2File) -> Iterator[bytes]:
    return iter(lambda: stream.read(_CHUNK), b"")


def _from_xz(packed: BinaryIO) -> Iterator[bytes]:
    """What `packed` holds, be it in several streams; raises MemoryError when it wants more than its share."""
    unpacker, data = _new_unpacker(), packed.read(_CHUNK)
    while data or not unpacker.needs_input:
        try:
            yield unpacker.decompress(data, _CHUNK)
        except lzma.LZMAError as error:
            raise MemoryError if "limit" in str(error) else error from None
        if unpacker.eof:
            data = unpacker.unused_data.lstrip(b"\0") or packed.read(_CHUNK).lstrip(b"\0")
            if not data:
                return
            unpacker = _new_unpacker()
        else:
            data = packed.read(_CHUNK) if unpacker.needs_input else b""
    raise EOFError


def _new_unpacker() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(memlimit=_MEMORY_OF_XZ)


_COMPRESSED: dict[bytes, Callable[[BinaryIO], Iterator[bytes]]] = {
    b"\x1f\x8b": lambda packed: _pieces(gzip.GzipFile(fileobj=packed)),
    b"BZh": lambda packed: _pieces(bz2.BZ2File(packed)),
    b"\xfd7zXZ\x00": _from_xz,
}


def _as_utf8(stream: BinaryIO, rewritten: BinaryIO) -> BinaryIO:
    """`stream`, or its text in `rewritten` when it is UTF-16, as Excel's “Unicode text” is."""
    encoding = _utf16_name(stream.read(HEAD))
    stream.seek(0)
    if not encoding:
        return stream
    for text in codecs.iterdecode(iter(lambda: stream.read(_CHUNK), b""), encoding, errors="replace"):
        rewritten.write(text.encode("utf-8", errors="replace"))
    rewritten.seek(0)
    return rewritten


def _utf16_name(head: bytes) -> str:
    """The UTF-16 `head` is written in, told by its mark or by a NUL in nearly every other byte; "" for none."""
    if head[:2] in _UTF16:
        return _UTF16[head[:2]]
    even, odd = head[0::2], head[1::2]
    if odd and odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even and even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return ""


def _check_text(head: bytes) -> None:
    if not head.strip(_BLANKS):
        raise UnreadableFile("is empty")
    for magic, sentence in _NOT_TEXT.items():
        if head.startswith(magic):
            raise UnreadableFile(sentence)
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if controls > len(head) / 20:
        raise UnreadableFile("is not text, and of no kind that can be read: export the posts as JSON, CSV or text")
