"""Whether words that correspond are a quote: how much of the passage they are, how much they tell, what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from .aligning import Alignment, Pair, align
from .naming import Person
from .words import Kind, Word, read_words

PUT_IN_COSTS = 0.9
LEFT_OUT_COSTS = 0.6
# Of few words, fewer may be other ones.
EDITED, EDITED_IF_SHORT, SHORT = 0.72, 0.8, 4.5
PARAPHRASED = 0.42
# Words at either end that were exchanged still belong to the quote.
RAGGED = 3
# In words; longer ones are not aligned as a whole.
LONG_POST = 300


class Verdict(StrEnum):
    """How a passage relates to a post.

    `exact`: word for word; only typography and what stands around the words (marker, hashtags, mentions, links) may
    differ. `edited`: the same words but for some. `paraphrase`: possibly the same thought in other words. `alike`: no
    more than that some words are the same.
    """

    EXACT = "exact"
    EDITED = "edited"
    PARAPHRASE = "paraphrase"
    ALIKE = "alike"


@dataclass(frozen=True)
class Candidate:
    """A post that passages may stem from."""

    key: str
    text: str
    author: Person
    moment: datetime

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return read_words(self.text)

    @cached_property
    def weight(self) -> float:
        """How much all of its words tell."""
        return sum(word.weight for word in self.words)

    @cached_property
    def senses(self) -> dict[str, float]:
        """What its words mean and tell."""
        return {word.sense: word.weight for word in self.words if word.is_plain}


@dataclass(frozen=True)
class Match:
    """A stretch of words (`here[first:after]`) beside the stretch of a post that it may stem from."""

    candidate: Candidate
    here: tuple[Word, ...]
    first: int
    after: int
    alignment: Alignment

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The words that correspond."""
        return self.alignment.pairs

    @property
    def score(self) -> float:
        """How well it fits, comparable among the matches of one passage."""
        return self.alignment.score - 0.3 * self.put_in

    @cached_property
    def telling(self) -> float:
        """How much the words that correspond tell."""
        words = self.candidate.words
        return sum(pair.likeness * min(words[pair.there].weight, self.here[pair.here].weight) for pair in self.pairs)

    @cached_property
    def length(self) -> int:
        """How many plain words correspond."""
        return sum(self.here[pair.here].is_plain for pair in self.pairs)

    @cached_property
    def put_in(self) -> float:
        """How much the words tell that stand here and not in the post, brackets left out."""
        paired = {pair.here for pair in self.pairs}
        words = enumerate(self.here[self.first : self.after], self.first)
        return sum(word.weight for place, word in words if place not in paired and not word.bracketed)

    @cached_property
    def left_out(self) -> float:
        """How much the words tell that the post has in between and the passage has not, where it shows no cut."""
        total = 0.0
        for one, next_one in zip(self.pairs, self.pairs[1:], strict=False):
            if not self._is_cut(one, next_one):
                total += sum(word.weight for word in self.candidate.words[one.there + 1 : next_one.there])
        return total

    @cached_property
    def identity(self) -> float:
        """How far the two stretches are the same words, 0 to 1."""
        changed = PUT_IN_COSTS * self.put_in + LEFT_OUT_COSTS * self.left_out
        return self.telling / (self.telling + changed) if self.telling else 0.0

    @cached_property
    def of_post(self) -> float:
        """Which share of the post it is, 0 to 1."""
        return min(1.0, self.telling / self.candidate.weight) if self.candidate.weight else 0.0

    @cached_property
    def verdict(self) -> Verdict | None:
        """How the two relate, by their words alone."""
        if self._is_exact:
            return Verdict.EXACT
        if self.identity >= (EDITED_IF_SHORT if self.telling < SHORT else EDITED):
            return Verdict.EDITED
        return Verdict.PARAPHRASE if self.identity >= PARAPHRASED else None

    def of_words(self, first: int, after: int) -> float:
        """Return which share of a stretch of the words here it accounts for, 0 to 1."""
        whole = sum(word.weight for word in self.here[first:after] if not word.bracketed)
        mine = sum(pair.likeness * self.here[pair.here].weight for pair in self.pairs if first <= pair.here < after)
        return min(1.0, mine / whole) if whole else 0.0

    @property
    def _is_exact(self) -> bool:
        words = self.candidate.words
        if any(word.is_plain and place not in {p.here for p in self.pairs} for place, word in self._plain_here()):
            return False
        for one, next_one in zip(self.pairs, self.pairs[1:], strict=False):
            if any(word.is_plain for word in words[one.there + 1 : next_one.there]):
                return False
        return all(
            self.here[pair.here].written == words[pair.there].written
            for pair in self.pairs
            if self.here[pair.here].kind != Kind.LINK
        )

    def _plain_here(self) -> list[tuple[int, Word]]:
        return [(place, word) for place, word in enumerate(self.here) if self.first <= place < self.after]

    def _is_cut(self, one: Pair, next_one: Pair) -> bool:
        return any(word.after_cut for word in self.here[one.here + 1 : next_one.here + 1])


def match(candidate: Candidate, here: tuple[Word, ...], first: int, after: int, claimed: bool) -> Match | None:
    """Return how some words, `here[first:after]` within their surroundings, correspond to a post.

    `claimed`: all of these words are said to be a quote, so those at the ends that do not correspond count as edits.
    """
    alignment = _aligned(here, candidate)
    if alignment is None:
        return None
    plain = [pair for pair in alignment.pairs if here[pair.here].is_plain]
    if not plain:
        return None
    begin, end = plain[0].here, plain[-1].here + 1
    found = Match(candidate, here, begin, end, alignment)
    return _snapped(found, first, after, claimed)


def _aligned(here: tuple[Word, ...], candidate: Candidate) -> Alignment | None:
    """Align with the post; of a very long one with the stretch that shares most."""
    words, start = candidate.words, 0
    if len(words) > LONG_POST:
        senses = {word.sense for word in here}
        shared = [0.0, *accumulate(word.weight if word.sense in senses else 0.0 for word in words)]
        starts = range(0, len(words) - LONG_POST // 2, LONG_POST // 2)
        start = max(starts, key=lambda place: shared[min(place + LONG_POST, len(words))] - shared[place])
        words = words[start : start + LONG_POST]
    found = align(here, words)
    if found is None or not start:
        return found
    return Alignment(tuple(Pair(pair.here, pair.there + start, pair.likeness) for pair in found.pairs), found.score)


def _snapped(found: Match, first: int, after: int, claimed: bool) -> Match:
    """Let a match begin and end with the passage where only some words there were exchanged."""
    begin, end = found.first, found.after
    plain = [pair for pair in found.pairs if found.here[pair.here].is_plain]
    rest_before = _plain_count(found.candidate.words[: plain[0].there])
    rest_after = _plain_count(found.candidate.words[plain[-1].there + 1 :])
    missing_before, missing_after = _plain_count(found.here[first:begin]), _plain_count(found.here[end:after])
    if first < begin and missing_before <= (RAGGED if claimed else min(rest_before, RAGGED - 1)):
        begin = first
    if end < after and missing_after <= (RAGGED if claimed else min(rest_after, RAGGED - 1)):
        end = after
    return Match(found.candidate, found.here, begin, end, found.alignment)


def _plain_count(words: Sequence[Word]) -> int:
    return sum(word.is_plain for word in words)
