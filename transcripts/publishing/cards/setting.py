"""Setting words in a box: where lines end, how large they can be, where they are cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import bidi
from .signs import Hand, Run, Sign, runs_of, signs_of, width_of, without_spaces, words_of

ELLIPSIS = "…"
LEADING = 1.32
"""From one line to the next, in sizes."""


@dataclass(frozen=True, slots=True)
class Word:
    """What stays on one line: its width without the spaces behind it, and with them, in sizes."""

    signs: Sequence[Sign]
    width: float
    advance: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line from left to right; `width` is in sizes."""

    runs: tuple[Run, ...]

    @property
    def width(self) -> float:
        """How wide it is."""
        return sum(run.width for run in self.runs)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines in a size, in pixels; `is_rtl` says at which side they begin."""

    lines: tuple[Line, ...]
    size: int
    hand: Hand
    is_rtl: bool = False

    @property
    def leading(self) -> int:
        """From one line to the next, in pixels."""
        return round(self.size * LEADING)

    @property
    def height(self) -> int:
        """In pixels."""
        return len(self.lines) * self.leading

    @property
    def width(self) -> float:
        """Of its widest line, in pixels."""
        return max((line.width for line in self.lines), default=0) * self.size


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that is to be set, measured once: its paragraphs word by word."""

    paragraphs: tuple[tuple[Word, ...], ...]
    hand: Hand
    base: int

    @classmethod
    def of(cls, text: str, hand: Hand) -> Copy:
        """Measure a text."""
        base = bidi.base_level(text)
        told = (signs_of(line, base, hand) for line in text.splitlines() if line.strip())
        return cls(tuple(tuple(_measured(words_of(signs), hand)) for signs in told), hand, base)

    def as_large_as_fits(self, sizes: Sequence[int], width: float, height: float) -> Block:
        """Set it in the largest of some sizes, given from the largest, in which it fits; in the last it is cut."""
        for size in sizes[:-1]:
            block = self.set(size, width)
            if block.height <= height:
                return block
        return self.set(sizes[-1], width, most=max(1, int(height / (sizes[-1] * LEADING))))

    def balanced(self, block: Block, width: float) -> Block:
        """Set a block anew in the narrowest lines that need no further one, so that its last is not a single word."""
        low, high = width / 2, width
        while high - low > width / 50:
            middle = (low + high) / 2
            narrow = self.set(block.size, middle)
            low, high = (low, middle) if len(narrow.lines) <= len(block.lines) else (middle, high)
        return self.set(block.size, high, most=len(block.lines))

    def set(self, size: int, width: float, most: int = 0) -> Block:
        """Set it in lines of a width in pixels, at most so many (0 for any); a cut one ends in an ellipsis."""
        room = width / size
        lines = [line for words in self.paragraphs for line in self._lines(words, room)]
        if most and len(lines) > most:
            lines = [*lines[: most - 1], self._cut(lines[most - 1], room)]
        return Block(tuple(map(self._seen, lines)), size, self.hand, bool(self.base))

    def _lines(self, words: Sequence[Word], room: float) -> Iterator[list[Sign]]:
        """Yield the signs line by line; a word that is wider than a line is cut anywhere."""
        line: list[Sign] = []
        used = 0.0
        for whole in words:
            word = whole
            if line and used + word.width > room:
                yield line
                line, used = [], 0.0
            while word.width > room:
                fits = self._fitting(word.signs, room)
                yield list(word.signs[:fits])
                word = _measure(word.signs[fits:], self.hand)
            line += word.signs
            used += word.advance
        if line:
            yield line

    def _fitting(self, signs: Sequence[Sign], room: float) -> int:
        """Return how many signs of a word fit in a line, at least one."""
        low, high = 1, len(signs) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if width_of(signs[:middle], self.hand) <= room else (low, middle - 1)
        return low

    def _cut(self, signs: Sequence[Sign], room: float) -> list[Sign]:
        """Return a line with an ellipsis at its end, for which its last words may have to go."""
        end = signs_of(ELLIPSIS, self.base, self.hand)
        words = [list(word) for word in words_of(signs)]
        while len(words) > 1 and self._wide(words, end) > room:
            words.pop()
        while words[0] and self._wide(words, end) > room:
            words[-1].pop()
        return [*without_spaces([sign for word in words for sign in word]), *end]

    def _wide(self, words: Sequence[Sequence[Sign]], end: Sequence[Sign]) -> float:
        return width_of([*without_spaces([sign for word in words for sign in word]), *end], self.hand)

    def _seen(self, signs: Sequence[Sign]) -> Line:
        """Return a line as it is seen, from left to right."""
        runs = runs_of(without_spaces(signs), self.hand)
        return Line(tuple(bidi.in_visual_order(runs, [run.level for run in runs])))


def _measured(words: Iterator[Sequence[Sign]], hand: Hand) -> Iterator[Word]:
    return (_measure(word, hand) for word in words)


def _measure(signs: Sequence[Sign], hand: Hand) -> Word:
    return Word(signs, width_of(without_spaces(signs), hand), width_of(signs, hand))
