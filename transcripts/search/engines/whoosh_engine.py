"""The engine that needs nothing but files: Whoosh. One process writes, any number on the same machine read."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from ..documents import Document, chat_mark
from ..query import Phrase, Query, Sort, Word, leaves_of
from .base import Engine, EngineStatus, IndexBusy, IndexState, IndexUnusable, Match, Matches
from .whoosh_matching import forms, matching, scored, stem_term
from .whoosh_parts import index
from .whoosh_parts import query as whoosh
from .whoosh_sharing import sharing
from .whoosh_store import IndexStore, Reader, damage_told

PATIENCE = 60.0
IMPATIENCE = 3.0
BUFFER_MEGABYTES = 128
MOST_SIMILAR = 5
# Of more posts than that, which hold the words in any case, the newest are as good as the best, and found sooner.
MOST_RANKED = 2_000

Answer = TypeVar("Answer")


class WhooshEngine(Engine):
    """An index in files below a directory."""

    def __init__(self, root: Path) -> None:
        self.store = IndexStore(root)

    def find(self, query: Query, limit: int) -> Matches:
        return self._read(lambda reader: _find(reader, query, limit))

    def sharing(self, words: Sequence[str], limit: int) -> tuple[str, ...]:
        def look(reader: Reader) -> tuple[str, ...]:
            return tuple(reader.key(number) for number in sharing(words, reader, limit))

        return self._read(look)

    def knows(self, word: str) -> bool:
        def look(reader: Reader) -> bool:
            terms = reader.searcher.reader()
            return any(("words", form.encode()) in terms for form in forms(word))

        return self._read(look)

    def similar(self, word: str) -> list[str]:
        return self._read(lambda reader: _similar(reader, word))

    def keys_in(self, chats: Collection[int]) -> set[str]:
        marks = whoosh.Or([whoosh.Term("marks", chat_mark(chat)) for chat in chats])

        def look(reader: Reader) -> set[str]:
            return {reader.key(number) for number in reader.documents(marks)}

        return self._read(look) if chats else set()

    def replace(self, gone: Collection[str], batches: Iterable[list[Document]]) -> int:
        with self.store.writing(PATIENCE):
            return self._write(self._opened(), gone, batches)

    def forget(self, keys: Collection[str], *, for_good: bool) -> None:
        with self.store.writing(PATIENCE if for_good else IMPATIENCE):
            self._write(self._opened(), keys, [], rewrite=for_good)

    def rebuild(self, batches: Iterable[list[Document]]) -> int:
        with self.store.writing(PATIENCE):
            path = self.store.create()
            written = self._write(index.open_dir(str(path)), [], batches, rewrite=True)
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

    def _read(self, look: Callable[[Reader], Answer]) -> Answer:
        with self.store.reading() as reader, damage_told():
            return look(reader)

    def _opened(self) -> Any:
        with damage_told():
            return self.store.open_to_write()

    def _write(
        self, opened: Any, gone: Collection[str], batches: Iterable[list[Document]], *, rewrite: bool = False
    ) -> int:
        try:
            writer = opened.writer(limitmb=BUFFER_MEGABYTES)
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
    stems = [stem_term(stem) for word, stem in zip(document.words, document.stems, strict=True) if word != stem]
    return {
        "key": document.key,
        "words": [*document.words, *stems],
        "marks": list(document.marks),
        "moment": document.moment,
    }


def _find(reader: Reader, query: Query, limit: int) -> Matches:
    if query.node is None:
        return Matches((), 0)
    found = matching(query.node, reader)
    if not query.speaks_of_retweets:
        found = found - reader.retweets
    first = _first(reader, query, found, limit)
    return Matches(tuple(Match(reader.key(number), score) for number, score in first), len(found))


def _first(reader: Reader, query: Query, found: set[int], limit: int) -> list[tuple[int, float]]:
    """Return the first documents in the order asked for, with their scores; equal ones newest first."""
    moments = reader.moments
    has_words = any(isinstance(leaf, Word | Phrase) for leaf in leaves_of(query.node, wanted_only=True))
    if query.node is not None and query.sort == Sort.BEST and has_words and len(found) <= MOST_RANKED:
        scores = scored(query.node, found, reader)
        return heapq.nlargest(limit, scores.items(), key=lambda item: (item[1], moments[item[0]]))
    pick = heapq.nsmallest if query.sort == Sort.OLDEST else heapq.nlargest
    return [(number, 0.0) for number in pick(limit, found, key=moments.__getitem__)]


def _similar(reader: Reader, word: str) -> list[str]:
    """Words one or two letters off that begin alike; the nearest first, of those the most frequent."""
    terms = reader.searcher.reader()
    for distance in (1, 2) if len(word) > 4 else (1,):
        found = {near for near in terms.terms_within("words", word, distance, prefix=1) if not near.startswith("~")}
        if found - {word}:
            return sorted(found - {word}, key=lambda near: -terms.doc_frequency("words", near))[:MOST_SIMILAR]
    return []


def _count_and_check(reader: Reader) -> int:
    """Count the documents, touching each kind of file so that damage shows."""
    if reader.everything:
        reader.key(max(reader.everything))
        reader.documents(whoosh.Term("marks", "is:retweet"))
    return len(reader.everything)
