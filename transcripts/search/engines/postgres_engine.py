"""The engine for archives on PostgreSQL: tables beside the posts, in the same database and its transactions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.db import DatabaseError, InternalError, ProgrammingError, connection, transaction

from ..documents import Document, chat_mark
from ..query import Query
from . import postgres_tables as tables
from .base import Engine, EngineStatus, Held, IndexState, IndexUnusable, Matches, Term
from .postgres_finding import Stretch
from .postgres_matching import Condition, any_term, condition, shown
from .postgres_sharing import sharing

PATIENCE = 60.0
IMPATIENCE = 3.0
KEYS = "SELECT key FROM {documents} WHERE {where}"
FACETS = """
    WITH single AS (
        SELECT unnest(facets) AS facet FROM {documents} WHERE {where}
    ), counted AS (
        SELECT facet, count(*) AS posts FROM single GROUP BY facet
    ), placed AS (
        SELECT *, row_number() OVER (
            PARTITION BY split_part(facet, ':', 1) ORDER BY posts DESC, facet COLLATE "C"
        ) FROM counted
    )
    SELECT facet, posts FROM placed WHERE row_number <= %s
"""


class PostgresEngine(Engine):
    """An index in two tables; see `postgres_tables`. The directory of other engines' files is left alone."""

    def __init__(self, directory: Path) -> None:
        pass

    def find(self, query: Query, first: int, count: int) -> Matches:
        node = shown(query)
        if node is None:
            return Matches((), 0)
        with _reading() as cursor:
            return Stretch(node, query.sort, first, count).found(cursor)

    def facets(self, query: Query, most: int) -> list[Term]:
        node = shown(query)
        if node is None:
            return []
        with _reading() as cursor:
            return [Term(*row) for row in _rows(cursor, FACETS, condition(node), [most])]

    def sharing(self, words: Sequence[str], limit: int) -> tuple[str, ...]:
        with _reading() as cursor:
            return sharing(cursor, words, limit)

    def terms(self, beginning: str, most: int) -> list[Term]:
        with _reading() as cursor:
            return tables.terms(cursor, beginning, most)

    def counts(self, terms: Collection[str]) -> dict[str, int]:
        with _reading() as cursor:
            return tables.counts(cursor, terms)

    def keys_in(self, chats: Collection[int]) -> set[str]:
        if not chats:
            return set()
        standing_there = any_term(chat_mark(chat) for chat in chats)
        with _reading() as cursor:
            return {key for (key,) in _rows(cursor, KEYS, standing_there)}

    def held(self) -> dict[str, Held]:
        with _reading() as cursor:
            return tables.held(cursor)

    def replace(self, gone: Collection[str], batches: Iterable[list[Document]]) -> int:
        written = 0
        with _told(), tables.writing(PATIENCE) as cursor:
            tables.drop(cursor, list(gone))
            for batch in batches:
                tables.add(cursor, batch)
                tables.count_in(cursor, [document.key for document in batch])
                written += len(batch)
        return written

    def forget(self, keys: Collection[str], *, for_good: bool) -> None:
        with _told(), tables.writing(PATIENCE if for_good else IMPATIENCE) as cursor:
            tables.drop(cursor, list(keys))

    def rebuild(self, batches: Iterable[list[Document]]) -> int:
        written = 0
        with tables.writing(PATIENCE) as cursor:
            tables.create(cursor)
            for batch in batches:
                tables.add(cursor, batch, tables.NEW)
                written += len(batch)
            tables.swap(cursor)
        return written

    def status(self) -> EngineStatus:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                there = tables.layouts(cursor)
                if {tables.DOCUMENTS, tables.TERMS} <= there:
                    return EngineStatus(IndexState.READY, documents=tables.count(cursor))
        except DatabaseError as error:
            return EngineStatus(IndexState.BROKEN, reason=str(error))
        state = IndexState.OUTDATED if there else IndexState.MISSING
        return EngineStatus(state, reason=f"The search index is {state}.")

    def close(self) -> None:
        """Nothing is kept open but the connection, which is Django's."""


@contextmanager
def _told() -> Iterator[None]:
    """Turn what PostgreSQL says about missing or damaged tables into IndexUnusable."""
    try:
        yield
    except (ProgrammingError, InternalError) as error:
        raise IndexUnusable(f"The search index cannot be read: {error}".strip()) from error


@contextmanager
def _reading() -> Iterator[Any]:
    # Within a transaction an error must not spoil what follows; otherwise one would only cost time.
    unharmed = transaction.atomic() if connection.in_atomic_block else nullcontext()
    with _told(), unharmed, connection.cursor() as cursor:
        yield cursor


def _rows(cursor: Any, sql: str, where: Condition, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    cursor.execute(sql.format(documents=tables.DOCUMENTS, where=where.sql), [*where.params, *params])
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
