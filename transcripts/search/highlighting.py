"""Where the words that were looked for stand in a text. Pure; the visible text is left as it is."""

from __future__ import annotations

from dataclasses import dataclass

from . import folding
from .query import Phrase, Query, Tag, Word, leaves_of


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


def highlight(text: str, query: Query) -> list[Segment]:
    """Cut the text into segments; joined they are the text."""
    segments: list[Segment] = []
    done = 0
    for span in find_spans(text, query):
        if span.start > done:
            segments.append(Segment(text[done : span.start], marked=False))
        segments.append(Segment(text[span.start : span.end], marked=True))
        done = span.end
    if done < len(text):
        segments.append(Segment(text[done:], marked=False))
    return segments


def find_spans(text: str, query: Query) -> list[Span]:
    """Return where the wanted words and phrases stand, in order and without overlap."""
    stems, runs = _wanted(query)
    if not stems and not runs:
        return []
    tokens = list(folding.tokens_with_places(text))
    words = [token.word for token in tokens]
    marked = {place for place, word in enumerate(words) if folding.stem(word) in stems}
    spans = [Span(tokens[place].start, tokens[place].end) for place in marked]
    for run in runs:
        length = len(run)
        for place in range(len(words) - length + 1):
            if words[place : place + length] == run:
                spans.append(Span(tokens[place].start, tokens[place + length - 1].end))
    return _merged(spans)


def _wanted(query: Query) -> tuple[set[str], list[list[str]]]:
    """Return the stems to mark wherever they stand, and the runs of exact words."""
    stems: set[str] = set()
    runs: list[list[str]] = []
    for leaf in leaves_of(query.node, wanted_only=True):
        match leaf:
            case Word():
                if len(leaf.tokens) == 1:
                    stems.add(folding.stem(leaf.tokens[0]))
                else:
                    runs.append(leaf.tokens)
            case Phrase():
                runs.append(leaf.tokens)
            case Tag(name):
                runs.append(folding.tokens(name))
    return stems, [run for run in runs if run]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged
