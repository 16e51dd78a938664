"""How many documents match, exactly, with as few of their rows read as will do.

How many posts hold a term, retweets apart, stands in the table of terms. Of those with any of several terms (the forms
of a word, the words with a beginning) the ones with the commonest are known, then, and only the others are counted; and
what holds one thing but not another is what holds the one, less what holds both.
"""

from __future__ import annotations

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
    """Return the condition for those rows of the table of terms that tell how many match at least; often none do."""
    match node:
        case And((Word() as word, Not(other))) if other == RETWEET and _is_plain(word):
            return Condition("term = ANY(%s)", ([lexeme(form) for form in forms(word.tokens[0])],))
        case And((Prefix(beginning), Not(other))) if other == RETWEET:
            return Condition("term LIKE %s", (pattern(beginning),))
        case _:
            return Condition("false", ())


def _own(cursor: Any, wanted: Node) -> int:
    """Return how many documents match that are no retweets."""
    if _is_plain(wanted):
        return _with(cursor, wanted)
    parts = wanted.parts if isinstance(wanted, And) else (wanted,)
    plain = [part for part in parts if _is_plain(part)]
    unwanted = tuple(part.part for part in parts if isinstance(part, Not))
    if unwanted and len(plain) == 1 and len(parts) == 1 + len(unwanted):
        both = And((*plain, Or(unwanted), Not(RETWEET)))
        return _with(cursor, plain[0]) - _counted(cursor, condition(both))
    return _counted(cursor, condition(And((wanted, Not(RETWEET)))))


def _is_plain(node: Node) -> bool:
    """Tell whether any of several terms will do for it."""
    return isinstance(node, Prefix) or (isinstance(node, Word) and len(node.tokens) == 1)


def _with(cursor: Any, plain: Node) -> int:
    """Return how many documents, retweets apart, hold a word in any form, or with a beginning."""
    commonest = tables.commonest(cursor, held(And((plain, Not(RETWEET)))))
    if commonest is None:
        return 0
    others = any_but(plain, [commonest.text, mark_of(RETWEET)])
    return commonest.posts + _counted(cursor, others)


def _counted(cursor: Any, where: Condition) -> int:
    cursor.execute(COUNT.format(documents=tables.DOCUMENTS, where=where.sql), where.params)
    return int(cursor.fetchone()[0])
