"""Text copied from a Bluesky page: a line with the author's bare handle, the words below it, and no times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from ..records import ReadOptions, Record
from .pasted_blocks import block_records
from .pasted_posts import head_lines, looks_like_prose_or_speech
from .pasted_speech import Speech

_AUTHOR = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$")
_FEWEST = 3


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
        yield from block_records(stream, options, _author_in, network="bluesky")


def _author_in(line: str) -> Speech | None:
    return Speech(line, "") if _AUTHOR.match(line) else None
