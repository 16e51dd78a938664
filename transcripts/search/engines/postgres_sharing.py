"""Which documents in the tables of PostgreSQL share the most telling of some words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from ..documents import mark_of
from ..query import Being, Is
from ..stemming import forms
from . import postgres_tables as tables
from .base import WORTH_RANKING, worth_reading
from .postgres_matching import any_term

ABOUT_HOW_MANY = f"SELECT reltuples FROM pg_class WHERE relname = '{tables.DOCUMENTS}'"  # noqa: S608  a constant
SHARING = f"""
    WITH found AS MATERIALIZED (
        SELECT key, moment, {{score}} AS score FROM {tables.DOCUMENTS} WHERE {{any}} AND NOT {{retweet}}
    )
    SELECT key FROM found WHERE score >= %s * (SELECT max(score) FROM found) ORDER BY score DESC, moment, key LIMIT %s
"""  # noqa: S608  built of constants and placeholders


@dataclass(frozen=True, slots=True)
class _Telling:
    """The forms of a word, and how much it tells that a document holds one of them."""

    terms: tuple[str, ...]
    amount: float


def sharing(cursor: Any, words: Sequence[str], limit: int) -> tuple[str, ...]:
    """Return the keys of the documents whose shared words tell the most, best first, oldest first among equals."""
    telling = _telling(cursor, words)
    if not telling:
        return ()
    found = any_term(term for one in telling for term in one.terms)
    retweet = any_term([mark_of(Is(Being.RETWEET))])
    each = [any_term(one.terms) for one in telling]
    score = " + ".join(f"CASE WHEN {one.sql} THEN %s ELSE 0 END" for one in each)
    amounts = [part for one, word in zip(each, telling, strict=True) for part in (*one.params, word.amount)]
    sql = SHARING.format(score=score, any=found.sql, retweet=retweet.sql)
    cursor.execute(sql, [*amounts, *found.params, *retweet.params, WORTH_RANKING, limit])
    return tuple(key for (key,) in cursor.fetchall())


def _telling(cursor: Any, words: Sequence[str]) -> list[_Telling]:
    """Return the rarest of the words that are known, with the forms that some document holds."""
    terms = {word: forms(word) for word in dict.fromkeys(words)}
    counts = tables.counts(cursor, {term for some in terms.values() for term in some})
    known = {tuple(term for term in some if term in counts) for some in terms.values()} - {()}
    numbers = {some: sum(counts[term] for term in some) for some in known}
    cursor.execute(ABOUT_HOW_MANY)
    documents = max([int(cursor.fetchone()[0]), *numbers.values()])
    return [_Telling(some, log(1 + documents / numbers[some])) for some in worth_reading(numbers, documents)]
