"""Which stretches of a paste may be quotes: what stands in quotation marks, and every sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from .naming import Naming, namings_in
from .prose import Block, Prose
from .words import SLIGHT, Word, read_words

FEWEST_QUOTED = 3
FEWEST_IN_SENTENCE = 6
MOST_QUOTED = 60
# Mentions, links and the like counted, too.
MOST_WORDS = 150
SENTENCE_END = re.compile(r"(?:[.!?…]+[\"”’)»]*(?=\s)|\n|[:;](?=\s)|\s[–—|](?=\s))")
CURLY = re.compile("[“”„«»]")
STRAIGHT = re.compile(r'"')


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a block, as for slicing its `words`; `marked`: the text itself says that they are a quotation.

    `bounded`: quotation marks on both sides say where it begins and ends.
    """

    first: int
    after: int
    marked: bool = False
    bounded: bool = False


@dataclass
class ReadBlock:
    """A block with its words and whom it names; places are those of the whole visible text."""

    prose: Prose
    block: Block
    alone: bool

    @cached_property
    def text(self) -> str:
        """Its visible text."""
        return self.prose.text[self.block.start : self.block.end]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words; their places are within the block."""
        return read_words(self.text)

    @cached_property
    def namings(self) -> list[Naming]:
        """Whom it names."""
        return namings_in(self.text)

    @property
    def is_short(self) -> bool:
        """True when it has no more than a quote's length, and no quotation in it."""
        return self._is_one_passage and not quotations(self.text)

    @property
    def _is_one_passage(self) -> bool:
        return len(self.words) <= MOST_WORDS and sum(word.is_plain for word in self.words) <= MOST_QUOTED

    @cached_property
    def passages(self) -> list[Passage]:
        """What may be a quote in it."""
        if not self.words:
            return []
        found = [Passage(0, len(self.words), marked=True)] if self.alone else self._parts()
        return list(dict.fromkeys(one for passage in found for one in self._readings(passage) if one.first < one.after))

    def _readings(self, passage: Passage) -> Iterator[Passage]:
        """Yield a passage without whom it is attributed to; a quotation also as it is: “Note: …” names nobody."""
        first, after = self._without_attribution(passage.first, passage.after)
        yield replace(passage, first=first, after=after)
        if passage.bounded:
            yield passage

    def _parts(self) -> list[Passage]:
        quoted = [part for span in quotations(self.text) for part in self._quoted(*span)]
        return [*quoted, *self._sentences(quoted), *self._whole(quoted)]

    def _quoted(self, start: int, end: int) -> Iterator[Passage]:
        first, after = self._words_between(start, end)
        length = sum(word.is_plain for word in self.words[first:after])
        bounded = start > 0 and end < len(self.text)
        if length > MOST_QUOTED or after - first > MOST_WORDS:
            yield from (Passage(*part, marked=True) for part in self._grouped(first, after))
        elif length >= FEWEST_QUOTED:
            yield Passage(first, after, marked=True, bounded=bounded)

    def _sentences(self, quoted: list[Passage]) -> Iterator[Passage]:
        """Yield what stands outside quotation marks, without those it is attributed to."""
        marked = self.block.quoted
        first = 0
        for quote in [*sorted(quoted, key=lambda passage: passage.first), Passage(len(self.words), len(self.words))]:
            for part in self._grouped(first, quote.first):
                yield Passage(*part, marked=marked)
            first = max(first, quote.after)

    def _whole(self, quoted: list[Passage]) -> Iterator[Passage]:
        """Yield the whole of a short block: posts hold quotation marks of their own."""
        if quoted and self._is_one_passage:
            yield Passage(0, len(self.words), marked=self.block.quoted)

    def _grouped(self, first: int, after: int) -> Iterator[tuple[int, int]]:
        """Yield sentences; short ones go with the next one."""
        begun = first
        for place in range(first, after):
            last = place + 1 == after
            plain = sum(word.is_plain for word in self.words[begun : place + 1])
            full = plain >= MOST_QUOTED or place - begun >= MOST_WORDS
            if last or full or (plain >= FEWEST_IN_SENTENCE and self._ends_sentence(place)):
                if any(word.weight > SLIGHT for word in self.words[begun : place + 1]):
                    yield begun, place + 1
                begun = place + 1

    def _ends_sentence(self, place: int) -> bool:
        between = self.text[self.words[place].end : self.words[place + 1].start]
        return SENTENCE_END.search(between + " ") is not None

    def _without_attribution(self, first: int, after: int) -> tuple[int, int]:
        while first < after and self._is_attribution(first):
            first += 1
        while after > first and self._is_attribution(after - 1):
            after -= 1
        return first, after

    def _is_attribution(self, place: int) -> bool:
        return place in self._attributing

    @cached_property
    def _attributing(self) -> set[int]:
        """The places of the words that only name somebody."""
        places: set[int] = set()
        for naming in self.namings:
            places.update(range(*self._words_between(naming.start, naming.end)))
        return places

    def _words_between(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_left(self.words, start, key=lambda word: word.start)
        after = bisect_right(self.words, end, key=lambda word: word.end)
        return first, max(first, after)


def read_blocks(prose: Prose) -> list[ReadBlock]:
    """Return the blocks of a paste; one that stands alone and has no more than a quote's length is taken as a quote."""
    blocks = [
        ReadBlock(prose, block, alone=False) for block in prose.blocks if prose.text[block.start : block.end].strip()
    ]
    if len(blocks) == 1:
        blocks[0].alone = blocks[0].is_short
    return blocks


def quotations(text: str) -> list[tuple[int, int]]:
    """Return what stands in quotation marks, outermost first marks only; a missing mark is taken to be at the end."""
    curly = _nested(text)
    if curly:
        return curly
    return _paired(text)


def _nested(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    depth, begun = 0, 0
    for found in CURLY.finditer(text):
        if found.group() in "“„«" and not (found.group() == "“" and depth and text[begun - 1 : begun] == "„"):
            if not depth:
                begun = found.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                spans.append((begun, found.start()))
        else:
            # Closed, never opened: it begins where the block or the quote before it left off.
            spans.append((spans[-1][1] + 1 if spans else 0, found.start()))
    if depth:
        spans.append((begun, len(text)))
    return spans


def _paired(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begun: int | None = None
    for found in STRAIGHT.finditer(text):
        place = found.start()
        opens = (
            (place == 0 or text[place - 1] in " \n([—–-/") and place + 1 < len(text) and text[place + 1] not in " \n"
        )
        if begun is None and opens:
            begun = place + 1
        elif begun is not None and not opens:
            spans.append((begun, place))
            begun = None
    return spans
