"""The engine for archives on PostgreSQL: tables beside the posts, in the same database and its transactions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.db import DatabaseError, InternalError, ProgrammingError, connection, transaction

from ..documents import Document, chat_mark
from ..query import And, Node, Not, Query, Sort, exactly
from . import postgres_tables as tables
from .base import Engine, EngineStatus, IndexState, IndexUnusable, Matches, Term
from .postgres_counting import count_matches, held
from .postgres_matching import Condition, any_term, condition, shown, words_wanted
from .postgres_sharing import sharing

# Of more matches than that the newest are as good as the best, and found sooner.
MOST_RANKED = 1_000
PATIENCE = 60.0
IMPATIENCE = 3.0
# In one go, for there are few enough to put all in order; where it is known that there are more, nothing is read.
FEW = """
    WITH known AS (SELECT coalesce(max(own), 0) AS posts FROM {terms} WHERE {held}),
    found AS MATERIALIZED (
        SELECT key, moment, vector FROM {documents} WHERE {where} AND (SELECT posts FROM known) <= %s LIMIT %s
    )
    SELECT greatest((SELECT posts FROM known), (SELECT count(*) FROM found)), ARRAY(
        SELECT key FROM found WHERE (SELECT count(*) FROM found) <= %s ORDER BY {order} OFFSET %s LIMIT %s
    )
"""
WALK = "SELECT key FROM {documents} WHERE {where} ORDER BY moment {direction}, key {direction} OFFSET %s LIMIT %s"
KEYS = "SELECT key FROM {documents} WHERE {where}"
FACETS = """
    WITH counted AS (
        SELECT facet, count(*) AS posts FROM {documents}, unnest(facets) facet WHERE {where} GROUP BY facet
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
            return _few(cursor, node, query.sort, first, count) or _many(cursor, node, query.sort, first, count)

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

    def fingerprints(self) -> dict[str, int]:
        with _reading() as cursor:
            return tables.fingerprints(cursor)

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


def _rows(
    cursor: Any, sql: str, where: Condition, params: Sequence[object] = (), **parts: str
) -> list[tuple[Any, ...]]:
    cursor.execute(sql.format(documents=tables.DOCUMENTS, where=where.sql, **parts), [*where.params, *params])
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _few(cursor: Any, node: Node, sort: Sort, first: int, count: int) -> Matches | None:
    """Find and order in one go; None where there are too many for that."""
    known, where, order = held(node), condition(node), _order(node, sort)
    sql = FEW.format(documents=tables.DOCUMENTS, terms=tables.TERMS, held=known.sql, where=where.sql, order=order.sql)
    limits = (MOST_RANKED, MOST_RANKED + 1, MOST_RANKED)
    cursor.execute(sql, [*known.params, *where.params, *limits, *order.params, first, count])
    total, keys = cursor.fetchone()
    return Matches(tuple(keys), total) if total <= MOST_RANKED else None


def _order(node: Node, sort: Sort) -> Condition:
    if sort == Sort.OLDEST:
        return Condition("moment, key", ())
    words = words_wanted(node)
    if sort == Sort.NEWEST or not words:
        return Condition("moment DESC, key DESC", ())
    exact = condition(exactly(node))
    ranked = f"({exact.sql}) DESC, ts_rank(vector, %s::tsquery) DESC, moment DESC, key DESC"
    return Condition(ranked, (*exact.params, words))


def _many(cursor: Any, node: Node, sort: Sort, first: int, count: int) -> Matches:
    """Find a stretch by walking through the moments; the others are only counted."""
    total = count_matches(cursor, node)
    exact = exactly(node)
    if sort != Sort.BEST or exact == node:
        return Matches(_walked(cursor, node, sort, first, count), total)
    keys = _walked(cursor, exact, sort, first, count)
    if len(keys) < count:
        others = And((node, Not(exact)))
        keys += _walked(cursor, others, sort, max(first - count_matches(cursor, exact), 0), count - len(keys))
    return Matches(keys, total)


def _walked(cursor: Any, node: Node, sort: Sort, first: int, count: int) -> tuple[str, ...]:
    direction = "ASC" if sort == Sort.OLDEST else "DESC"
    return tuple(key for (key,) in _rows(cursor, WALK, condition(node), [first, count], direction=direction))
