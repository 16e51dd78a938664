"""From what a visitor typed to a page of posts. The engine finds, the database decides what may be shown."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..models import Placement, PreparedRows, Tweet
from .documents import BATCH, batches
from .engines import Engine, IndexUnusable, Matches, current_engine
from .facets import Facet, facets_from
from .parsing import parse
from .query import In, Query, unparse
from .results import Hit, SearchResults
from .spelling import corrected

log = logging.getLogger(__name__)

OUT_OF_ORDER = "The search does not work at the moment. Please try again in a while."
MOST_HITS = 10_000
MOST_VALUES = 20
MOST_TRIED = 25
STANDING = ("pk", "tweet__key", "chat__series__slug", "chat__address", "chat__date")


def find(text: str, *, page: int = 1, per_page: int = 25, telling: tuple[str, ...] = ()) -> SearchResults:
    """Return a page of the public posts that match; pages beyond the last are the last. Never raises for any text.

    Of more than 10,000 posts the first 10,000 can be paged through; `total` counts them all. `telling` names columns of
    placements, `by_host` among them, that each hit shall bring along, which spares whoever shows it another query.
    """
    query = parse(text)
    if query.node is None:
        return SearchResults(query)
    try:
        return _found(_Search(query, current_engine(), per_page, telling), max(page, 1))
    except IndexUnusable as error:
        log.error("%s Run `manage.py reindex`.", str(error))
        return SearchResults(query, note=OUT_OF_ORDER)


def count_facets(text: str, *, most: int = MOST_VALUES) -> tuple[Facet, ...]:
    """Count all that `find` finds by series, year, person, place in the chat, and links or media.

    Returns at most so many values of each, those with most posts; none where there is no sound index.
    """
    query = parse(text)
    try:
        counts = current_engine().facets(query, most)
        return facets_from(query, ((term.text, term.posts) for term in counts))
    except (IndexUnusable, ValueError):  # of damaged files come kinds and values there are none of
        return ()


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for, by which engine, how many posts make a page, and what is to be told of each."""

    query: Query
    engine: Engine
    per_page: int
    telling: tuple[str, ...]

    def pages(self, total: int) -> int:
        return max(1, -(-min(total, MOST_HITS) // self.per_page))

    def matches(self, page: int) -> Matches:
        return self.engine.find(self.query, (page - 1) * self.per_page, self.per_page)


def _found(search: _Search, page: int) -> SearchResults:
    page = min(page, search.pages(MOST_HITS))
    matches = search.matches(page)
    if matches.total and not matches.keys:
        page = search.pages(matches.total)
        matches = search.matches(page)
    hits = _shown(search, matches.keys)
    if len(hits) < len(matches.keys):
        return _found_among_public(search, page)
    if not matches.total:
        return SearchResults(search.query, did_you_mean=_did_you_mean(search))
    return SearchResults(search.query, hits, matches.total, page, search.pages(matches.total))


def _shown(search: _Search, keys: Sequence[str]) -> tuple[Hit, ...]:
    """Look up where posts stand, leaving out those that nobody may see; one query."""
    asked_for = {leaf for leaf in search.query.leaves() if isinstance(leaf, In)}
    first: dict[str, Hit] = {}
    where_asked: dict[str, Hit] = {}
    for row, key, slug, address, day, *told in _standing(search.telling).among(keys):
        hit = Hit(key, row, tuple(told))
        first.setdefault(key, hit)
        if asked_for and asked_for & {In(slug), In(slug, address), In(slug, day.isoformat())}:
            where_asked.setdefault(key, hit)
    places = first | where_asked
    return tuple(places[key] for key in keys if key in places)


@cache
def _standing(telling: tuple[str, ...]) -> PreparedRows:
    """Return what is read of public placements by the keys of their posts, the earliest first."""
    public = Placement.objects.public().telling_hosts().earliest_chat_first()
    return PreparedRows(public.values_list(*STANDING, *telling), "tweet__key")


def _found_among_public(search: _Search, page: int) -> SearchResults:
    """Find again when the index lags behind: the first 10,000 matches without those that may not be shown."""
    matches = search.engine.find(search.query, 0, MOST_HITS)
    public = _public(matches.keys)
    keys = [key for key in matches.keys if key in public]
    total = matches.total - len(matches.keys) + len(keys)
    if not total:
        return SearchResults(search.query, did_you_mean=_did_you_mean(search))
    page = min(page, search.pages(total))
    hits = _shown(search, keys[(page - 1) * search.per_page : page * search.per_page])
    return SearchResults(search.query, hits, total, page, search.pages(total))


def _public(keys: Sequence[str]) -> set[str]:
    public: set[str] = set()
    for some in batches(keys, BATCH):
        public.update(Tweet.objects.public().filter(key__in=some).values_list("key", flat=True))
    return public


def _did_you_mean(search: _Search) -> str:
    """Return a similar query that finds something anyone may see."""
    meant = corrected(search.query, search.engine)
    if meant is None or not _public(search.engine.find(meant, 0, MOST_TRIED).keys):
        return ""
    return unparse(meant)
