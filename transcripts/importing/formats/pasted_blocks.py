"""Pasted text in blocks: a line that is nothing but an author, the words below it, and no times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection
from .decoding import decoded_lines, storable
from .pasted_headings import LONGEST_LINE
from .pasted_posts import Dating, pasted_post
from .pasted_speech import Speech

_BANNER = re.compile(r"Reposted by \S.{0,80}$")
_MOST_LINES = 200


def block_records(
    stream: BinaryIO, options: ReadOptions, author_in: Callable[[str], Speech | None], *, network: str
) -> Iterator[Record]:
    """The post of each block; `author_in` tells who a line names as the author of what stands below it."""
    dating, block = Dating(options), _Block()
    for number, ended_line in enumerate(decoded_lines(stream), start=1):
        line = storable(ended_line).rstrip()
        author = author_in(line.strip()) if len(line) <= LONGEST_LINE else None
        if author:
            yield from block.closed(dating, network)
            block = _Block(number, author, [line])
        elif block.author and len(block.raw) < _MOST_LINES and len(line) <= LONGEST_LINE:
            block.raw.append(line)
        elif not block.author:
            dating.reads(line, in_preamble=True)
    yield from block.closed(dating, network)


@dataclass(slots=True)
class _Block:
    """A post being read; a banner at its end announces the one below it."""

    number: int = 1
    author: Speech | None = None
    raw: list[str] = field(default_factory=list)

    def closed(self, dating: Dating, network: str) -> Iterator[Record]:
        if not self.author:
            return
        words = "\n".join(line.strip() for line in self.raw[1:] if not _BANNER.match(line.strip())).strip()
        if not words:
            yield Rejection(self.number, "text", "it has no text")
            return
        speech = replace(self.author, text=words)
        yield pasted_post(speech, dating.of(speech), self.number, "\n".join(self.raw).rstrip(), network=network)
