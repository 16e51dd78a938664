"""Which documents of a reader match a query, and how well. Documents are numbers here.

The tree is worked through as sets: counts come out exact, and days are compared in memory. (Whoosh's own shortcuts
for a first page leave the count open, and its ranges of numbers look up hundreds of terms.)
"""

from __future__ import annotations

from collections.abc import Iterable

from ..documents import first_moment_of, mark_of
from ..query import And, Node, Not, Or, Phrase, Prefix, Since, Until, Word, leaves_of
from ..stemming import forms
from .whoosh_parts import query as whoosh
from .whoosh_store import Reader

Numbers = set[int]


def matching(node: Node, reader: Reader) -> Numbers:
    """Return the documents that match, retweets among them. Sets may be shared: they are not to be changed."""
    match node:
        case And(parts):
            return _all_of(parts, reader)
        case Or(parts):
            return set[int]().union(*(matching(part, reader) for part in parts))
        case Not(part):
            return reader.everything - matching(part, reader)
        case Since() | Until():
            return _within((node,), reader.everything, reader)
        case Word():
            tokens = node.tokens
            return _with_any(forms(tokens[0]), reader) if len(tokens) == 1 else _with_run(tokens, reader)
        case Prefix():
            return reader.documents(whoosh.Prefix("words", node.beginning))
        case Phrase():
            return _with_run(node.tokens, reader)
        case leaf:
            return reader.documents(whoosh.Term("marks", mark_of(leaf)))


def scored(node: Node, numbers: Iterable[int], reader: Reader) -> dict[int, float]:
    """Return how well each of some documents fits the wanted words; the less common a word, the more it weighs."""
    ordered = sorted(numbers)
    scores = dict.fromkeys(ordered, 0.0)
    terms = _wanted_terms(node)
    for searcher, offset in reader.searcher.leaf_searchers():
        end = offset + searcher.reader().doc_count_all()
        local = [number - offset for number in ordered if offset <= number < end]
        for term in terms if local else []:
            if ("words", term.encode()) not in searcher.reader():
                continue
            postings = searcher.postings("words", term)
            for number in local:
                if postings.is_active() and postings.id() < number:
                    postings.skip_to(number)
                if not postings.is_active():
                    break
                if postings.id() == number:
                    scores[number + offset] += postings.score()
    return scores


def _all_of(parts: tuple[Node, ...], reader: Reader) -> Numbers:
    days = tuple(part for part in parts if isinstance(part, Since | Until))
    unwanted = [part.part for part in parts if isinstance(part, Not)]
    found = reader.everything
    for part in sorted(parts, key=_cost):
        if not isinstance(part, Since | Until | Not):
            matches = matching(part, reader)
            found = matches if found is reader.everything else found & matches
        if not found:
            return found
    if days:
        found = _within(days, found, reader)
    return found.difference(*(matching(part, reader) for part in unwanted)) if unwanted else found


def _cost(node: Node) -> int:
    """Return an order in which parts are worked through: cheap and narrow ones first."""
    if isinstance(node, And | Or | Phrase):
        return 2
    return 1 if isinstance(node, Word) else 0


def _within(limits: tuple[Since | Until, ...], numbers: Numbers, reader: Reader) -> Numbers:
    first = max([first_moment_of(limit.day) for limit in limits if isinstance(limit, Since)], default=None)
    after = min([first_moment_of(limit.day, days_on=1) for limit in limits if isinstance(limit, Until)], default=None)
    moments = reader.moments
    return {
        number
        for number in numbers
        if (first is None or moments[number] >= first) and (after is None or moments[number] < after)
    }


def _with_any(terms: Iterable[str], reader: Reader) -> Numbers:
    return set[int]().union(*(reader.documents(whoosh.Term("words", term)) for term in terms))


def _with_run(tokens: list[str], reader: Reader) -> Numbers:
    if len(tokens) == 1:
        return reader.documents(whoosh.Term("words", tokens[0]))
    return reader.documents(whoosh.Phrase("words", tokens))


def _wanted_terms(node: Node) -> list[str]:
    terms: dict[str, None] = {}
    for leaf in leaves_of(node, wanted_only=True):
        if isinstance(leaf, Word) and len(leaf.tokens) == 1:
            terms.update(dict.fromkeys(forms(leaf.tokens[0])))
        elif isinstance(leaf, Word | Phrase):
            terms.update(dict.fromkeys(leaf.tokens))
    return list(terms)
