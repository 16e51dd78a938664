"""How many documents match, exactly, with as few of their rows read as will do.

How many posts hold a term, retweets apart, stands in the table of terms. Of those with any of several terms (the forms
of a word, the words with a beginning) the ones with the commonest are known, then, and only the others are counted; and
what holds one thing but not another is what holds the one, less what holds both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..documents import mark_of
from ..query import And, Being, Is, Node, Not, Or, Prefix, Word
from ..stemming import forms
from . import postgres_tables as tables
from .postgres_matching import Condition, any_but, condition, lexeme, pattern

COUNT = "SELECT count(*) FROM {documents} WHERE {where}"
RETWEET = Is(Being.RETWEET)


def count_matches(cursor: Any, node: Node) -> int:
    """Return how many documents match."""
    match node:
        case And((wanted, Not(other))) if other == RETWEET:
            return _own(cursor, wanted)
        case _:
            return _counted(cursor, condition(node))


def held(node: Node) -> Condition:
    """Return the condition for those rows of the table of terms that tell about how many match; often none do.

    As many match as hold the commonest of these terms, or more; where something is not to be held, often fewer.
    """
    match node:
        case And((wanted, Not(other))) if other == RETWEET and (plain := _plain_of(wanted)):
            return _terms_of(plain.wanted)
        case _:
            return Condition("false", ())


@dataclass(frozen=True, slots=True)
class _Plain:
    """Something for which any of several terms will do, and what is not to be held beside it, if anything."""

    wanted: Word | Prefix
    unwanted: tuple[Node, ...]


def _plain_of(node: Node) -> _Plain | None:
    parts = node.parts if isinstance(node, And) else (node,)
    unwanted = tuple(part.part for part in parts if isinstance(part, Not))
    match [part for part in parts if not isinstance(part, Not)]:
        case [Prefix() as wanted]:
            return _Plain(wanted, unwanted)
        case [Word() as wanted] if len(wanted.tokens) == 1:
            return _Plain(wanted, unwanted)
    return None


def _terms_of(wanted: Word | Prefix) -> Condition:
    """Return the condition for the terms of which any will do."""
    if isinstance(wanted, Prefix):
        return Condition("term LIKE %s", (pattern(wanted.beginning),))
    return Condition("term = ANY(%s)", ([lexeme(form) for form in forms(wanted.tokens[0])],))


def _own(cursor: Any, node: Node) -> int:
    """Return how many documents match that are no retweets."""
    plain = _plain_of(node)
    if plain is None:
        return _counted(cursor, condition(And((node, Not(RETWEET)))))
    holding = _with(cursor, plain.wanted)
    if not plain.unwanted:
        return holding
    both = And((plain.wanted, Or(plain.unwanted), Not(RETWEET)))
    return holding - _counted(cursor, condition(both))


def _with(cursor: Any, wanted: Word | Prefix) -> int:
    """Return how many documents, retweets apart, hold a word in any form, or with a beginning."""
    commonest = tables.commonest(cursor, _terms_of(wanted))
    if commonest is None:
        return 0
    others = any_but(wanted, [commonest.text, mark_of(RETWEET)])
    return commonest.posts + _counted(cursor, others)


def _counted(cursor: Any, where: Condition) -> int:
    cursor.execute(COUNT.format(documents=tables.DOCUMENTS, where=where.sql), where.params)
    return int(cursor.fetchone()[0])
