"""Feeds, for those who wait for what comes in: of the archive, a series, a person, a search.

Each is one `Feed`, whatever it is of; one file writes it in a format, and one line here names that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..links import PageLink
from .addresses import ARCHIVE_FEED, person_feed, search_feed, series_feed
from .as_atom import to_atom
from .as_json_feed import to_json_feed
from .calendar import calendar_link, to_calendar
from .feed import Feed, FeedAddress
from .reading import PER_LEAF, feed_of_chats, feed_of_person, feed_of_search

__all__ = [
    "ARCHIVE_FEED",
    "FEEDS",
    "PER_LEAF",
    "Feed",
    "FeedFormat",
    "calendar_link",
    "feed_links",
    "feed_of_chats",
    "feed_of_person",
    "feed_of_search",
    "person_feed",
    "search_feed",
    "series_feed",
    "to_calendar",
]


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """A format that feed readers take: its title, its media type, and how it is written."""

    title: str
    media_type: str
    write: Callable[[Feed], bytes]


FEEDS = {
    "atom": FeedFormat("Atom", "application/atom+xml", to_atom),
    "json": FeedFormat("JSON Feed", "application/feed+json", to_json_feed),
}


def feed_links(address: FeedAddress) -> list[PageLink]:
    """Return links to a feed in each format, for the page that shows the same."""
    return [PageLink(one.title, one.media_type, address.of(ending)) for ending, one in FEEDS.items()]
