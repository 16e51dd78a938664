"""A pasted transcript: one post after the other, its author in the line, perhaps grouped under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from ..records import HeadingRecord, PostRecord, ReadOptions, Record, Rejection, UnreadableFile
from .decoding import decoded_lines
from .pasted_headings import heading_in
from .pasted_posts import HEAD, TEXT_FILES, Dating, head_lines, looks_like_prose_or_speech, pasted_post
from .pasted_speech import ByName, Shape, Speech, behind, below, pasted_lines, shape_of
from .timestamps import Stamp

_FEWEST = 2
_LONGEST_POST = 100_000
_ASIDE = re.compile(r"\s*\[[^\[\]]+\]\s*")
_NOBODY = (
    "no line in it says who wrote what; begin each post with “@handle:” in front of its text, "
    "or import the web page that shows the posts."
)


class Transcript:
    """Plain text in which (nearly) every line is a post or goes on with one."""

    name = "transcript"
    title = "Pasted transcript (text)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        if not looks_like_prose_or_speech(head):
            return False
        lines = head_lines(head)
        shape = shape_of(lines)
        fewest = 1 if shape is below else _FEWEST
        speaks = shape is not None and sum(shape(line) is not None for line in lines) >= fewest
        # A text that nobody else knows is told here what it lacks.
        return speaks or filename.lower().endswith(TEXT_FILES)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        shape = shape_of(head_lines(stream.read(HEAD)))
        if shape is None:
            raise UnreadableFile(_NOBODY)
        stream.seek(0)
        yield from _Reading(follower(shape), options).records(decoded_lines(stream))


def follower(shape: Shape) -> Shape:
    """`shape` as it is applied line after line; names stand for handles once the two stood together."""
    return ByName() if shape is behind else shape


@dataclass(frozen=True, slots=True)
class _Open:
    """The post being read: it may go on in the next line."""

    speech: Speech
    when: Stamp
    line: int
    raw: str

    @property
    def is_endless(self) -> bool:
        return len(self.raw) > _LONGEST_POST

    def continued(self, line: str) -> _Open:
        text = f"{self.speech.text}\n{line.strip()}".strip()
        return replace(self, speech=replace(self.speech, text=text), raw=f"{self.raw}\n{line}")


@dataclass(slots=True)
class _Reading:
    """The walk through one transcript."""

    shape: Shape
    options: ReadOptions
    heading: str = ""
    open: _Open | None = None
    ended: Record | None = None
    begun: bool = False
    dating: Dating = field(init=False)

    def __post_init__(self) -> None:
        self.dating = Dating(self.options)

    def records(self, lines: Iterator[str]) -> Iterator[Record]:
        for line in pasted_lines(lines, self.shape):
            yield from self._line(line.number, line.text)
        yield from self._close()
        yield from self._hand_on()

    def _line(self, number: int, line: str) -> Iterator[Record]:
        speech = self.shape(line)
        heading = "" if speech else heading_in(line)
        if speech:
            yield from self._close()
            yield from self._begin(number, line, speech)
        elif heading:
            yield from self._close()
            self.heading = heading
            yield HeadingRecord(heading, number)
        elif not line.strip():
            if self.open and self.open.speech.text:
                yield from self._close()
        elif not self.dating.reads(line, in_preamble=not self.begun):
            yield from self._go_on(number, line)

    def _begin(self, number: int, line: str, speech: Speech) -> Iterator[Record]:
        self.begun = True
        self.open = _Open(speech, self.dating.of(speech), number, line)
        if self.shape is below or isinstance(self.shape, ByName):
            yield from self._close()

    def _go_on(self, number: int, line: str) -> Iterator[Record]:
        """A line without an author: more of the post above it, or nobody's."""
        if self.open and self.open.is_endless:
            return
        if self.open:
            self.open = self.open.continued(line)
        elif isinstance(self.ended, PostRecord) and _ASIDE.fullmatch(line):
            self.ended = with_remark(self.ended, line.strip())
        elif self.begun and self.shape is not below:
            yield Rejection(number, "author", "it does not say who wrote it")

    def _close(self) -> Iterator[Record]:
        ended, self.open = self.open, None
        if ended is None:
            return
        if ended.is_endless:
            yield Rejection(ended.line, "text", f"it is longer than {_LONGEST_POST:,} characters")
            return
        if not ended.speech.text:
            yield Rejection(ended.line, "text", "it has no text")
            return
        yield from self._hand_on()
        self.ended = pasted_post(
            ended.speech, ended.when, ended.line, ended.raw, heading=self.heading, network=self.options.network
        )

    def _hand_on(self) -> Iterator[Record]:
        """The post that ended, once it is known whether the line below it speaks of it."""
        if self.ended:
            yield self.ended
        self.ended = None


def with_remark(post: PostRecord, line: str) -> PostRecord:
    """`post` with a bracketed line of its own below it, which is the blogger's and not the author's."""
    return replace(post, remark=f"{post.remark} {line[1:-1]}".strip(), raw=f"{post.raw}\n{line}")
