"""Where feeds stand. Pure."""

from __future__ import annotations

from .feed import FeedAddress

ARCHIVE_FEED = FeedAddress("/feeds/chats")


def series_feed(slug: str) -> FeedAddress:
    """Return where the feed of a series stands."""
    return FeedAddress(f"/feeds/series/{slug}")


def person_feed(path: str) -> FeedAddress:
    """Return where the feed of a person stands, by the path of their page."""
    return FeedAddress(f"/feeds{path.rstrip('/')}")


def search_feed(typed: str) -> FeedAddress:
    """Return where the feed of a search stands."""
    return FeedAddress("/feeds/search", (("q", typed),))
