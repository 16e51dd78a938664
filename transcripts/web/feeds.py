"""Feeds: what a page lists, for those who wait for what comes in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import conditional_page

from .. import search
from ..publishing import FEEDS, PER_LEAF, Feed, feed_of_chats, feed_of_person, feed_of_search, to_calendar
from ..publishing import person_feed as feed_at
from ..search import Sort
from .limiting import SEARCH, limited
from .listing import unlisted
from .pages import find_series
from .people import find_current
from .permanent import permanent
from .searching import asked_for, page_number


@conditional_page
def archive_feed(request: HttpRequest, format: str) -> HttpResponseBase:
    """Give the chats that were published last."""
    return _written(feed_of_chats(leaf=page_number(request)), format)


@conditional_page
@permanent
def series_feed(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    """Give the chats of a series that were published last."""
    return _written(feed_of_chats(find_series(slug), page_number(request)), format)


@conditional_page
@permanent
def series_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the chats of a series, and those it announced, as a calendar to subscribe to."""
    return unlisted(HttpResponse(to_calendar(find_series(slug)), content_type="text/calendar; charset=utf-8"))


@conditional_page
@permanent
def person_feed(request: HttpRequest, network: str, handle: str, format: str) -> HttpResponseBase:
    """Give what somebody said last; a former handle leads to the feed of today's."""
    accounts = find_current(network, handle, lambda path: feed_at(path).of(format))
    return _written(feed_of_person(accounts, page_number(request)), format)


@conditional_page
@limited(SEARCH)
def search_feed(request: HttpRequest, format: str) -> HttpResponseBase:
    """Give the latest posts that a search finds, newest first, whatever order it asks for."""
    query = search.parse(asked_for(request))
    newest = search.sort_by(query, Sort.NEWEST)
    results = search.find(newest, page=page_number(request), per_page=PER_LEAF)
    feed = feed_of_search(
        search.sort_by(query, Sort.BEST),
        (hit.placement for hit in results.hits),
        results.page,
        has_more=results.page < results.pages,
    )
    return _written(feed, format)


def _written(feed: Feed, format: str) -> HttpResponseBase:
    """Return a feed in a format; raises Http404 for a format there is none of."""
    if format not in FEEDS:
        raise Http404
    known = FEEDS[format]
    return unlisted(HttpResponse(known.write(feed), content_type=f"{known.media_type}; charset=utf-8"))
