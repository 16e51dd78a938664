"""Bytes of unknown upbringing to text: UTF-8 first, and mended where it is not.

Some exports of 2013 hold emoji as CESU-8 (each half of a surrogate pair encoded by itself), others a few bytes of
Windows-1252 in the midst of UTF-8. Both are decoded as what they were meant to be; nothing raises.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

LONGEST_LINE = 1 << 22
_CHUNK = 1 << 18
_CESU8_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_NO_BEGINNING = re.compile(rb"[\x80-\xc1\xf5-\xff]*+")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def decoded_chunks(stream: BinaryIO) -> Iterator[str]:
    """The text of `stream` in pieces, without its byte order mark."""
    return codecs.iterdecode(iter(lambda: stream.read(_CHUNK), b""), "utf-8-sig", errors="chatarchive-mend")


def decoded_lines(stream: BinaryIO) -> Iterator[str]:
    """The text of `stream` line by line, line ends kept, without its byte order mark."""
    for number, line in enumerate(bounded_lines(stream)):
        yield decoded(line.removeprefix(codecs.BOM_UTF8) if number == 0 else line)


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of `stream`; of one that is longer than any record, LONGEST_LINE bytes, only its beginning.

    Lines that end as those of old Macs come several at once.
    """
    begun = b""
    while piece := stream.readline(LONGEST_LINE):
        line, begun = begun + piece, b""
        if len(piece) < LONGEST_LINE or piece.endswith(b"\n"):
            yield line
        elif place := line.rfind(b"\r", 0, -1) + 1:
            begun = line[place:]
            yield line[:place]
        else:
            _pass_over_line(stream)
            yield line[:LONGEST_LINE]
    if begun:
        yield begun


def _pass_over_line(stream: BinaryIO) -> None:
    while len(piece := stream.readline(LONGEST_LINE)) == LONGEST_LINE and not piece.endswith(b"\n"):
        continue


def decoded(data: bytes) -> str:
    return data.decode("utf-8", errors="chatarchive-mend")


def storable(text: str) -> str:
    """`text` as a database can hold it: PostgreSQL refuses U+0000, and no encoding takes half a surrogate pair."""
    return _UNSTORABLE.sub(_replacement, text) if _UNSTORABLE.search(text) else text


def _replacement(found: re.Match[str]) -> str:
    return "" if found.group() == "\x00" else "\ufffd"


def _mend(error: UnicodeError) -> tuple[str, int]:
    """A codec error handler (`codecs` wants a tuple): a CESU-8 pair, else bytes of Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = _CESU8_PAIR.match(error.object, error.start)
    if pair:
        return pair.group().decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode(
            "utf-16"
        ), pair.end()
    # What can begin no character is taken at once: each call costs as much as a thousand good bytes.
    found = _NO_BEGINNING.match(error.object, error.start + 1)
    end = found.end() if found else error.start + 1
    return error.object[error.start : end].decode("cp1252", errors="replace"), end


codecs.register_error("chatarchive-mend", _mend)
