"""Which documents of a reader share the most telling of some words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from math import log

from ..stemming import forms
from .base import WORTH_RANKING, worth_reading
from .whoosh_parts import query as whoosh
from .whoosh_store import Reader


def sharing(words: Sequence[str], reader: Reader, limit: int) -> list[int]:
    """Return the documents whose shared words tell the most, best first; the rarer a word, the more it tells."""
    scores: defaultdict[int, float] = defaultdict(float)
    known = dict(_known(words, reader))
    for terms in worth_reading(known, len(reader.everything)):
        telling = log(1 + len(reader.everything) / known[terms])
        for number in _with_any(terms, reader):
            scores[number] += telling
    least = WORTH_RANKING * max(scores.values(), default=0.0)
    own = [number for number, score in scores.items() if score >= least and number not in reader.retweets]
    return nsmallest(limit, own, key=lambda number: (-scores[number], reader.moments[number]))


def _with_any(terms: tuple[str, ...], reader: Reader) -> set[int]:
    found = [reader.documents(whoosh.Term("words", term)) for term in terms]
    return found[0].union(*found[1:]) if len(found) > 1 else found[0]


def _known(words: Sequence[str], reader: Reader) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the terms of the forms of each word that is known, with how many documents hold one, at most."""
    terms = reader.searcher.reader()
    for some in {tuple(forms(word)) for word in words}:
        frequencies = {term: terms.doc_frequency("words", term) for term in some}
        held = tuple(term for term, frequency in frequencies.items() if frequency)
        if held:
            yield held, sum(frequencies.values())
