"""Posts as a feed holds them: whole."""

from __future__ import annotations

from django.utils.text import Truncator

from ..directory import Saying
from ..quote import Quote
from ..tweet_html import plain
from .feed import FeedAuthor, FeedEntry

TITLE_LENGTH = 80


def post_entry(saying: Saying, site_url: str) -> FeedEntry:
    """Return a post; its words are never altered, so it is as of the moment at which it was written."""
    post = saying.post
    quote = Quote.of(post, site_url)
    return FeedEntry(
        permalink=quote.permalink,
        title=plain(f"{post.author.name}: {Truncator(post.text).chars(TITLE_LENGTH)}"),
        published=post.posted_at,
        updated=post.posted_at,
        html=plain(quote.html),
        authors=(FeedAuthor(post.author.name, f"{site_url}{post.author.path}"),),
        tags=(plain(saying.series_name),),
    )
