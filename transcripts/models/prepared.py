"""Rows that are asked for again and again by their keys: the query is put together once, and planned once.

For a page of hits, putting the query together (Django) and planning its joins (PostgreSQL) took longer by far than
reading the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet

Columns = tuple[Any, ...]
Key = int | str
# Keys are asked for in tens, the last one again and again, so that few queries do for any number of them.
STEP = 10
MOST = 100


class PreparedRows:
    """Columns of rows, as a queryset of `values_list` tells them, by the values of a field: their keys."""

    def __init__(self, rows: QuerySet[Any, Columns], field: str) -> None:
        self._rows = rows
        self._field = field
        self._queries: dict[int, _Query] = {}

    def among(self, keys: Sequence[Key]) -> list[Columns]:
        """Return the rows with one of the keys, in the order of the queryset; of more than 100, hundred by hundred."""
        return [row for start in range(0, len(keys), MOST) for row in self._of_some(keys[start : start + MOST])]

    def _of_some(self, keys: Sequence[Key]) -> list[Columns]:
        filled = [*keys, *repeat(keys[-1], -len(keys) % STEP)]
        if len(filled) not in self._queries:
            self._queries[len(filled)] = _Query(self._rows, self._field, len(filled))
        return self._queries[len(filled)].rows(filled)


class _Query:
    """A query for so many keys, as it was put together."""

    def __init__(self, rows: QuerySet[Any, Columns], field: str, keys: int) -> None:
        asking = rows.filter(**{f"{field}__in": range(keys)}).query
        # Of the connection that it was made for, the compiler only asks what kind of database it is.
        self._compiler = asking.get_compiler(connection=connection)
        self._sql, params = self._compiler.as_sql()
        # The condition that is added last comes last.
        self._params = params[:-keys]
        selected = [column for column, *_ in self._compiler.select[: self._compiler.col_count]]
        self._converters = self._compiler.get_converters(selected)

    def rows(self, keys: Sequence[Key]) -> list[Columns]:
        with _cursor() as cursor:
            cursor.execute(self._sql, (*self._params, *keys))
            return [tuple(row) for row in self._compiler.apply_converters(cursor.fetchall(), self._converters)]


def _cursor() -> CursorWrapper:
    """Return a cursor for a query that recurs: psycopg has the server keep its plan, which Django's cursors prevent."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    planned_once: Any = psycopg.Cursor(connection.connection)
    logged = connection.queries_logged
    return connection.make_debug_cursor(planned_once) if logged else connection.make_cursor(planned_once)
