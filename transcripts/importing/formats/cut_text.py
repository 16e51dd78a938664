"""Texts that reached their file cut: how Twitter's own programs shortened a tweet that was too long for them.

Retweets by hand and by the first retweet button lost what passed 140 characters. From September 2016 on, tweets longer
than 140 (later 280) characters end with “…” and a link to themselves in answers of the old kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from ..records import Link

_END = "…"
_OLD_END = "..."
_LIMIT = 140
_SHORTEST_FULL = 136
_LONGER_TWEETS_SINCE = datetime(2016, 9, 19, tzinfo=UTC)
_LINK_TO_ITSELF = re.compile(r"(?:…|\.\.\.)\s*https://t\.co/\w{10}$")
_SHOWN_LINK_TO_ITSELF = re.compile(r"…\s*(?:https?://)?twitter\.com/i/web/status/\d*…?$")
_ITSELF = "twitter.com/i/web/status/"


def is_cut_repost(text: str) -> bool:
    """Whether the text of a retweet, “RT @handle: ” and all, has lost its end."""
    end = text.rstrip()
    return end.endswith(_END) or (end.endswith(_OLD_END) and _LIMIT - 1 <= len(end) <= _LIMIT)


def ends_with_link_to_itself(text: str, links: Iterable[Link], tweet_id: str) -> bool:
    """Whether the last link of a tweet leads to the tweet itself, where its rest is."""
    end = text.rstrip()
    return any(link.shown and end.endswith(link.shown) and f"{_ITSELF}{tweet_id}" in link.url for link in links)


def looks_cut(text: str, posted_at: datetime | None = None) -> bool:
    """Whether a tweet of which only the text is known ends as those do that link to themselves."""
    end = text.rstrip()
    if _SHOWN_LINK_TO_ITSELF.search(end):
        return True
    is_full = _SHORTEST_FULL <= len(end) <= _LIMIT and posted_at is not None and posted_at >= _LONGER_TWEETS_SINCE
    return is_full and _LINK_TO_ITSELF.search(end) is not None
