"""A transcript with each author's full name in a line above the words, and no handle anywhere.

The names that recur tell such a text from one with headings. Nothing says whose account a name is, so the name as it
is spelt stands for the handle.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from ..records import ReadOptions, Record
from .pasted_blocks import block_records
from .pasted_posts import HEAD, head_lines, looks_like_prose_or_speech
from .pasted_speech import Speech, shape_of

_PART = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
_NAME = re.compile(rf"(?=.{{4,60}}$){_PART}(?: (?:{_PART}|[a-z]{{2,3}})){{0,2}} {_PART}(?:, {_PART})?$")
_FEWEST = 4
_FEWEST_RECURRING = 2
_SHORTEST_POST = 20
_MOST_NAMES = 300


class NamedBlocks:
    """Blocks of a full name and the words below it, as on pages of hand-picked answers."""

    name = "named-blocks"
    title = "Names above their posts (text)"
    is_selection = True
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        if not looks_like_prose_or_speech(head):
            return False
        lines = [line.strip() for line in head_lines(head) if line.strip()]
        names = _names_above(lines)
        recurring = sum(times > 1 for times in names.values())
        return names.total() >= _FEWEST and recurring >= _FEWEST_RECURRING and _nobody_else_speaks(lines, names)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        names = _names_above([line.strip() for line in head_lines(stream.read(HEAD)) if line.strip()])
        stream.seek(0)
        yield from block_records(stream, options, lambda line: _author_in(line, names), network=options.network)


def _names_above(lines: Sequence[str]) -> Counter[str]:
    """How often each name has a line of its own, of those that stand above what can be a post."""
    above = {line for line, below in pairwise(lines) if _NAME.match(line) and len(below) >= _SHORTEST_POST}
    return Counter(dict(Counter(line for line in lines if line in above).most_common(_MOST_NAMES)))


def _nobody_else_speaks(lines: Sequence[str], names: Counter[str]) -> bool:
    shape = shape_of(lines)
    return shape is None or sum(shape(line) is not None for line in lines) < names.total()


def _author_in(line: str, names: Counter[str]) -> Speech | None:
    """The author of what stands below: the line is a name, or introduces a known one (“Ann Field is a gardener.”)."""
    introduced = next((name for name in names if line.startswith(f"{name} is ")), "")
    name = introduced or (line if _NAME.match(line) else "")
    return Speech(name, "", name=name) if name else None
