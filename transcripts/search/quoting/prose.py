"""Pasted writing as its readers see it: the visible text in blocks, and where its characters stand in the paste.

A block is what is read in one go: a paragraph, a list item, a heading. What may not be touched is known too: markup
that must stay balanced, and stretches (links that are there already) in which no link may be put.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SEPARATOR = "\n\n"


class Format(StrEnum):
    """How a paste is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


HTML_SIGN = re.compile(
    r"<(?:p|div|blockquote|br|li|ul|ol|h[1-6]|table|body|html|article|section)\b[^<>]*>|\A\s*<[a-z]", re.IGNORECASE
)
INLINE_SIGN = re.compile(r"<(a|b|i|em|strong|span|q|cite)\b[^<>]*>[^<>]*</\1>", re.IGNORECASE)
MARKDOWN_SIGN = re.compile(
    r"^#{1,6} \S|^ {0,3}>|\]\([^)\s]+\)|(?<![\w*])\*\*\S[^*\n]*\*\*|^ {0,3}(?:[*+-]|\d{1,3}[.)]) \S|^```", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the visible text, as for slicing; `quoted`: the markup itself says that it is a quotation."""

    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Markup in the source, as for slicing. `name` is equal for what opens and what closes one thing.

    `opens` and `closes` are both False for what stands alone (`<br>`); both are True where nobody can cross (a block).
    """

    start: int
    end: int
    name: str
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """A paste: `source` as it came, `text` as it is read; `starts` and `ends` say where its characters stand."""

    source: str
    format: Format
    text: str
    starts: list[int]
    ends: list[int]
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    barred: tuple[tuple[int, int], ...]


class Prosing:
    """Collects the visible text of a source, from its beginning to its end."""

    def __init__(self, source: str, format: Format) -> None:
        self.source, self.format = source, format
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []
        self.barred: list[tuple[int, int]] = []
        self.begun = 0
        self.quoted = False

    def show(self, start: int, end: int) -> None:
        """Take a stretch of the source as it is."""
        self.pieces.append(self.source[start:end])
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def show_as(self, start: int, end: int, text: str) -> None:
        """Take a stretch of the source that stands for something else, as "&amp;" does."""
        self.pieces.append(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def mark(self, start: int, end: int, name: str, *, opens: bool = False, closes: bool = False) -> None:
        """Note markup."""
        self.marks.append(Mark(start, end, name, opens, closes))

    def begin_block(self, at: int, *, quoted: bool = False) -> None:
        """End the block that is being read, and begin another."""
        here = len(self.starts)
        if here > self.begun:
            self.blocks.append(Block(self.begun, here, self.quoted))
            self.show_as(at, at, SEPARATOR)
            self.begun = len(self.starts)
        self.quoted = quoted

    def prose(self) -> Prose:
        """Return what was collected."""
        self.begin_block(len(self.source))
        return Prose(
            source=self.source,
            format=self.format,
            text="".join(self.pieces),
            starts=self.starts,
            ends=self.ends,
            blocks=tuple(self.blocks),
            marks=tuple(self.marks),
            barred=tuple(self.barred),
        )


def guess_format(source: str) -> Format:
    """Return how a paste is most likely written."""
    head = source[:20_000]
    if HTML_SIGN.search(head):
        return Format.HTML
    if MARKDOWN_SIGN.search(head):
        return Format.MARKDOWN
    return Format.HTML if INLINE_SIGN.search(head) else Format.TEXT


def lines_of(source: str) -> Iterator[tuple[int, int]]:
    """Yield where lines begin and end, line ends left out."""
    start = 0
    for found in re.finditer(r"\r\n|\r|\n|\Z", source):
        yield start, found.start()
        start = found.end()
