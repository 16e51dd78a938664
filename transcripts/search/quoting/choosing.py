"""From candidates to findings: for every passage the post it stems from, or none. A wrong author is worse than none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .crediting import Credit, credit_of, repeated_handle
from .judging import EDITED, Candidate, Match, Verdict, match
from .naming import Agreement
from .passages import Passage, ReadBlock

MOST_ALIGNED = 4
# What shares less cannot be a quote.
LEAST_SHARED, LEAST_SHARED_UNMARKED = 0.6, 1.6
SURROUNDINGS = 50
# Posts that fit about as well as the best are told apart by whom the text names, else by age.
PEERS = 0.97
NAMED_PEERS = 0.8
LEAST_ALIKE = 0.4
FEWEST_LEFT_OVER = 3
FEWEST_IN_PART = 1.5
FEWEST_UNMARKED, FEWEST_UNNAMED = 5, 6
# Of a sentence that was typed to find one: words that correspond, unless they are a whole post, and the part of it.
FEWEST_TYPED, MOST_OF_IT, HALF_OF_IT = 4, 0.75, 0.5
NOBODY_NAMED = Credit()
SURE = (Verdict.EXACT, Verdict.EDITED)


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that stems from a post: `start` and `end` in the visible text, as for slicing; `text` its block's.

    `confidence` is from 0 to 1; `repeats` whom the post itself repeats in these words; `also` the keys of posts by
    others with the same words, among which nothing but age decided.
    """

    start: int
    end: int
    text: str
    found: Match
    verdict: Verdict
    confidence: float
    credit: Credit = NOBODY_NAMED
    repeats: str = ""
    also: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: Match, block: ReadBlock) -> Finding:
        """Return a match of a whole block as a finding, however unlike the two are; a fragment of it is no quote."""
        at = block.block.start
        start, end = at + found.here[found.first].start, at + found.here[found.after - 1].end
        return cls(start, end, block.text, found, _likeness(found), found.identity, repeats=repeated_handle(found))


@dataclass(frozen=True, slots=True)
class _Choice:
    found: Match
    credit: Credit
    also: tuple[str, ...]
    number: int
    first: int
    after: int


def find_in_block(
    blocks: Sequence[ReadBlock], number: int, candidates: dict[Passage, list[Candidate]]
) -> list[Finding]:
    """Return what is found in one of the blocks, in order, without overlap."""
    proposed: list[tuple[_Choice, Verdict]] = []
    for passage, posts in candidates.items():
        proposed.extend(_quotes_in(blocks, number, passage, posts))
    proposed.sort(key=lambda one: -one[0].found.score)
    kept: list[tuple[_Choice, Verdict]] = []
    for choice, verdict in proposed:
        if all(choice.after <= other.first or other.after <= choice.first for other, _ in kept):
            kept.append((choice, verdict))
    kept.sort(key=lambda one: one[0].first)
    return [_finding(blocks[number], choice, verdict) for choice, verdict in kept]


def left_over(
    blocks: Sequence[ReadBlock], number: int, candidates: dict[Passage, list[Candidate]]
) -> dict[Passage, Passage]:
    """Return, of quotations that one post accounts for in part, the rest: it may be another post's."""
    rests: dict[Passage, Passage] = {}
    for passage, posts in candidates.items():
        best = _choose(blocks, number, passage, posts) if passage.marked else None
        if best and best.found.telling >= FEWEST_IN_PART and best.found.identity >= EDITED:
            rest = _rest(passage, best)
            if _share(best, passage) < 0.75 and _plain_count(blocks[number], rest) >= FEWEST_LEFT_OVER:
                rests[passage] = rest
    return rests


def closest_of(block: ReadBlock, passage: Passage, posts: Iterable[Candidate], most: int) -> list[Match]:
    """Return the posts that are most like a passage, the likest first; each has at least 40 % of its words."""
    here = block.words[passage.first : passage.after]
    found = (match(post, here, 0, len(here), claimed=True) for post in _shortlist(here, posts, 2 * most, LEAST_SHARED))
    good = [one for one in found if one and one.telling >= 1 and one.of_words(0, len(here)) >= LEAST_ALIKE]
    return sorted(good, key=lambda one: (-round(one.score, 2), one.candidate.moment))[:most]


def _likeness(found: Match) -> Verdict:
    """Return how a typed sentence relates to a post: a few words of either are not the sentence word for word."""
    share = found.of_words(0, len(found.here))
    enough = found.length >= FEWEST_TYPED
    if found.verdict in SURE and share >= MOST_OF_IT and (enough or found.of_post >= MOST_OF_IT):
        return found.verdict
    return Verdict.PARAPHRASE if enough and share >= HALF_OF_IT else Verdict.ALIKE


def _quotes_in(
    blocks: Sequence[ReadBlock], number: int, passage: Passage, posts: list[Candidate]
) -> list[tuple[_Choice, Verdict]]:
    best = _choose(blocks, number, passage, posts)
    if best is None:
        return []
    share = _share(best, passage)
    if passage.marked and share < 0.75:
        joined = _joined(blocks, number, passage, posts, best)
        if joined:
            return joined
    verdict = _verdict(best, passage, share)
    return [(best, verdict)] if verdict else []


def _joined(
    blocks: Sequence[ReadBlock], number: int, passage: Passage, posts: list[Candidate], best: _Choice
) -> list[tuple[_Choice, Verdict]]:
    """Return two posts by one author within a day that make up a quotation together."""
    first = best.found.candidate
    rest = _rest(passage, best)
    if _plain_count(blocks[number], rest) < FEWEST_LEFT_OVER:
        return []
    others = [post for post in posts if post.key != first.key and _is_sequel(first, post)]
    second = _choose(blocks, number, rest, others)
    if second is None or _share(best, passage) + _share(second, passage) < 0.7:
        return []
    if min(_weight_of_part(best), _weight_of_part(second)) < FEWEST_IN_PART:
        return []
    # Named once, behind the second part or before the first.
    credit = max(best.credit, second.credit, key=lambda credit: credit.agreement == Agreement.AGREES)
    parts = [(replace(choice, credit=credit), choice.found.verdict) for choice in (best, second)]
    told: list[tuple[_Choice, Verdict]] = [(one, verdict) for one, verdict in parts if verdict in SURE]
    return told if len(told) == len(parts) else []


def _weight_of_part(choice: _Choice) -> float:
    """Return how much a part tells, nothing where it is less than half of its post."""
    return choice.found.telling if choice.found.of_post >= 0.5 else 0.0


def _rest(passage: Passage, best: _Choice) -> Passage:
    """Return the longer of the stretches that are not accounted for."""
    before, after = (passage.first, best.first), (best.after, passage.after)
    return Passage(*max(before, after, key=lambda span: span[1] - span[0]), marked=True, bounded=True)


def _plain_count(block: ReadBlock, passage: Passage) -> int:
    return sum(word.is_plain for word in block.words[passage.first : passage.after])


def _is_sequel(first: Candidate, second: Candidate) -> bool:
    return first.author == second.author and abs(second.moment - first.moment) < timedelta(days=1)


def _choose(blocks: Sequence[ReadBlock], number: int, passage: Passage, posts: list[Candidate]) -> _Choice | None:
    block = blocks[number]
    around = 0 if passage.bounded else SURROUNDINGS
    offset = max(0, passage.first - around)
    here = block.words[offset : passage.after + around]
    first, after = passage.first - offset, passage.after - offset
    least = LEAST_SHARED if passage.marked else LEAST_SHARED_UNMARKED
    found = [
        one
        for post in _shortlist(here[first:after], posts, MOST_ALIGNED, least)
        if (one := match(post, here, first, after, claimed=passage.bounded)) and one.score > 0
    ]
    if not found:
        return None
    top = max(one.score for one in found)
    credited = {one.candidate.key: credit_of(one, blocks, number, offset) for one in found}
    peers = [one for one in found if one.score >= top * PEERS or _is_named_peer(one, credited, top)]
    best = min(peers, key=lambda one: _preference(one, credited))
    credit = credited[best.candidate.key]
    also = tuple(
        one.candidate.key
        for one in peers
        if credit.agreement != Agreement.AGREES
        and one.candidate.author != best.candidate.author
        and not repeated_handle(one)
        and one.score >= top * PEERS
    )
    return _Choice(best, credit, also, number, offset + best.first, offset + best.after)


def _is_named_peer(one: Match, credited: dict[str, Credit], top: float) -> bool:
    named = credited[one.candidate.key].agreement == Agreement.AGREES
    return named and one.score >= top * NAMED_PEERS and one.verdict in SURE


def _preference(one: Match, credited: dict[str, Credit]) -> tuple[bool, bool, float, datetime]:
    """The one named, then whoever speaks in their own words, then the likest, then the earliest."""
    named = credited[one.candidate.key].agreement == Agreement.AGREES
    return not named, bool(repeated_handle(one)), -round(one.score, 1), one.candidate.moment


def _share(choice: _Choice, passage: Passage) -> float:
    """Return which share of the passage is accounted for; of a sentence that runs on, more than all of it."""
    offset = choice.first - choice.found.first
    return choice.found.of_words(passage.first - offset, passage.after - offset)


def _verdict(choice: _Choice, passage: Passage, share: float) -> Verdict | None:
    """Return the verdict that may be told, if any."""
    found, agreement = choice.found, choice.credit.agreement
    if found.verdict is None:
        return None
    if found.verdict == Verdict.PARAPHRASE:
        return Verdict.PARAPHRASE if _is_paraphrase(found, agreement, share) else None
    if found.telling < _fewest(found, agreement, passage, share):
        return None
    if not passage.marked and found.length < FEWEST_UNMARKED and found.of_post < 0.8:
        return None
    needed = 0.6 if agreement == Agreement.AGREES else 0.75
    return found.verdict if share >= needed or found.telling >= 7 else None


def _is_paraphrase(found: Match, agreement: Agreement, share: float) -> bool:
    if agreement == Agreement.AGREES:
        return found.telling >= 2.5 and share >= 0.35
    return agreement == Agreement.NOBODY and found.telling >= 4 and share >= 0.5 and found.of_post >= 0.5


def _fewest(found: Match, agreement: Agreement, passage: Passage, share: float) -> float:
    """Return how much a passage must tell to be taken for a quote: the less else speaks for it, the more."""
    whole = share >= 0.8 and found.of_post >= 0.8
    match agreement:
        case Agreement.AGREES:
            return 0.8 if whole else 1.5 if passage.marked else 2.0
        case Agreement.DIFFERS:
            return 2.5 if whole else 4.0
        case _ if whole:
            return 1.2 if passage.marked else 2.5
        case _ if passage.marked:
            # A few words in quotation marks may be a title, or a phrase that everybody uses.
            return 3.0 if found.length >= FEWEST_UNNAMED else 5.0
        case _:
            return 3.5


def _finding(block: ReadBlock, choice: _Choice, verdict: Verdict) -> Finding:
    words, at = block.words, block.block.start
    return Finding(
        start=at + words[choice.first].start,
        end=at + words[choice.after - 1].end,
        text=block.text,
        found=choice.found,
        verdict=verdict,
        confidence=_confidence(choice),
        credit=choice.credit,
        repeats=repeated_handle(choice.found),
        also=choice.also,
    )


def _confidence(choice: _Choice) -> float:
    found = choice.found
    sure = found.identity * found.telling / (found.telling + 0.6)
    if choice.also:
        sure *= 0.6
    match choice.credit.agreement:
        case Agreement.AGREES:
            return 1 - (1 - sure) * 0.4
        case Agreement.DIFFERS:
            return sure * 0.6
        case _:
            return sure


def _shortlist(here: Sequence[object], posts: Iterable[Candidate], most: int, least: float) -> list[Candidate]:
    """Return the posts that share most of what a passage tells; of equal ones the shortest, then the earliest."""
    senses = {word.sense for word in here if word.is_plain and not word.bracketed}  # type: ignore[attr-defined]
    shared = {post.key: sum(post.senses[sense] for sense in senses & post.senses.keys()) for post in posts}
    ranked = sorted(posts, key=lambda post: (-round(shared[post.key], 3), len(post.words), post.moment))
    return [post for post in ranked if shared[post.key] >= least][:most]
