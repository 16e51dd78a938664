"""All that a Whoosh index holds of its documents, read from end to end, so that whatever is damaged shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .base import Held, IndexUnusable
from .whoosh_store import Reader

COLUMNS = ("moment", "facets")


def held(reader: Reader, separator: str) -> dict[str, Held]:
    """Return what is held of every document, by its key; a separator parts runs of words and facets.

    Raises IndexUnusable where something is lacking, and anything at all where a file is damaged.
    """
    found: dict[str, Held] = {}
    for leaf, _ in reader.searcher.reader().leaf_readers():
        if leaf.doc_count_all():
            found.update(_held_in(leaf, separator))
    return found


def _held_in(leaf: Any, separator: str) -> Iterator[tuple[str, Held]]:
    """Yield the documents of one segment. Of what has no file any more Whoosh would give defaults."""
    for column in COLUMNS:
        if not leaf.has_column(column):
            raise IndexUnusable(f"The search index cannot be read: it lacks a file, {column}.")
    moments, facets = (leaf.column_reader(column) for column in COLUMNS)
    words, marks = _postings(leaf, "words", but=separator), _postings(leaf, "marks")
    for number in leaf.all_doc_ids():
        if words[number] and not leaf.doc_field_length(number, "words"):
            raise IndexUnusable("The search index cannot be read: it lacks the lengths of posts.")
        fields = leaf.stored_fields(number)
        told = frozenset(filter(None, facets[number].decode().split(separator)))
        yield fields["key"], Held(fields["fingerprint"], moments[number], told, words[number] + marks[number])


def _postings(leaf: Any, field: str, *, but: str = "") -> Counter[int]:
    """Count the terms of a field that lead to each document, all but one."""
    counts: Counter[int] = Counter()
    for term in leaf.lexicon(field):
        postings = leaf.postings(field, term) if term != but.encode() else None
        while postings is not None and postings.is_active():
            counts[postings.id()] += 1
            postings.next()
    return counts
