"""Feeds in Atom 1.0 (RFC 4287), for those who wait for what comes in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.views.decorators.http import conditional_page

from .. import search
from ..models import Archive
from ..publishing import Quote, Saying, plain, sayings_at
from ..search import Sort
from .limiting import SEARCH, limited
from .searching import asked_for

LATEST = 50
# Valid Unicode, but not in XML 1.0 (production 2, Char).
NOT_IN_XML = dict.fromkeys((0xFFFE, 0xFFFF))


class WholePosts(Atom1Feed):
    """A feed whose entries hold their posts whole."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write an entry: Django's own knows summaries only."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


@conditional_page
@limited(SEARCH)
def search_feed(request: HttpRequest) -> HttpResponseBase:
    """Give the latest posts that a search finds, newest first, whatever order it asks for."""
    query = search.parse(asked_for(request))
    results = search.find(search.sort_by(query, Sort.NEWEST), per_page=LATEST)
    typed = search.sort_by(query, Sort.BEST)
    feed = WholePosts(
        title=f"{Archive.current().name}: {typed or 'search'}".translate(NOT_IN_XML),
        link=_address("/search/", typed),
        description=None,
        feed_url=_address("/feeds/search.atom", typed),
        feed_guid=_address("/feeds/search.atom", typed),
    )
    for saying in sayings_at(hit.placement for hit in results.hits):
        add_entry(feed, saying)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def add_entry(feed: Atom1Feed, saying: Saying) -> None:
    """Add a post: its address is its id, for both last."""
    post = saying.post
    quote = Quote.of(post, settings.SITE_URL)
    feed.add_item(
        title=_plain(f"{post.author.name}: {Truncator(post.text).chars(80)}"),
        link=quote.permalink,
        description=None,  # type: ignore[arg-type]  # the content is no summary
        unique_id=quote.permalink,
        author_name=_plain(post.author.name),
        author_link=f"{settings.SITE_URL}{post.author.path}",
        pubdate=post.posted_at,
        updateddate=post.posted_at,
        categories=[_plain(saying.series_name)],
        content=_plain(quote.html),
    )


def _plain(text: str) -> str:
    return plain(text).translate(NOT_IN_XML)


def _address(path: str, typed: str) -> str:
    return f"{settings.SITE_URL}{path}?{urlencode({'q': typed})}"
