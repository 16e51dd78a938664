"""From what a visitor typed to a page of posts. The engine finds, the database decides what may be shown."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from ..models import Placement, Tweet
from .documents import BATCH, batches
from .engines import Engine, IndexUnusable, current_engine
from .facets import Facet, facets_from
from .parsing import parse
from .query import In, Query, unparse
from .results import Hit, SearchResults
from .spelling import corrected

log = logging.getLogger(__name__)

REBUILDING = "The search index is being rebuilt. Please try again in a while."
MOST_HITS = 10_000
MOST_VALUES = 20
MOST_TRIED = 25
STANDING = ("pk", "tweet__key", "chat__series__slug", "chat__address", "chat__date")


def find(text: str, *, page: int = 1, per_page: int = 25) -> SearchResults:
    """Return a page of the public posts that match; pages beyond the last are the last. Never raises for any text.

    Of more than 10,000 posts the first 10,000 can be paged through; `total` counts them all.
    """
    query = parse(text)
    if query.node is None:
        return SearchResults(query)
    try:
        return _found(query, current_engine(), max(page, 1), per_page)
    except IndexUnusable as error:
        log.error("%s Run `manage.py reindex`.", str(error))
        return SearchResults(query, note=REBUILDING)


def count_facets(text: str, *, most: int = MOST_VALUES) -> tuple[Facet, ...]:
    """Count all that `find` finds by series, year, person, place in the chat, and links or media.

    Returns at most so many values of each, those with most posts; none where there is no sound index.
    """
    query = parse(text)
    try:
        counts = current_engine().facets(query, most)
    except IndexUnusable:
        return ()
    return facets_from(query, ((term.text, term.posts) for term in counts))


def _found(query: Query, engine: Engine, page: int, per_page: int) -> SearchResults:
    page = min(page, _pages(MOST_HITS, per_page))
    matches = engine.find(query, (page - 1) * per_page, per_page)
    if matches.total and not matches.keys:
        page = _pages(matches.total, per_page)
        matches = engine.find(query, (page - 1) * per_page, per_page)
    hits = _shown(query, matches.keys)
    if len(hits) < len(matches.keys):
        return _found_among_public(query, engine, page, per_page)
    if not matches.total:
        return SearchResults(query, did_you_mean=_did_you_mean(query, engine))
    return SearchResults(query, hits, matches.total, page, _pages(matches.total, per_page))


def _pages(total: int, per_page: int) -> int:
    return max(1, -(-min(total, MOST_HITS) // per_page))


def _shown(query: Query, keys: Sequence[str]) -> tuple[Hit, ...]:
    """Look up where posts stand, leaving out those that nobody may see; one query."""
    asked_for = frozenset(query.leaves())
    rows = Placement.objects.public().filter(tweet__key__in=keys).earliest_chat_first().values_list(*STANDING)
    first: dict[str, int] = {}
    where_asked: dict[str, int] = {}
    for row, key, slug, address, day in rows:
        first.setdefault(key, row)
        if not asked_for.isdisjoint((In(slug), In(slug, address), In(slug, day.isoformat()))):
            where_asked.setdefault(key, row)
    places = first | where_asked
    return tuple(Hit(key, places[key]) for key in keys if key in places)


def _found_among_public(query: Query, engine: Engine, page: int, per_page: int) -> SearchResults:
    """Find again when the index lags behind: the first 10,000 matches without those that may not be shown."""
    matches = engine.find(query, 0, MOST_HITS)
    public = _public(matches.keys)
    keys = [key for key in matches.keys if key in public]
    total = matches.total - len(matches.keys) + len(keys)
    if not total:
        return SearchResults(query, did_you_mean=_did_you_mean(query, engine))
    page = min(page, _pages(total, per_page))
    hits = _shown(query, keys[(page - 1) * per_page : page * per_page])
    return SearchResults(query, hits, total, page, _pages(total, per_page))


def _public(keys: Sequence[str]) -> set[str]:
    public: set[str] = set()
    for some in batches(keys, BATCH):
        public.update(Tweet.objects.public().filter(key__in=some).values_list("key", flat=True))
    return public


def _did_you_mean(query: Query, engine: Engine) -> str:
    """Return a similar query that finds something anyone may see."""
    meant = corrected(query, engine)
    if meant is None or not _public(engine.find(meant, 0, MOST_TRIED).keys):
        return ""
    return unparse(meant)
