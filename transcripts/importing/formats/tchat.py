"""Text copied from tchat.io: newest post first, each with its time of day below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection
from .decoding import decoded_lines, storable
from .pasted_posts import Dating, head_lines, looks_like_prose_or_speech, pasted_post
from .pasted_speech import Speech
from .pasted_time import read_clock

_TIME = re.compile(r"\d{1,2}:\d\d\s[AP]M$")
_AUTHOR = re.compile(r"(?P<name>\S.{0,60}?)\s@(?P<handle>\w{1,20})$")
_RETWEETED = re.compile(r"Retweeted by \S.{0,80}$")
_FEWEST = 2
_MOST_LINES = 100
_LONGEST_LINE = 4000


class Tchat:
    """Blocks of `Name @handle`, the text, perhaps `Retweeted by Name`, and `h:mm PM`."""

    name = "tchat"
    title = "tchat.io (copied text)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        if not looks_like_prose_or_speech(head):
            return False
        lines = [line for line in head_lines(head) if line]
        after_time = [below for line, below in pairwise(lines) if _TIME.match(line)]
        return len(after_time) >= _FEWEST and sum(map(_is_author, after_time)) * 2 > len(after_time)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        left = sum(1 for line in decoded_lines(stream) if _TIME.match(storable(line).strip()))
        stream.seek(0)
        dating, block = Dating(options), _Block()
        for number, ended_line in enumerate(decoded_lines(stream), start=1):
            line = storable(ended_line).strip()
            if _TIME.match(line):
                yield _record(block, number, line, left, dating)
                left, block = left - 1, _Block()
            else:
                block.add(line, dating)


def _is_author(line: str) -> bool:
    return _AUTHOR.match(line) is not None


@dataclass(slots=True)
class _Block:
    """The lines of a post; its time comes last."""

    handle: str = ""
    name: str = ""
    lines: list[str] = field(default_factory=list)

    def add(self, line: str, dating: Dating) -> None:
        author = _AUTHOR.match(line) if not self.handle else None
        if author:
            self.handle, self.name, self.lines = author["handle"], author["name"], [line]
        elif self.handle and len(self.lines) < _MOST_LINES and len(line) <= _LONGEST_LINE:
            self.lines.append(line)
        elif not self.handle and line:
            dating.reads(line.lstrip("# "), in_preamble=True)

    @property
    def words(self) -> str:
        return "\n".join(line for line in self.lines[1:] if not _RETWEETED.match(line)).strip()


def _record(block: _Block, number: int, time: str, position: int, dating: Dating) -> Record:
    """The post above the time in line `number`; its position counts from the file's end, where the oldest stands."""
    if not block.handle:
        return Rejection(number, "author", "it does not say who wrote it")
    if not block.words:
        return Rejection(number, "text", "it has no text")
    speech = Speech(block.handle, block.words, block.name, clock=read_clock(time, ""))
    return pasted_post(speech, dating.of(speech), position, "\n".join([*block.lines, time]), network="twitter")
