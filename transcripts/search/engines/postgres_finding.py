"""A stretch of the documents that match, in order, and how many there are in all.

Few are put in order all at once. Of many only those that stand in the stretch are read, by walking through the moments
from their end; the others are counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ..query import And, Node, Not, Sort, exactly, side_by_side
from . import base
from . import postgres_tables as tables
from .base import Matches
from .postgres_counting import count_matches, held
from .postgres_matching import Condition, condition, words_wanted

NOTHING = Condition("false", ())
# In one go, for there are few enough to put all in order; where more are to be expected, nothing is read.
FEW = """
    WITH expected AS (SELECT coalesce(max(own), 0) AS posts FROM {terms} WHERE {held}),
    found AS MATERIALIZED (
        SELECT key, moment, vector FROM {documents} WHERE {where} AND (SELECT posts FROM expected) <= %s LIMIT %s
    )
    SELECT (SELECT posts FROM expected), (SELECT count(*) FROM found), ARRAY(
        SELECT key FROM found WHERE (SELECT count(*) FROM found) <= %s ORDER BY {order} OFFSET %s LIMIT %s
    )
"""
WALK = "SELECT key FROM {documents} WHERE {where} ORDER BY moment {direction}, key {direction} OFFSET %s LIMIT %s"


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many of the documents that match, from the first-th on (from 0), in an order."""

    node: Node
    sort: Sort
    first: int
    count: int

    def found(self, cursor: Any) -> Matches:
        """Find it."""
        few = self._few(cursor, held(self.node))
        if few is not None:
            return few
        total = count_matches(cursor, self.node)
        few = self._few(cursor, NOTHING) if total <= base.MOST_RANKED else None
        return few or Matches(self._of_many(cursor), total)

    def _few(self, cursor: Any, expected: Condition) -> Matches | None:
        """Find and order all in one go; None where there are too many for that, or as many are expected."""
        where, order = condition(self.node), self._order()
        sql = FEW.format(
            documents=tables.DOCUMENTS, terms=tables.TERMS, held=expected.sql, where=where.sql, order=order.sql
        )
        most = base.MOST_RANKED
        limits = (most, most + 1, most)
        stretch = (self.first, self.count)
        cursor.execute(sql, [*expected.params, *where.params, *limits, *order.params, *stretch])
        told, total, keys = cursor.fetchone()
        return Matches(tuple(keys), total) if max(told, total) <= most else None

    def _order(self) -> Condition:
        if self.sort == Sort.OLDEST:
            return Condition("moment, key", ())
        words = words_wanted(self.node)
        if self.sort == Sort.NEWEST or not words:
            return Condition("moment DESC, key DESC", ())
        phrase = side_by_side(self.node)
        better = [condition(node) for node in (phrase, exactly(self.node)) if node]
        ranked = "".join(f"({one.sql}) DESC, " for one in better)
        params = [param for one in better for param in one.params]
        return Condition(f"{ranked}ts_rank(vector, %s::tsquery) DESC, moment DESC, key DESC", (*params, words))

    def _of_many(self, cursor: Any) -> tuple[str, ...]:
        exact = replace(self, node=exactly(self.node))
        if self.sort != Sort.BEST or exact == self:
            return self._walked(cursor)
        keys = exact._walked(cursor)
        if len(keys) == self.count:
            return keys
        before = max(self.first - count_matches(cursor, exact.node), 0)
        others = Stretch(And((self.node, Not(exact.node))), self.sort, before, self.count - len(keys))
        return keys + others._walked(cursor)

    def _walked(self, cursor: Any) -> tuple[str, ...]:
        where, direction = condition(self.node), "ASC" if self.sort == Sort.OLDEST else "DESC"
        sql = WALK.format(documents=tables.DOCUMENTS, where=where.sql, direction=direction)
        cursor.execute(sql, [*where.params, self.first, self.count])
        return tuple(key for (key,) in cursor.fetchall())
