"""Whom the text around a quote names for it, and whether that is its author."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .. import folding
from .judging import Match
from .naming import BEFORE_A_NAME, Agreement, Naming, Person
from .passages import ReadBlock
from .words import Kind

MOST_BETWEEN_AFTER = 2
MOST_BETWEEN_BEFORE = 12
# In characters.
FARTHEST = 300
WORD = re.compile(r"\w+")
SENTENCE_ENDS = re.compile(r"[.!?]\s|\n")
CLOSED_JUST_BEFORE = re.compile(r"[”\"»][\s,.)(—–-]*\Z")


@dataclass(frozen=True, slots=True)
class Credit:
    """What the text says of a quote's author; `named` as it stands there."""

    agreement: Agreement = Agreement.NOBODY
    named: str = ""


def credit_of(found: Match, blocks: Sequence[ReadBlock], number: int, offset: int) -> Credit:
    """Return what a text says of the author of a match in one of its blocks, whose words begin at an offset in it."""
    block = blocks[number]
    start = found.here[found.first].start
    end = found.here[found.after - 1].end
    own = [found.here[pair.here] for pair in found.pairs]
    named = [
        naming
        for naming in _near(block.namings, start, end)
        if not any(naming.start < word.end and word.start < naming.end for word in own)
    ]
    speaker = speaker_of(found)
    for naming in (_after(block.text, end, named), _before(block.text, start, named)):
        if naming:
            return _credit(naming, speaker, block.text)
    return _around(blocks, number, speaker, end)


def speaker_of(found: Match) -> Person:
    """Return whose words they are: the author's, or after "RT @handle" that person's."""
    repeated = repeated_handle(found)
    return Person.of([repeated], "") if repeated else found.candidate.author


def repeated_handle(found: Match) -> str:
    """Return whom the post repeats in the words of a match; empty for its author's own words."""
    words = found.candidate.words
    first = next(pair.there for pair in found.pairs if found.here[pair.here].is_plain)
    for place in range(first - 1, 0, -1):
        if words[place].kind == Kind.MENTION and words[place - 1].written in ("rt", "mt"):
            return words[place].written
    return ""


def _near(namings: list[Naming], start: int, end: int) -> list[Naming]:
    first = bisect_left(namings, start - FARTHEST, key=lambda naming: naming.start)
    after = bisect_left(namings, end + FARTHEST, key=lambda naming: naming.start)
    return namings[first:after]


def _after(text: str, end: int, named: list[Naming]) -> Naming | None:
    """Return who is named right behind a quote, on its line or at the beginning of the next."""
    for naming in named:
        if naming.start >= end:
            between = text[end : naming.start]
            if _goes_on(between):
                return None
            introduces = naming.speaks and text[naming.start : naming.end].rstrip().endswith(":")
            breaks = "\n" in between.strip(" ") and not text[naming.start : naming.end].lstrip().startswith(
                ("—", "–", "-", "(")
            )
            return None if introduces or breaks else naming
    return None


def _goes_on(between: str) -> bool:
    """Return whether what stands behind a quote speaks of something else: “…!” And Ann Lee added that …"""
    words = WORD.findall(between.lower())
    if len(words) > MOST_BETWEEN_AFTER or not BEFORE_A_NAME.isdisjoint(words):
        return True
    return re.search('[“"«]\\w', between) is not None


def _before(text: str, start: int, named: list[Naming]) -> Naming | None:
    """Return who is named before a quote in its sentence, unless the quote before was theirs."""
    for naming in reversed(named):
        if naming.end <= start:
            between = text[naming.end : start]
            if len(WORD.findall(between)) > MOST_BETWEEN_BEFORE or SENTENCE_ENDS.search(between):
                return None
            credited = not naming.speaks and CLOSED_JUST_BEFORE.search(text[max(0, naming.start - 12) : naming.start])
            return None if credited else naming
    return None


def _around(blocks: Sequence[ReadBlock], number: int, speaker: Person, end: int) -> Credit:
    """Look at a line of its own, below or above, that only names somebody."""
    text = blocks[number].text
    if number + 1 < len(blocks) and not WORD.search(text[end:]):
        below = blocks[number + 1]
        if below.namings and below.text.lstrip().startswith(("—", "–", "-", "@", "(")) and below.namings[0].start <= 3:
            return _credit(below.namings[0], speaker, below.text)
    if number and not blocks[number].namings:
        above = blocks[number - 1].text
        names = [Naming(0, len(above), name=tuple(folding.tokens(above)))] if len(WORD.findall(above)) <= 4 else []
        if any(speaker.is_named_by(naming) for naming in [*names, *blocks[number - 1].namings]):
            return Credit(Agreement.AGREES, " ".join(above.split()))
    return Credit()


def _credit(naming: Naming, speaker: Person, text: str) -> Credit:
    agrees = speaker.is_named_by(naming)
    return Credit(Agreement.AGREES if agrees else Agreement.DIFFERS, naming.shown(text))
