"""Which documents in the tables of PostgreSQL share the most telling of some words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from typing import Any

from ..documents import mark_of
from ..query import Being, Is
from ..stemming import forms
from . import postgres_tables as tables
from .base import WORTH_RANKING, worth_reading
from .postgres_matching import any_term, lexeme, term_of

# How many documents hold each term, and about how many there are.
HOLDING = f"""
    SELECT term, posts, (SELECT reltuples FROM pg_class WHERE oid = '{tables.DOCUMENTS}'::regclass)
    FROM {tables.TERMS} WHERE term = ANY(%s)
"""  # noqa: S608  built of constants
BEST = f"""
    WITH found AS MATERIALIZED (
        SELECT key, moment, {{score}} AS score FROM {tables.DOCUMENTS} WHERE {{any}} AND NOT {{retweet}}
    )
    SELECT key, score FROM found ORDER BY score DESC, moment, key LIMIT %s
"""  # noqa: S608  built of constants and placeholders
# So few documents are read at first, and so many times more at each further attempt.
FEW, MORE = 1_000, 10
ROUNDING = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class _Telling:
    """The forms of a word, in how many documents they stand, and how much it tells that a document holds one."""

    terms: tuple[str, ...]
    posts: int
    amount: float


@dataclass(frozen=True, slots=True)
class _Best:
    """A document, and how much the words tell that it shares."""

    key: str
    score: float


def sharing(cursor: Any, words: Sequence[str], limit: int) -> tuple[str, ...]:
    """Return the keys of the documents whose shared words tell the most, best first, oldest first among equals."""
    telling = _telling(cursor, words)
    read, best = 0, list[_Best]()
    while read < (needed := _needed(telling, best, limit)):
        read = min(needed, _next(telling, read))
        best = _best(cursor, telling, telling[:read], limit)
    return tuple(one.key for one in best if one.score >= WORTH_RANKING * best[0].score)


def _needed(telling: Sequence[_Telling], best: Sequence[_Best], limit: int) -> int:
    """Return of how many of the words, the rarest first, a document must hold one to be among the best.

    The commonest words, by far the most to read, often tell less all together than what is among the best already, or
    too little beside the very best.
    """
    if not best:
        return len(telling)
    least = max(WORTH_RANKING * best[0].score, best[-1].score if len(best) == limit else 0) * ROUNDING
    together = accumulate(one.amount for one in reversed(telling))
    return len(telling) - sum(amount < least for amount in together)


def _next(telling: Sequence[_Telling], read: int) -> int:
    """Return how many of the words to read at the next attempt: one more, or as many as hardly cost more."""
    posts = list(accumulate(one.posts for one in telling))
    most = max(FEW, MORE * posts[read - 1] if read else 0)
    return max(read + 1, sum(some <= most for some in posts))


def _telling(cursor: Any, words: Sequence[str]) -> list[_Telling]:
    """Return the rarest of the words that are known, rarest first, with the forms that some document holds."""
    terms = {word: forms(word) for word in dict.fromkeys(words)}
    cursor.execute(HOLDING, [list({lexeme(term) for some in terms.values() for term in some})])
    counts, documents = dict[str, int](), 1
    for found, posts, about in cursor.fetchall():
        counts[term_of(found)], documents = posts, int(about)
    known = {tuple(term for term in some if term in counts) for some in terms.values()} - {()}
    numbers = {some: sum(counts[term] for term in some) for some in known}
    documents = max([documents, *numbers.values()])
    return [
        _Telling(some, numbers[some], log(1 + documents / numbers[some])) for some in worth_reading(numbers, documents)
    ]


def _best(cursor: Any, telling: Sequence[_Telling], read: Sequence[_Telling], limit: int) -> list[_Best]:
    """Return the best of the documents that hold one of the read words, scored by all of the telling ones."""
    found = any_term(term for one in read for term in one.terms)
    retweet = any_term([mark_of(Is(Being.RETWEET))])
    each = [any_term(one.terms) for one in telling]
    score = " + ".join(f"CASE WHEN {one.sql} THEN %s ELSE 0 END" for one in each)
    amounts = [part for one, word in zip(each, telling, strict=True) for part in (*one.params, word.amount)]
    sql = BEST.format(score=score, any=found.sql, retweet=retweet.sql)
    cursor.execute(sql, [*amounts, *found.params, *retweet.params, limit])
    return [_Best(key, float(score)) for key, score in cursor.fetchall()]
