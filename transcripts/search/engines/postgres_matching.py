"""A query as a condition of PostgreSQL's: one tsquery for all that knows no days. Pure.

A lexeme is a word as it is, a stem with its "~", or a mark behind ":", so that no beginning of a word meets a mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..documents import Document, first_moment_of, is_mark, mark_of
from ..query import And, Being, Is, Leaf, Node, Not, Or, Phrase, Prefix, Query, Since, Until, Word, leaves_of
from ..stemming import forms

# The words of different runs stand that far apart: no phrase reaches across.
GAP = 2


@dataclass(frozen=True, slots=True)
class Condition:
    """What follows WHERE, and its parameters."""

    sql: str
    params: tuple[str | int | list[str], ...]


def lexeme(term: str) -> str:
    """Return a word, stem or mark as it stands in a vector."""
    return f":{term}" if is_mark(term) else term


def pattern(beginning: str) -> str:
    """Return what a lexeme that begins so is LIKE."""
    return lexeme(beginning).replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"


def term_of(lexeme: str) -> str:
    """Return a lexeme as a word, stem or mark."""
    return lexeme.removeprefix(":")


def vector_of(document: Document) -> str:
    """Return the lexemes of a document as PostgreSQL reads a tsvector: words with their places, the others without."""
    places: dict[str, list[str]] = {}
    place = 1
    for run in document.runs:
        for word in run:
            places.setdefault(word, []).append(str(place))
            place += 1
        place += GAP
    words = [f"{_quoted(word)}:{','.join(at)}" for word, at in places.items()]
    return " ".join([*words, *(_quoted(lexeme(term)) for term in (*document.stems, *document.marks))])


def shown(query: Query) -> Node | None:
    """Return what is asked for, without retweets where they are not spoken of."""
    if query.node is None or query.speaks_of_retweets:
        return query.node
    return And((query.node, Not(Is(Being.RETWEET))))


def condition(node: Node) -> Condition:
    """Return the condition for the documents that match."""
    if not any(isinstance(leaf, Since | Until) for leaf in leaves_of(node)):
        return Condition("vector @@ %s::tsquery", (_tsquery(node),))
    match node:
        case And(parts):
            return _all_of(parts)
        case Or(parts):
            return _joined(" OR ", [condition(part) for part in parts])
        case Not(part):
            inner = condition(part)
            return Condition(f"NOT {inner.sql}", inner.params)
        case Until(day):
            return Condition("moment < %s", (first_moment_of(day, days_on=1),))
        case Since(day):
            return Condition("moment >= %s", (first_moment_of(day),))
    raise AssertionError(node)


def any_term(terms: Iterable[str]) -> Condition:
    """Return the condition for the documents that hold any of some terms."""
    return Condition("vector @@ %s::tsquery", (_any(terms),))


def any_but(node: Node, terms: Iterable[str]) -> Condition:
    """Return the condition for the documents that match, but hold none of some terms; the node must know no days."""
    return Condition("vector @@ %s::tsquery", (f"{_tsquery(node)} & !{_any(terms)}",))


def words_wanted(node: Node) -> str:
    """Return a tsquery for any form of any of the wanted words, to rank by; empty where none are wanted."""
    leaves = [leaf for leaf in leaves_of(node, wanted_only=True) if isinstance(leaf, Word | Phrase | Prefix)]
    return " | ".join(_tsquery(leaf) for leaf in leaves)


def _all_of(parts: Sequence[Node]) -> Condition:
    """Join parts, all those that know no days in one tsquery: one look into the index then finds what matches them."""
    dated = [part for part in parts if any(isinstance(leaf, Since | Until) for leaf in leaves_of(part))]
    others = tuple(part for part in parts if part not in dated)
    together = [condition(And(others))] if others else []
    return _joined(" AND ", [*together, *(condition(part) for part in dated)])


def _joined(word: str, conditions: list[Condition]) -> Condition:
    params = tuple(param for one in conditions for param in one.params)
    return Condition(f"({word.join(one.sql for one in conditions)})", params)


def _tsquery(node: Node) -> str:
    match node:
        case And(parts):
            return f"({' & '.join(_tsquery(part) for part in parts)})"
        case Or(parts):
            return f"({' | '.join(_tsquery(part) for part in parts)})"
        case Not(part):
            return f"!{_tsquery(part)}"
        case leaf:
            return _leaf(leaf)


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Word() if len(leaf.tokens) == 1:
            return _any(forms(leaf.tokens[0]))
        case Word() | Phrase():
            return f"({' <-> '.join(_quoted(token) for token in leaf.tokens)})"
        case Prefix():
            return f"{_quoted(leaf.beginning)}:*"
        case _:
            return _quoted(lexeme(mark_of(leaf)))


def _any(terms: Iterable[str]) -> str:
    return f"({' | '.join(_quoted(lexeme(term)) for term in terms)})"


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
