"""A search made narrower or wider by its filters, or put into another order, as one would type it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .describing import part_in_words
from .parsing import parse
from .query import Filter, Node, Not, Query, Sort, narrowed, unparse, widened


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter that a search is narrowed by: in words (`by @ann`), and the search without it."""

    words: str
    without: str


def narrowings(query: Query) -> tuple[Narrowing, ...]:
    """Return the filters that stand beside the words of a query, each once, in the order they were typed."""
    filters = dict.fromkeys(part for part in query.parts if _is_filter(part))
    return tuple(Narrowing(part_in_words(part), unparse(widened(query, (part,)))) for part in filters)


def narrow(text: str, by: str) -> str:
    """Return a search narrowed by what is typed elsewhere, as by `in:series`."""
    query = parse(text)
    return unparse(narrowed(query, (part for part in parse(by).parts if part not in query.parts)))


def sort_by(query: Query, order: Sort) -> str:
    """Return the same search, its hits in another order."""
    return unparse(replace(query, sort=order))


def _is_filter(part: Node) -> bool:
    return isinstance(part.part if isinstance(part, Not) else part, Filter)
