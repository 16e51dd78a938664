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
from .postgres_matching import any_term

ABOUT_HOW_MANY = f"SELECT reltuples FROM pg_class WHERE relname = '{tables.DOCUMENTS}'"  # noqa: S608  a constant
FOUND = f"""
    WITH found AS MATERIALIZED (
        SELECT key, moment, {{score}} AS score FROM {tables.DOCUMENTS} WHERE {{any}} AND NOT {{retweet}}
    )
"""  # noqa: S608  built of constants and placeholders
BEST_SCORE = f"{FOUND} SELECT coalesce(max(score), 0) FROM found"  # noqa: S608  likewise
BEST = f"""{FOUND}
    SELECT key FROM found WHERE score >= %s * (SELECT max(score) FROM found) ORDER BY score DESC, moment, key LIMIT %s
"""  # noqa: S608  likewise
# So few documents are read at once to learn how well the best of them does.
FEW = 300
ROUNDING = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class _Telling:
    """The forms of a word, in how many documents they stand, and how much it tells that a document holds one."""

    terms: tuple[str, ...]
    posts: int
    amount: float


def sharing(cursor: Any, words: Sequence[str], limit: int) -> tuple[str, ...]:
    """Return the keys of the documents whose shared words tell the most, best first, oldest first among equals."""
    telling = _telling(cursor, words)
    if not telling:
        return ()
    _execute(cursor, BEST, telling, _needed(cursor, telling), WORTH_RANKING, limit)
    return tuple(key for (key,) in cursor.fetchall())


def _telling(cursor: Any, words: Sequence[str]) -> list[_Telling]:
    """Return the rarest of the words that are known, rarest first, with the forms that some document holds."""
    terms = {word: forms(word) for word in dict.fromkeys(words)}
    counts = tables.counts(cursor, {term for some in terms.values() for term in some})
    known = {tuple(term for term in some if term in counts) for some in terms.values()} - {()}
    numbers = {some: sum(counts[term] for term in some) for some in known}
    cursor.execute(ABOUT_HOW_MANY)
    documents = max([int(cursor.fetchone()[0]), *numbers.values()])
    return [
        _Telling(some, numbers[some], log(1 + documents / numbers[some])) for some in worth_reading(numbers, documents)
    ]


def _needed(cursor: Any, telling: Sequence[_Telling]) -> Sequence[_Telling]:
    """Return the words of which a document must hold one to be worth ranking.

    The commonest words, by far the most to read, often tell too little all together, measured by the best of the
    documents with the rarest ones.
    """
    read = accumulate(one.posts for one in telling)
    rarest = [one for one, posts in zip(telling, read, strict=True) if posts <= FEW]
    if not rarest:
        return telling
    _execute(cursor, BEST_SCORE, telling, rarest)
    least = WORTH_RANKING * float(cursor.fetchone()[0]) * ROUNDING
    together = list(accumulate(one.amount for one in reversed(telling)))
    return telling[: len(telling) - sum(amount < least for amount in together)]


def _execute(cursor: Any, sql: str, telling: Sequence[_Telling], needed: Sequence[_Telling], *params: float) -> None:
    """Ask about the documents that hold one of the needed words, scored by all of the telling ones."""
    found = any_term(term for one in needed for term in one.terms)
    retweet = any_term([mark_of(Is(Being.RETWEET))])
    each = [any_term(one.terms) for one in telling]
    score = " + ".join(f"CASE WHEN {one.sql} THEN %s ELSE 0 END" for one in each)
    amounts = [part for one, word in zip(each, telling, strict=True) for part in (*one.params, word.amount)]
    asked = sql.format(score=score, any=found.sql, retweet=retweet.sql)
    cursor.execute(asked, [*amounts, *found.params, *retweet.params, *params])
