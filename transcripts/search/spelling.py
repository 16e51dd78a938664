"""What may have been meant by a search that found nothing, from the archive's own words."""

from __future__ import annotations

from .engines import Engine
from .query import Leaf, Query, Word, replace_leaves


def corrected(query: Query, engine: Engine) -> Query | None:
    """Return the query with unknown words replaced by similar known ones, or None where there is nothing to mend.

    Raises IndexUnusable.
    """
    if query.node is None:
        return None
    mended = replace_leaves(query.node, lambda leaf: _mended(leaf, engine))
    return None if mended == query.node else Query(mended, query.sort)


def _mended(leaf: Leaf, engine: Engine) -> Leaf:
    if not isinstance(leaf, Word) or len(leaf.tokens) != 1 or engine.knows(leaf.tokens[0]):
        return leaf
    similar = engine.similar(leaf.tokens[0])
    return Word(similar[0]) if similar else leaf
