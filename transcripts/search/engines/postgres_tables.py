"""The tables of the PostgreSQL engine: how they are made, filled and swapped.

search_documents_<layout>   a row for each post: its key, the vector of its lexemes, what it is counted by
search_terms_<layout>       every lexeme, and how many posts hold it, and how many that are no retweets

They are no models: nothing refers to them, a changed layout makes new ones, and they can be thrown away like files.
All writing goes on in transactions, one writer at a time; rebuilding is a single one, so until it ends the old
tables answer, and of one that was cut off nothing is left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction

from ..documents import LAYOUT, Document
from .base import Held, IndexBusy, Term
from .postgres_matching import Condition, lexeme, pattern, term_of, vector_of

DOCUMENTS = f"search_documents_{LAYOUT}"
TERMS = f"search_terms_{LAYOUT}"
NEW = "_new"
# Any number that nobody else locks in this database.
WRITERS_LOCK = 0x63686174
LOCK_NOT_AVAILABLE = "55P03"

CREATE = """
    CREATE TABLE {documents} (
        key text PRIMARY KEY, moment bigint NOT NULL, fingerprint bigint NOT NULL,
        facets text[] NOT NULL, vector tsvector NOT NULL
    );
    CREATE TABLE {terms} (term text COLLATE "C" PRIMARY KEY, posts integer NOT NULL, own integer NOT NULL)
"""
# The lexeme of the mark "is:retweet".
OWN = "NOT vector @@ $own$':is:retweet'$own$::tsquery"
# A list of pending entries would make writing faster, and every search after it slower.
FINISH = """
    CREATE INDEX ON {documents} USING gin (vector) WITH (fastupdate = off);
    CREATE INDEX ON {documents} (moment, key);
    INSERT INTO {terms}
        SELECT word, posts.ndoc, coalesce(own.ndoc, 0) FROM ts_stat('SELECT vector FROM {documents}') posts
        LEFT JOIN ts_stat($$SELECT vector FROM {documents} WHERE {own}$$) own USING (word);
    CREATE INDEX ON {terms} (term) WHERE posts <= 0;
    ANALYZE {documents}, {terms}
"""
COPY = "COPY {documents} (key, moment, fingerprint, facets, vector) FROM STDIN"
COUNT_IN = """
    INSERT INTO {terms} AS known
    SELECT term, count(*), count(*) FILTER (WHERE {own})
    FROM {documents}, unnest(tsvector_to_array(vector)) term WHERE key = ANY(%s) GROUP BY term
    ON CONFLICT (term) DO UPDATE SET posts = known.posts + excluded.posts, own = known.own + excluded.own
"""
DROP_AND_COUNT_OUT = """
    WITH gone AS (DELETE FROM {documents} WHERE key = ANY(%s) RETURNING vector),
    lost AS (
        SELECT term, count(*) AS posts, count(*) FILTER (WHERE {own}) AS own
        FROM gone, unnest(tsvector_to_array(vector)) term GROUP BY term
    )
    UPDATE {terms} AS known SET posts = known.posts - lost.posts, own = known.own - lost.own
    FROM lost WHERE known.term = lost.term
"""
FORGET_UNUSED = "DELETE FROM {terms} WHERE posts <= 0"
COMMONEST = "SELECT term, own FROM {terms} WHERE {where} ORDER BY own DESC LIMIT 1"
OF_ANY_LAYOUT = r"SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^search_(documents|terms)_\d+$'"

Cursor = Any


@contextmanager
def writing(patience: float) -> Iterator[Cursor]:
    """Be the only writer, in a transaction. Raises IndexBusy after so many seconds of waiting."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{patience * 1000:.0f}ms"])
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
            yield cursor
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE:
            raise IndexBusy(f"Another process has been writing the search index for over {patience:.0f} s.") from error
        raise


def create(cursor: Cursor) -> None:
    """Make new tables beside those in use."""
    cursor.execute(_named(CREATE, NEW))


def add(cursor: Cursor, documents: list[Document], suffix: str = "") -> None:
    """Write documents that are not there."""
    with cursor.copy(_named(COPY, suffix)) as copy:
        for one in documents:
            copy.write_row((one.key, one.moment, one.fingerprint, sorted(one.facets), vector_of(one)))


def swap(cursor: Cursor) -> None:
    """Index the new tables and put them in place of all others."""
    cursor.execute(_named(FINISH, NEW))
    cursor.execute(OF_ANY_LAYOUT)
    for (table,) in cursor.fetchall():
        cursor.execute(f"DROP TABLE {table}")
    for table in (DOCUMENTS, TERMS):
        cursor.execute(f"ALTER TABLE {table}{NEW} RENAME TO {table}")


def drop(cursor: Cursor, keys: list[str]) -> None:
    """Drop documents, and the lexemes that no other holds."""
    cursor.execute(_named(DROP_AND_COUNT_OUT), [keys])
    cursor.execute(_named(FORGET_UNUSED))


def count_in(cursor: Cursor, keys: list[str]) -> None:
    """Count the lexemes of documents that were added."""
    cursor.execute(_named(COUNT_IN), [keys])


def layouts(cursor: Cursor) -> set[str]:
    """Return the names of the tables there are, of any layout."""
    cursor.execute(OF_ANY_LAYOUT)
    return {name for (name,) in cursor.fetchall()}


def terms(cursor: Cursor, beginning: str, most: int) -> list[Term]:
    """Return the words or marks that begin so, those in most documents first."""
    cursor.execute(
        _named("SELECT term, posts FROM {terms} WHERE term LIKE %s ORDER BY posts DESC, term LIMIT %s"),
        [pattern(beginning), most],
    )
    return [Term(term_of(found), posts) for found, posts in cursor.fetchall()]


def commonest(cursor: Cursor, held: Condition) -> Term | None:
    """Return the one of some terms that most documents hold, retweets apart, and how many do."""
    cursor.execute(_named(COMMONEST, where=held.sql), held.params)
    row = cursor.fetchone()
    return Term(term_of(row[0]), row[1]) if row else None


def counts(cursor: Cursor, wanted: Collection[str]) -> dict[str, int]:
    """Return how many documents hold each of some words, stems or marks, if any do."""
    cursor.execute(_named("SELECT term, posts FROM {terms} WHERE term = ANY(%s)"), [[lexeme(one) for one in wanted]])
    return {term_of(found): posts for found, posts in cursor.fetchall()}


def count(cursor: Cursor) -> int:
    """Return how many documents there are."""
    cursor.execute(_named("SELECT count(*) FROM {documents}"))
    return int(cursor.fetchone()[0])


def held(cursor: Cursor) -> dict[str, Held]:
    """Return what is held of every document, by its key."""
    cursor.execute(_named("SELECT key, fingerprint, moment, facets, length(vector) FROM {documents}"))
    return {key: Held(told, moment, frozenset(facets), terms) for key, told, moment, facets, terms in cursor.fetchall()}


def _named(sql: str, suffix: str = "", **parts: str) -> str:
    return sql.format(documents=DOCUMENTS + suffix, terms=TERMS + suffix, own=OWN, **parts)
