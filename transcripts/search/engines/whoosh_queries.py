"""From a query to one of Whoosh's. Pure."""

from __future__ import annotations

from typing import Any

from .. import folding
from ..documents import day_number, mark_of
from ..query import And, Node, Not, Or, Phrase, Since, Until, Word
from .whoosh_parts import query as whoosh

FIRST_DAY, LAST_DAY = 0, 2**16 - 1


def stem_term(stem: str) -> str:
    """Return the term of the words that have a stem without being it."""
    return f"~{stem}"


def to_whoosh(node: Node) -> Any:
    """Return Whoosh's query for a node."""
    match node:
        case Word():
            return _word(node.tokens)
        case Phrase():
            return _run(node.tokens)
        case And(parts):
            return _all_of(parts)
        case Or(parts):
            return whoosh.Or([to_whoosh(part) for part in parts])
        case Not():
            return _all_of((node,))
        case Since() | Until():
            return _days((node,))
        case leaf:
            return whoosh.Term("marks", mark_of(leaf))


def _word(tokens: list[str]) -> Any:
    if len(tokens) != 1:
        return _run(tokens)
    stem = folding.stem(tokens[0])
    return whoosh.Or([whoosh.Term("words", stem), whoosh.Term("words", stem_term(stem))])


def _run(tokens: list[str]) -> Any:
    if len(tokens) == 1:
        return whoosh.Term("words", tokens[0])
    return whoosh.Phrase("words", tokens)


def _all_of(parts: tuple[Node, ...]) -> Any:
    """Join parts; days become one range, for each range looks up many terms."""
    days = tuple(part for part in parts if isinstance(part, Since | Until))
    unwanted = [to_whoosh(part.part) for part in parts if isinstance(part, Not)]
    wanted = [to_whoosh(part) for part in parts if not isinstance(part, Since | Until | Not)]
    if days:
        wanted.append(_days(days))
    everything = _joined(whoosh.And, wanted) if wanted else whoosh.Every()
    return whoosh.AndNot(everything, _joined(whoosh.Or, unwanted)) if unwanted else everything


def _joined(kind: Any, queries: list[Any]) -> Any:
    return kind(queries) if len(queries) > 1 else queries[0]


def _days(limits: tuple[Since | Until, ...]) -> Any:
    first = max([day_number(limit.day) for limit in limits if isinstance(limit, Since)], default=FIRST_DAY)
    last = min([day_number(limit.day) for limit in limits if isinstance(limit, Until)], default=LAST_DAY)
    first, last = max(first, FIRST_DAY), min(last, LAST_DAY)
    return whoosh.NumericRange("day", first, last) if first <= last else whoosh.NullQuery
