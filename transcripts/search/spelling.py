"""What may have been meant by a search that found nothing, from the archive's own words, people and hashtags."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .documents import mark_of
from .engines import Engine
from .query import From, Leaf, Mention, Query, Tag, To, Word, replace_leaves
from .stemming import forms

# A typing error is a letter too many, too few, wrong, or two swapped; longer words may hold two.
LONG = 5
MOST_COMPARED = 50_000


def corrected(query: Query, engine: Engine) -> Query | None:
    """Return the query with unknown words replaced by similar known ones, or None where there is nothing to mend.

    Raises IndexUnusable.
    """
    if query.node is None:
        return None
    mended = replace_leaves(query.node, lambda leaf: _mended(leaf, engine))
    return None if mended == query.node else Query(mended, query.sort)


def _mended(leaf: Leaf, engine: Engine) -> Leaf:
    match leaf:
        case Word() if len(leaf.tokens) == 1:
            word = leaf.tokens[0]
            return leaf if engine.counts(forms(word)) else Word(_nearest("", word, engine) or leaf.text)
        case Tag(name):
            return Tag(_known("#", mark_of(leaf), engine) or name)
        case From(handle) | To(handle) | Mention(handle):
            sign = mark_of(leaf).removesuffix(handle)
            return type(leaf)(_known(sign, mark_of(leaf), engine) or handle)
    return leaf


def _known(sign: str, mark: str, engine: Engine) -> str:
    """Return what may have been meant by a mark that no post bears, without its sign; empty for one that some bear."""
    return "" if engine.counts([mark]) else _nearest(sign, mark.removeprefix(sign), engine)


def _nearest(sign: str, word: str, engine: Engine) -> str:
    """Return the known word that begins alike and has the fewest errors, of those the most frequent; or nothing."""
    known = engine.terms(sign + word[:1], MOST_COMPARED)
    texts = [term.text.removeprefix(sign) for term in known]
    near = process.extract(word, texts, scorer=OSA.distance, score_cutoff=2 if len(word) >= LONG else 1, limit=None)
    return min(near, key=lambda found: (found[1], -known[found[2]].posts), default=("",))[0]
