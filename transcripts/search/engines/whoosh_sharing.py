"""Which documents of a reader share the most telling of some words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import nsmallest
from math import log

from .whoosh_matching import forms
from .whoosh_parts import query as whoosh
from .whoosh_store import Reader

# The commonest words are left unread: they tell little and cost the most. The rarest are always read.
FEWEST_READ, SHARE_READ = 3_000, 0.015
FEWEST_WORDS = 3
# Documents that share less than this part of what the best one shares are not ranked.
WORTH_RANKING = 0.45


def sharing(words: Sequence[str], reader: Reader, limit: int) -> list[int]:
    """Return the documents whose shared words tell the most, best first; the rarer a word, the more it tells."""
    scores: defaultdict[int, float] = defaultdict(float)
    read, most = 0, max(FEWEST_READ, int(SHARE_READ * len(reader.everything)))
    for place, (frequency, terms) in enumerate(_rarest_first(words, reader)):
        read += frequency
        if place >= FEWEST_WORDS and read > most:
            break
        telling = log(1 + len(reader.everything) / frequency)
        for number in _with_any(terms, reader):
            scores[number] += telling
    least = WORTH_RANKING * max(scores.values(), default=0.0)
    own = [number for number, score in scores.items() if score >= least and number not in reader.retweets]
    return nsmallest(limit, own, key=lambda number: (-scores[number], reader.moments[number]))


def _with_any(terms: list[str], reader: Reader) -> set[int]:
    found = [reader.documents(whoosh.Term("words", term)) for term in terms]
    return found[0].union(*found[1:]) if len(found) > 1 else found[0]


def _rarest_first(words: Sequence[str], reader: Reader) -> list[tuple[int, list[str]]]:
    """Return how many documents hold each word that is known, at most, with the terms of its forms."""
    terms = reader.searcher.reader()
    known = []
    for some in {tuple(forms(word)) for word in words}:
        frequencies = {term: terms.doc_frequency("words", term) for term in some}
        known.append((sum(frequencies.values()), [term for term, frequency in frequencies.items() if frequency]))
    return sorted(one for one in known if one[0])
