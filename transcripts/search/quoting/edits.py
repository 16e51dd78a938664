"""What was changed from a post to its quote, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from .judging import Match
from .words import Kind, Word


class Change(StrEnum):
    """What happened to some words on their way from the post to the quote."""

    KEPT = "kept"
    LEFT_OUT = "left out"
    PUT_IN = "put in"


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words with one fate. What was kept reads as it does in the quote."""

    change: Change
    text: str


def edits_of(found: Match, quote_text: str) -> tuple[Edit, ...]:
    """Return how the post became the quote; `quote_text` is the text that the words of the match have places in."""
    edits: list[Edit] = []
    for kept, run in groupby(_fates(found), key=lambda fate: fate[0] == Change.KEPT):
        words = list(run)
        for change in (Change.KEPT,) if kept else (Change.LEFT_OUT, Change.PUT_IN):
            mine = [word for fate, word in words if fate == change]
            text = found.candidate.text if change == Change.LEFT_OUT else quote_text
            if mine:
                edits.append(Edit(change, text[mine[0].start : max(word.end for word in mine)]))
    return tuple(edits)


def _fates(found: Match) -> Iterator[tuple[Change, Word]]:
    """Yield every word of the post and of the quote once, in reading order."""
    here, there = found.first, 0
    for pair in found.pairs:
        if pair.here < found.first or pair.here >= found.after:
            continue
        yield from ((Change.LEFT_OUT, word) for word in found.candidate.words[there : pair.there])
        yield from ((Change.PUT_IN, word) for word in found.here[here : pair.here])
        yield from _pair_fates(found.here[pair.here], found.candidate.words[pair.there])
        here, there = pair.here + 1, pair.there + 1
    yield from ((Change.LEFT_OUT, word) for word in found.candidate.words[there:])
    yield from ((Change.PUT_IN, word) for word in found.here[here : found.after])


def _pair_fates(ours: Word, theirs: Word) -> Iterator[tuple[Change, Word]]:
    if ours.written == theirs.written or (ours.kind == Kind.LINK and ours.sense == theirs.sense):
        yield Change.KEPT, ours
    else:
        yield Change.LEFT_OUT, theirs
        yield Change.PUT_IN, ours
