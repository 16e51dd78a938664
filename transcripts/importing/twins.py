"""One post in two wordings: a pasted transcript's, without an id, and an export's, or another paste's. Pure.

Two posts of one author, of one day or hour, are one when their words are alike to 0.85 or more (DESIGN, "Key"), they
carry no different numbers, no one file tells both, and at most one of them has an id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import combinations

from rapidfuzz.fuzz import ratio

from .keys import letters_and_digits

ALIKE = 85.0
SHORTEST_COMPARED = 10
AT_NEARLY_ONE_TIME = timedelta(hours=3)
_LINK = re.compile(r"https?:/*\S+|\bpic\.twitter\.com/\S+|\bt\.co/\S+")
_TAG = re.compile(r"[#＃]\w+")
_MARK = re.compile(r"^[\W_]*([a-z]{1,2}\d{1,2}[a-z]?)(?![a-z0-9])")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Wording:
    """A post as it stands in the archive, with the runs that told of it and the wordings they told.

    `said_on` is its local date; `is_timed` says whether `posted_at` is more than that.
    """

    key: str
    author: int
    posted_at: datetime
    sequence: int
    said_on: date
    is_timed: bool
    has_id: bool
    is_repost: bool
    texts: tuple[str, ...]
    runs: frozenset[int]

    @cached_property
    def says(self) -> tuple[Said, ...]:
        """Its wordings, bare."""
        return tuple(Said.of(text) for text in self.texts)


@dataclass(frozen=True, slots=True)
class Said:
    """A text without what quoting changes: its mark, its numbers, and the letters that are left."""

    mark: str
    numbers: tuple[str, ...]
    letters: str

    @classmethod
    def of(cls, text: str) -> Said:
        """Take the mark, links, hashtags, spacing and signs off a text."""
        bare = _TAG.sub(" ", _LINK.sub(" ", text.casefold()))
        mark = _MARK.match(bare)
        words = bare[mark.end() :] if mark else bare
        return cls(mark.group(1) if mark else "", tuple(_NUMBER.findall(words)), letters_and_digits(words))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two posts that may be one, how alike they are (0 to 100) and how far apart in time."""

    one: Wording
    other: Wording
    alike: float

    @property
    def rank(self) -> tuple[float, timedelta, datetime, int, datetime, int, str, str]:
        """The likest first; of equally like ones the nearest in time, else those that come first in their files."""
        one, other = sorted((self.one, self.other), key=lambda wording: (wording.has_id, wording.key))
        both_timed = one.is_timed and other.is_timed
        apart = abs(one.posted_at - other.posted_at) if both_timed else timedelta(0)
        order = (one.posted_at, one.sequence, other.posted_at, other.sequence)
        return (-self.alike, apart, *order, one.key, other.key)


def find_twins(wordings: Iterable[Wording]) -> dict[str, str]:
    """Return the key of each post that is another one in other words → the key of that one."""
    pairs = sorted(likely_pairs(list(wordings)), key=lambda pair: pair.rank)
    found: dict[str, str] = {}
    taken: dict[str, frozenset[int]] = {}
    for pair in pairs:
        gone, kept = in_turn(pair)
        told = taken.get(kept.key, kept.runs)
        if not {gone.key, kept.key} & found.keys() and gone.key not in taken and not told & gone.runs:
            found[gone.key] = kept.key
            taken[kept.key] = told | gone.runs
    return found


def likely_pairs(wordings: Sequence[Wording]) -> list[Pair]:
    """Return all pairs that may be one post."""
    by_author: dict[int, list[Wording]] = {}
    for wording in wordings:
        by_author.setdefault(wording.author, []).append(wording)
    pairs = [
        Pair(one, other, likeness(one, other))
        for own in by_author.values()
        for one, other in combinations(own, 2)
        if may_be_one(one, other)
    ]
    return [pair for pair in pairs if pair.alike >= ALIKE]


def may_be_one(one: Wording, other: Wording) -> bool:
    """True when nothing but the words can tell two posts of one author apart."""
    near = one.said_on == other.said_on or (
        one.is_timed and other.is_timed and abs(one.posted_at - other.posted_at) <= AT_NEARLY_ONE_TIME
    )
    return near and not (one.has_id and other.has_id) and one.is_repost == other.is_repost and not one.runs & other.runs


def likeness(one: Wording, other: Wording) -> float:
    """Return how alike the likest wordings of two posts are, from 0 to 100."""
    return max(alike(this, that) for this in one.says for that in other.says)


def alike(one: Said, other: Said) -> float:
    """Return how alike two wordings are: nothing where marks or numbers differ; short ones are alike or not at all."""
    if (one.mark and other.mark and one.mark != other.mark) or one.numbers != other.numbers:
        return 0.0
    if one.letters == other.letters:
        return 100.0 if one.letters else 0.0
    if min(len(one.letters), len(other.letters)) < SHORTEST_COMPARED:
        return 0.0
    return float(ratio(one.letters, other.letters))


def in_turn(pair: Pair) -> tuple[Wording, Wording]:
    """Return the one that goes and the one that stays: with an id, else with the longest text."""
    gone, kept = sorted((pair.one, pair.other), key=lambda one: (one.has_id, max(map(len, one.texts)), one.key))
    return gone, kept
