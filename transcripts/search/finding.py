"""From what a visitor typed to a page of posts. The engine finds, the database decides what may be shown."""

from __future__ import annotations

import logging

from django.db.models import Prefetch

from ..models import Placement, Tweet
from .engines import Engine, IndexUnusable, Match, Matches, current_engine
from .parsing import parse
from .query import Query, unparse
from .results import Hit, SearchResults
from .spelling import corrected

log = logging.getLogger(__name__)

REBUILDING = "The search index is being rebuilt. Please try again in a while."
MOST_HITS = 10_000


def find(text: str, *, page: int = 1, per_page: int = 25) -> SearchResults:
    """Return a page of the public posts that match; pages beyond the last are the last. Never raises for any text.

    Of more than 10,000 posts the first 10,000 can be paged through; `total` counts them all.
    """
    query = parse(text)
    if query.node is None:
        return SearchResults(query)
    engine = current_engine()
    try:
        return _found(query, engine, max(page, 1), per_page)
    except IndexUnusable as error:
        log.error("%s Run `manage.py reindex`.", str(error))
        return SearchResults(query, note=REBUILDING)


def _found(query: Query, engine: Engine, page: int, per_page: int) -> SearchResults:
    matches = engine.find(query, min(page * per_page, MOST_HITS))
    pages = max(1, -(-min(matches.total, MOST_HITS) // per_page))
    page = min(page, pages)
    start = (page - 1) * per_page
    hits = _shown(query, matches.first[start : start + per_page])
    total = matches.total
    if len(hits) < min(per_page, total - start):
        matches = _public_matches(query, engine, page * per_page)
        hits, total = _shown(query, matches.first[start : start + per_page]), matches.total
    if not total:
        return SearchResults(query, did_you_mean=_did_you_mean(query, engine))
    pages = max(1, -(-min(total, MOST_HITS) // per_page))
    return SearchResults(query, tuple(hits), total, page, pages)


def _shown(query: Query, matches: tuple[Match, ...]) -> list[Hit]:
    """Read the posts of matches, leaving out those that nobody may see; a fixed number of queries."""
    placements = Placement.objects.filter(chat__published_at__isnull=False).order_by("chat__date", "pk")
    rows = (
        Tweet.objects.public()
        .filter(key__in=[match.key for match in matches])
        .select_related("author")
        .prefetch_related(Prefetch("placements", placements.select_related("chat__series", "question")))
    )
    # A chat may be withdrawn between the two queries.
    tweets = {tweet.key: tweet for tweet in rows if tweet.placements.all()}
    return [Hit(tweets[match.key], match.score, query) for match in matches if match.key in tweets]


def _public_matches(query: Query, engine: Engine, wanted: int) -> Matches:
    """Find again when the index lags behind: match for match only what may be shown, counted to the end."""
    matches = engine.find(query, MOST_HITS)
    keys = [match.key for match in matches.first]
    public: set[str] = set()
    for start in range(0, len(keys), 1_000):
        some = Tweet.objects.public().filter(key__in=keys[start : start + 1_000])
        public.update(some.values_list("key", flat=True))
    first = tuple(match for match in matches.first if match.key in public)
    return Matches(first[:wanted], matches.total - len(keys) + len(first))


def _did_you_mean(query: Query, engine: Engine) -> str:
    """Return a similar query that finds something anyone may see."""
    meant = corrected(query, engine)
    if meant is None or not _shown(meant, engine.find(meant, 25).first):
        return ""
    return unparse(meant)
