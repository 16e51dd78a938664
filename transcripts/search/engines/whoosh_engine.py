"""The engine that needs nothing but files: Whoosh. One process writes, any number on the same machine read."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from ..documents import Document, chat_mark, is_mark
from ..query import Node, Phrase, Prefix, Query, Sort, Word, exactly, leaves_of, side_by_side
from . import base
from .base import Engine, EngineStatus, Held, IndexBusy, IndexState, IndexUnusable, Matches, Term
from .whoosh_checking import held
from .whoosh_matching import matching, scored
from .whoosh_parts import index
from .whoosh_parts import query as whoosh
from .whoosh_sharing import sharing
from .whoosh_store import Files, IndexStore, Reader, damage_told, schema

PATIENCE = 60.0
IMPATIENCE = 3.0
# Postings that are held in memory before they are written out; four times as much made indexing no faster.
BUFFER_MEGABYTES = 32
# Stands between the words of two runs: no phrase reaches across.
BREAK = "\x1e"

Answer = TypeVar("Answer")


class WhooshEngine(Engine):
    """An index in files below a directory."""

    def __init__(self, root: Path) -> None:
        self.store = IndexStore(root)

    def find(self, query: Query, first: int, count: int) -> Matches:
        return self._read(lambda reader: _find(reader, query, first, count))

    def sharing(self, words: Sequence[str], limit: int) -> tuple[str, ...]:
        def look(reader: Reader) -> tuple[str, ...]:
            return tuple(reader.key(number) for number in sharing(words, reader, limit))

        return self._read(look)

    def facets(self, query: Query, most: int) -> list[Term]:
        return self._read(lambda reader: _facets(reader, query, most))

    def terms(self, beginning: str, most: int) -> list[Term]:
        return self._read(lambda reader: _terms(reader, beginning, most))

    def counts(self, terms: Collection[str]) -> dict[str, int]:
        def look(reader: Reader) -> dict[str, int]:
            found = {term: len(reader.documents(whoosh.Term(_field(term), term))) for term in terms}
            return {term: posts for term, posts in found.items() if posts}

        return self._read(look)

    def keys_in(self, chats: Collection[int]) -> set[str]:
        marks = whoosh.Or([whoosh.Term("marks", chat_mark(chat)) for chat in chats])

        def look(reader: Reader) -> set[str]:
            return {reader.key(number) for number in reader.documents(marks)}

        return self._read(look) if chats else set()

    def held(self) -> dict[str, Held]:
        return self._read(lambda reader: held(reader, BREAK))

    def replace(self, gone: Collection[str], batches: Iterable[list[Document]]) -> int:
        with self._writing(PATIENCE):
            return _write(self.store.path_to_write(), gone, batches)

    def forget(self, keys: Collection[str], *, for_good: bool) -> None:
        with self._writing(PATIENCE if for_good else IMPATIENCE):
            _write(self.store.path_to_write(), keys, [], rewrite=for_good)

    def rebuild(self, batches: Iterable[list[Document]]) -> int:
        with self._writing(PATIENCE):
            path = self.store.create()
            written = _write(path, [], batches, rewrite=True)
            self.store.make_current(path)
            return written

    def status(self) -> EngineStatus:
        state = self.store.state()
        if state != IndexState.READY:
            return EngineStatus(state, reason=f"The search index is {state}.")
        try:
            return EngineStatus(state, documents=self._read(_count_and_check))
        except IndexUnusable as error:
            return EngineStatus(IndexState.BROKEN, reason=str(error))

    def close(self) -> None:
        self.store.close()

    @contextmanager
    def _writing(self, patience: float) -> Iterator[None]:
        """Be the only writer. Raises IndexBusy, also where the files cannot be written at all."""
        try:
            with self.store.writing(patience):
                yield
        except OSError as error:
            raise IndexBusy(f"The search index cannot be written: {error.strerror}.") from error

    def _read(self, look: Callable[[Reader], Answer]) -> Answer:
        with self.store.reading() as reader, damage_told():
            return look(reader)


def _write(path: Path, gone: Collection[str], batches: Iterable[list[Document]], *, rewrite: bool = False) -> int:
    """Drop and add documents in the index of a directory; `rewrite`: all in new files."""
    files = Files(path)
    try:
        with damage_told():
            opened = files.open_index(schema=schema())
        return _written(opened, gone, batches, rewrite=rewrite)
    finally:
        files.close_all()


def _written(opened: Any, gone: Collection[str], batches: Iterable[list[Document]], *, rewrite: bool) -> int:
    try:
        # Of a segment in a single file each reader would copy all into memory.
        writer = opened.writer(limitmb=BUFFER_MEGABYTES, compound=False)
    except index.LockError as error:
        raise IndexBusy("Another process is writing the search index.") from error
    written = 0
    try:
        if gone:
            with damage_told():
                writer.delete_by_query(whoosh.Or([whoosh.Term("key", key) for key in gone]))
        for batch in batches:
            for document in batch:
                writer.add_document(**_fields(document))
            written += len(batch)
    except BaseException:
        writer.cancel()
        raise
    with damage_told():
        writer.commit(optimize=rewrite)
    return written


def _fields(document: Document) -> dict[str, Any]:
    words = [word for run in document.runs for word in (*run, BREAK)]
    return {
        "key": document.key,
        "words": [*words, *document.stems],
        "marks": list(document.marks),
        "moment": document.moment,
        "fingerprint": document.fingerprint,
        "facets": BREAK.join(document.facets).encode(),
    }


def _field(term: str) -> str:
    return "marks" if is_mark(term) else "words"


def _find(reader: Reader, query: Query, first: int, count: int) -> Matches:
    found = _found(reader, query)
    ordered = _ordered(reader, query, found, first + count)
    return Matches(tuple(reader.key(number) for number in ordered[first:]), len(found))


def _found(reader: Reader, query: Query) -> set[int]:
    if query.node is None:
        return set()
    found = matching(query.node, reader)
    return found if query.speaks_of_retweets else found - reader.retweets


def _ordered(reader: Reader, query: Query, found: set[int], most: int) -> list[int]:
    """Return the first documents in the order asked for; equal ones newest first."""
    moments = reader.moments
    if query.sort == Sort.OLDEST:
        return heapq.nsmallest(most, found, key=moments.__getitem__)
    has_words = any(isinstance(leaf, Word | Phrase | Prefix) for leaf in leaves_of(query.node, wanted_only=True))
    if query.node is None or query.sort == Sort.NEWEST or not has_words:
        return heapq.nlargest(most, found, key=moments.__getitem__)
    return _best(reader, query.node, found, most)


def _best(reader: Reader, node: Node, found: set[int], most: int) -> list[int]:
    moments = reader.moments
    as_typed = matching(exactly(node), reader)
    if len(found) > base.MOST_RANKED:
        return heapq.nlargest(most, found, key=lambda number: (number in as_typed, moments[number]))
    scores, phrase = scored(node, found, reader), side_by_side(node)
    in_order = matching(phrase, reader) if phrase and as_typed else set()

    def rank(number: int) -> tuple[bool, bool, float, int]:
        return number in in_order, number in as_typed, scores[number], moments[number]

    return heapq.nlargest(most, found, key=rank)


def _facets(reader: Reader, query: Query, most: int) -> list[Term]:
    # Many posts have the same facets, all in one piece: those are counted first, and only then taken apart.
    pieces = Counter(filter(None, reader.facets(_found(reader, query))))
    counts: dict[str, Counter[str]] = {}
    for piece, posts in pieces.items():
        for facet in piece.decode().split(BREAK):
            counts.setdefault(facet.partition(":")[0], Counter())[facet] += posts
    return [Term(*one) for some in counts.values() for one in sorted(some.items(), key=_most_first)[:most]]


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _terms(reader: Reader, beginning: str, most: int) -> list[Term]:
    """Return terms by how many documents hold them; those dropped since the last rewriting are counted, too."""
    terms, field = reader.searcher.reader(), _field(beginning)
    found = ((term.decode(), terms.doc_frequency(field, term)) for term in terms.expand_prefix(field, beginning))
    return [Term(*one) for one in heapq.nsmallest(most, found, key=_most_first)]


def _count_and_check(reader: Reader) -> int:
    """Count the documents, touching each kind of file so that damage shows."""
    if reader.everything:
        reader.key(max(reader.everything))
        reader.documents(whoosh.Term("marks", "is:retweet"))
    return len(reader.everything)
