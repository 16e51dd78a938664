"""Where the words that were looked for stand in a text. Pure; the visible text is left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from . import folding
from .query import Phrase, Prefix, Query, Tag, Word, leaves_of
from .stemming import forms, stem_terms


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text; `marked` where it is what was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The place of a find in a text, as for slicing."""

    start: int
    end: int


def highlight(text: str, query: Query, lang: str = "") -> list[Segment]:
    """Cut a text in some language into segments; joined they are the text."""
    segments: list[Segment] = []
    done = 0
    for span in find_spans(text, query, lang):
        if span.start > done:
            segments.append(Segment(text[done : span.start], marked=False))
        segments.append(Segment(text[span.start : span.end], marked=True))
        done = span.end
    if done < len(text):
        segments.append(Segment(text[done:], marked=False))
    return segments


def find_spans(text: str, query: Query, lang: str = "") -> list[Span]:
    """Return where the wanted words and phrases stand, in order and without overlap."""
    wanted = _wanted(query)
    if not wanted.terms and not wanted.beginnings and not wanted.runs:
        return []
    marks = wanted.marking(lang)
    return _merged(
        [*_words(text, marks), *_runs(text, wanted), *_hashtags(text, wanted, marks), *_addresses(text, wanted, marks)]
    )


Marking = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What to mark: terms of the forms of words, words that begin so, runs of words as they are."""

    terms: frozenset[str]
    beginnings: tuple[str, ...]
    runs: tuple[list[str], ...]

    def marking(self, lang: str) -> Marking:
        """Return what tells whether a word of a text in some language is to be marked by itself."""
        terms, beginnings = self.terms, self.beginnings

        def marks(word: str) -> bool:
            if word in terms or word.startswith(beginnings):
                return True
            return not terms.isdisjoint(stem_terms(word, lang))

        return marks


@lru_cache(maxsize=32)
def _wanted(query: Query) -> _Wanted:
    terms: set[str] = set()
    beginnings: list[str] = []
    runs: list[list[str]] = []
    for leaf in leaves_of(query.node, wanted_only=True):
        match leaf:
            case Word() if len(leaf.tokens) == 1:
                terms.update(forms(leaf.tokens[0]))
            case Word() | Phrase():
                runs.append(leaf.tokens)
            case Prefix():
                beginnings.append(leaf.beginning)
            case Tag(name):
                runs.append(folding.tokens(name))
    return _Wanted(frozenset(terms), tuple(beginnings), tuple(run for run in runs if run))


def _words(text: str, marks: Marking) -> Iterator[Span]:
    for _, start, end in folding.tokens_with_places(text, marks):
        yield Span(start, end)


def _runs(text: str, wanted: _Wanted) -> Iterator[Span]:
    tokens = list(folding.tokens_with_places(text)) if wanted.runs else []
    for run in wanted.runs:
        for at in _places(run, [token.word for token in tokens]):
            yield Span(tokens[at].start, tokens[at + len(run) - 1].end)


def _hashtags(text: str, wanted: _Wanted, marks: Marking) -> Iterator[Span]:
    """Yield the hashtags that are found by one of their parts."""
    for match in folding.HASHTAG.finditer(text):
        for parts in folding.parts_of_hashtag(match[1]):
            if any(map(marks, parts)) or any(_places(run, parts) for run in wanted.runs):
                yield Span(match.start(1), match.end(1))


def _addresses(text: str, wanted: _Wanted, marks: Marking) -> Iterator[Span]:
    """Yield what stands in web addresses, where "_" stands for a blank."""
    for match in folding.UNDERSCORED_ADDRESS.finditer(text):
        spelled = match.group().replace("_", " ")
        for span in (*_words(spelled, marks), *_runs(spelled, wanted)):
            yield Span(match.start() + span.start, match.start() + span.end)


def _places(run: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return where a run of words begins among others."""
    length = len(run)
    return [place for place in range(len(words) - length + 1) if list(words[place : place + length]) == list(run)]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged
