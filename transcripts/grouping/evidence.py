"""What can be known about a post without a mark: when it was said, in which words, and by whom to whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import exp, log, sqrt
from statistics import median

from .posts import AskedQuestion, Post
from .wording import telling_words


@dataclass(frozen=True, slots=True)
class Placed:
    """A post already placed under a label (of a question or a part), with how much it may speak for others."""

    post: Post
    label: str
    weight: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and when it was asked, in seconds; guessed from its first answers when nobody is seen to ask."""

    label: str
    number: int | None
    text: str
    at: float


def asked_in_order(questions: Sequence[AskedQuestion], marked: Sequence[Placed], start: datetime) -> tuple[Asked, ...]:
    """All questions by time of asking; where nobody is seen to ask, it is guessed from the others and first answers."""
    answered: dict[str, float] = {}
    for placed in marked:
        answered.setdefault(placed.label, placed.post.posted_at.timestamp() - ANSWERED_AFTER)
    known = {
        place: one.asked_at.timestamp() if one.asked_at else answered[one.label]
        for place, one in enumerate(questions)
        if one.asked_at or one.label in answered
    }
    asked = [
        Asked(one.label, one.number, one.text, _between(place, known, start.timestamp()))
        for place, one in enumerate(questions)
    ]
    return tuple(sorted(asked, key=lambda question: (question.at, question.number or 0, question.label)))


def _between(place: int, known: Mapping[int, float], start: float) -> float:
    """When a question was asked, by the times of others and their pace where its own is not known."""
    if place in known or not known:
        return known.get(place, start + place)
    places = sorted(known)
    pauses = [(known[after] - known[before]) / (after - before) for before, after in pairwise(places)]
    pause = max(median(pauses), 1.0) if pauses else USUAL_PAUSE
    before = max((one for one in places if one < place), default=None)
    after = min((one for one in places if one > place), default=None)
    if before is None:
        return max(start, known[places[0]] - pause * (places[0] - place))
    if after is None:
        return known[before] + pause * (place - before)
    return known[before] + (known[after] - known[before]) * (place - before) / (after - before)


@dataclass(frozen=True, slots=True)
class Moments:
    """Placed posts by time: what was being talked about around a moment."""

    placed: tuple[Placed, ...]
    times: tuple[float, ...]

    @classmethod
    def of(cls, placed: Iterable[Placed]) -> Moments:
        ordered = sorted(placed, key=lambda one: (one.post.posted_at, one.post.sequence, one.post.key))
        return cls(tuple(ordered), tuple(one.post.posted_at.timestamp() for one in ordered))

    def near(self, post: Post, fading: float, back: float, ahead: float) -> dict[str, float]:
        """Weight of each label around a post: each placed post counts less the farther away it is.

        `fading` is the time in seconds in which its weight sinks to 37 %; `back` and `ahead` bound the look.
        """
        at, far = post.posted_at.timestamp(), FELT_UNTIL * fading
        weights: dict[str, float] = defaultdict(float)
        first, last = bisect_left(self.times, at - min(back, far)), bisect_right(self.times, at + min(ahead, far))
        for one, then in zip(self.placed[first:last], self.times[first:last], strict=True):
            if one.post.key != post.key:
                weights[one.label] += one.weight * exp(-abs(then - at) / fading)
        return dict(weights)


def by_author(placed: Iterable[Placed]) -> dict[str, Moments]:
    """What each author said, by time."""
    sorted_out: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        sorted_out[one.post.author].append(one)
    return {author: Moments.of(some) for author, some in sorted_out.items()}


ANSWERED_AFTER = 60.0
USUAL_PAUSE = 600.0
SMOOTHING = 60.0
WORDS_OF_A_POST = 8
MOST_OFTEN = 0.1
FELT_UNTIL = 5.0
MOST_A_WORD_SAYS = 2.5


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of each question and of its known answers, against those of the whole chat.

    `usual` is the share that each word has in the whole chat. `odds` are the log odds for each question by word, of
    those that were heard under it; any other word has those of `unheard`.
    """

    counts: Mapping[str, Counter[str]]
    totals: Mapping[str, int]
    usual: Mapping[str, float]
    odds: Mapping[str, Mapping[str, float]]
    unheard: Mapping[str, float]

    @classmethod
    def of(cls, asked: Sequence[Asked], placed: Iterable[Placed], posts: Iterable[Post]) -> Vocabulary:
        counts: dict[str, Counter[str]] = {question.label: Counter() for question in asked}
        for question in asked:
            for word in telling_words(question.text):
                counts[question.label][word] += 2
        for one in placed:
            if one.label in counts:
                counts[one.label].update(telling_words(one.post.text))
        usual = _shares(Counter(word for post in posts for word in telling_words(post.text)))
        totals = {label: words.total() for label, words in counts.items()}
        odds = {
            label: {word: _odds(count, totals[label], usual[word]) for word, count in words.items() if word in usual}
            for label, words in counts.items()
        }
        return cls(counts, totals, usual, odds, {label: _odds(0, total, 1.0) for label, total in totals.items()})

    def heard(self, word: str) -> int:
        """How often a word stands in the questions and their known answers."""
        return sum(words[word] for words in self.counts.values())

    def fits(self, text: str, labels: Iterable[str], own_label: str = "") -> dict[str, float]:
        """Log odds that these words belong to each question rather than anywhere in the chat.

        `own_label` names the question this very text was counted under, so that it does not vouch for itself.
        """
        words = [word for word in telling_words(text) if word in self.usual]
        own = {own_label: self._odds_without(words, own_label)} if own_label in self.odds else {}
        share = min(1.0, WORDS_OF_A_POST / max(1, len(words)))
        return {label: share * self._fit(words, label, own.get(label, self.odds[label])) for label in labels}

    def _fit(self, words: Iterable[str], label: str, odds: Mapping[str, float]) -> float:
        unheard = self.unheard[label]
        return sum(odds.get(word, unheard) for word in words)

    def _odds_without(self, words: Sequence[str], label: str) -> dict[str, float]:
        """The log odds of a text's words for the question under which it was counted, had it not been."""
        counts, total = self.counts[label], self.totals[label] - len(words)
        return {word: _odds(counts[word] - 1, total, self.usual[word]) for word in words}


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = counts.total()
    return {word: count / total for word, count in counts.items()}


def _odds(count: int, total: int, usual: float) -> float:
    """Log odds that a word belongs to a question under which it was heard so often, among so many words."""
    share = (count + SMOOTHING * usual) / (total + SMOOTHING)
    return max(-MOST_A_WORD_SAYS, min(MOST_A_WORD_SAYS, log(share / usual)))


@dataclass(frozen=True, slots=True)
class Echoes:
    """Which placed posts share rare words with a post."""

    placed: tuple[Placed, ...]
    times: tuple[float, ...]
    lengths: tuple[float, ...]
    by_word: Mapping[str, Sequence[int]]
    rarity: Mapping[str, float]

    @classmethod
    def of(cls, placed: Iterable[Placed], posts: Sequence[Post]) -> Echoes:
        found = Counter(word for post in posts for word in telling_words(post.text))
        most = max(MOST_OFTEN * len(posts), 3.0)
        rarity = {word: log((1 + len(posts)) / count) for word, count in found.items() if count <= most}
        kept = tuple(placed)
        by_word: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(kept):
            for word in telling_words(one.post.text):
                if word in rarity:
                    by_word[word].append(place)
        lengths = tuple(_length(telling_words(one.post.text), rarity) for one in kept)
        times = tuple(one.post.posted_at.timestamp() for one in kept)
        return cls(kept, times, lengths, dict(by_word), rarity)

    def near(self, post: Post, fading: float) -> dict[str, float]:
        """Likeness of the words of each label's posts (cosine, 0 to 1), less the farther away they are in time."""
        at, words = post.posted_at.timestamp(), telling_words(post.text)
        shared: dict[int, float] = defaultdict(float)
        for word in words:
            amount = self.rarity.get(word, 0.0) ** 2
            for place in self.by_word.get(word, ()):
                shared[place] += amount
        length = _length(words, self.rarity)
        weights: dict[str, float] = defaultdict(float)
        for place, amount in shared.items():
            one = self.placed[place]
            if one.post.key != post.key:
                alike = amount / (length * self.lengths[place])
                weights[one.label] += alike * one.weight * exp(-abs(self.times[place] - at) / fading)
        return dict(weights)


def _length(words: Sequence[str], rarity: Mapping[str, float]) -> float:
    return sqrt(sum(rarity.get(word, 0.0) ** 2 for word in words)) or 1.0
