"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ..moments import iso_utc
from .feed import Feed, FeedAuthor, FeedEntry

ENDING = "json"
VERSION = "https://jsonfeed.org/version/1.1"


def to_json_feed(feed: Feed) -> bytes:
    """Return a feed as a JSON object in UTF-8; `next_url` leads to older entries."""
    told: dict[str, object] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url(ENDING),
        "description": feed.about,
        "next_url": feed.url(ENDING, feed.leaf + 1) if feed.has_more else "",
        "authors": _authors([feed.author]),
    }
    items = [_item(entry) for entry in feed.entries]
    return json.dumps(_known(told) | {"items": items}, ensure_ascii=False, indent=1).encode()


def _item(entry: FeedEntry) -> dict[str, object]:
    return _known(
        {
            "id": entry.permalink,
            "url": entry.permalink,
            "title": entry.title,
            "content_html": entry.html,
            "summary": entry.summary,
            "date_published": iso_utc(entry.published),
            "date_modified": iso_utc(entry.updated),
            "authors": _authors(entry.authors),
            "tags": list(entry.tags),
        }
    )


def _authors(authors: Iterable[FeedAuthor]) -> list[dict[str, object]]:
    return [_known({"name": author.name, "url": author.url}) for author in authors]


def _known(told: dict[str, object]) -> dict[str, object]:
    """Return what is known: whatever is not stays away rather than empty."""
    return {name: value for name, value in told.items() if value}
