"""A zip that leaves while it is made: in flat memory, and byte for byte the same where it holds the same."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

CHECKSUMS = "sha256sums.txt"
AT_ONCE = 64 * 1024
# The earliest moment that a zip can tell: when a file was packed is no part of what it holds.
PACKED_AT = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """A file to be packed: its name with folders, and what it holds, piece by piece."""

    name: str
    pieces: Iterable[bytes]


class Outlet(io.RawIOBase):
    """Takes what a zip writes until it is fetched; one cannot go back in it, and so the zip never tries."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        self.waiting += memoryview(data)
        return memoryview(data).nbytes

    def fetched(self) -> bytes:
        """Return what came in since it was fetched last."""
        piece = bytes(self.waiting)
        self.waiting.clear()
        return piece


def zipped(members: Iterable[Member]) -> Iterator[bytes]:
    """Yield a zip of files, and of their SHA-256 checksums behind them, as `sha256sum --check` reads them."""
    outlet, sums = Outlet(), []
    with ZipFile(outlet, "w", ZIP_DEFLATED) as archive:
        for member in members:
            digest = hashlib.sha256()
            with archive.open(_info(member.name), "w") as file:
                for piece in member.pieces:
                    digest.update(piece)
                    file.write(piece)
                    if len(outlet.waiting) >= AT_ONCE:
                        yield outlet.fetched()
            sums.append(f"{digest.hexdigest()}  {member.name}\n")
        archive.writestr(_info(CHECKSUMS), "".join(sums))
    yield outlet.fetched()


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, PACKED_AT)
    info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, READABLE, 3
    return info
