"""Text copied from a Bluesky page: a line with the author's bare handle, the words below it, and no times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection
from .decoding import decoded_lines, storable
from .pasted_posts import Dating, head_lines, looks_like_prose_or_speech, pasted_post
from .pasted_speech import Speech

_AUTHOR = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$")
_BANNER = re.compile(r"Reposted by \S.{0,80}$")
_FEWEST = 3
_MOST_LINES = 200
_LONGEST_LINE = 4000


class BlueskyCopied:
    """Blocks that begin with a handle such as `ann.bsky.social` in a line of its own."""

    name = "bluesky-copied"
    title = "Bluesky page (copied text)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        if not looks_like_prose_or_speech(head):
            return False
        handles = Counter(line.strip() for line in head_lines(head) if _AUTHOR.match(line.strip()))
        some_recur = any(count > 1 or handle.endswith(".bsky.social") for handle, count in handles.items())
        return handles.total() >= _FEWEST and some_recur

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        dating, block = Dating(options), _Block()
        for number, ended_line in enumerate(decoded_lines(stream), start=1):
            line = storable(ended_line).rstrip()
            if _AUTHOR.match(line.strip()):
                yield from block.closed(dating)
                block = _Block(number, line.strip(), [line])
            elif block.handle and len(block.raw) < _MOST_LINES and len(line) <= _LONGEST_LINE:
                block.raw.append(line)
            elif not block.handle:
                dating.reads(line, in_preamble=True)
        yield from block.closed(dating)


@dataclass(slots=True)
class _Block:
    """A post being read; a banner at its end announces the one below it."""

    number: int = 1
    handle: str = ""
    raw: list[str] = field(default_factory=list)

    def closed(self, dating: Dating) -> Iterator[Record]:
        if not self.handle:
            return
        words = "\n".join(line.strip() for line in self.raw[1:] if not _BANNER.match(line.strip())).strip()
        if not words:
            yield Rejection(self.number, "text", "it has no text")
            return
        speech = Speech(self.handle, words)
        yield pasted_post(speech, dating.of(speech), self.number, "\n".join(self.raw).rstrip(), network="bluesky")
