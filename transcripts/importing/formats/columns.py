"""Which column of a table means what: the names that tools and people give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id_str", "tweet_id", "status_id", "post_id", "tweetid", "imported_id", "id"),
    "text": ("full_text", "text", "tweet_text", "raw_content", "content", "tweet", "body", "post", "message"),
    "created_at": (
        *("created_at", "created", "posted_at", "published_at", "datetime", "date_time", "timestamp"),
        *("tweet_created_at", "tweet_date_utc", "date", "time"),
    ),
    "author": (
        *("user_screen_name", "screen_name", "from_user", "author.username", "author_handle", "user_username"),
        *("username", "handle", "twitter_name", "author_screen_name", "user", "author", "from", "vertex_1"),
    ),
    "author_name": (
        *("user_name", "author.name", "author_name", "from_user_name", "full_name", "real_name"),
        *("display_name", "name"),
    ),
    "author_id": ("from_user_id_str", "user_id_str", "author_id", "author.id", "user_id"),
    "followers": (*("user_followers_count", "followers_count", "author.public_metrics.followers_count", "followers"),),
    "url": (
        "tweet_url",
        "status_url",
        "permalink",
        "post_url",
        "tweet_link",
        "tweet_permalink",
        "twitter_page_for_tweet",
        "url",
        "link",
    ),
    "reply_to_id": (
        *("in_reply_to_status_id_str", "in_reply_to_status_id", "reply_to_status_id", "reply_to_sid"),
        *("referenced_tweets.replied_to.id", "in_reply_to_tweet_id", "in_reply_to_id", "reply_to_id", "in_reply_to"),
    ),
    "reply_to_handle": (
        *("in_reply_to_screen_name", "in_reply_to_username", "reply_to_screen_name", "reply_to_sn"),
        *("in_reply_to_user", "reply_to_user", "reply_to", "to_user"),
    ),
    "repost_of_id": (
        *("reweet_id", "retweet_id", "retweet_status_id", "retweeted_status_id"),
        *("referenced_tweets.retweeted.id", "retweeted_id"),
    ),
    "repost_of_handle": ("retweet_screen_name", "retweeted_username", "retweeted_screen_name", "retweeted_user"),
    "repost_text": ("retweet_text", "retweeted_text"),
    "is_repost": ("is_retweet",),
    "quote_of_id": ("quoted_status_id_str", "quoted_status_id", "referenced_tweets.quoted.id", "quoted_id"),
    "versions": ("edit_history_tweet_ids",),
    "withheld": ("withheld.country_codes", "withheld_in_countries"),
    "entities": ("entities_str",),
    "lang": ("lang", "language", "iso_language_code", "iso_language"),
    "likes": ("favorite_count", "public_metrics.like_count", "like_count", "likes", "favorites", "favourites"),
    "reposts": ("retweet_count", "public_metrics.retweet_count", "retweets", "reposts"),
    "replies": ("reply_count", "public_metrics.reply_count", "replies"),
    "hashtags": ("hashtags", "entities.hashtags", "tags"),
    "short_links": ("urls_t.co",),
    "links": ("urls_expanded_url", "expanded_urls", "expanded_url", "entities.urls", "urls", "links", "link(s)"),
    "media": ("media_url", "media_expanded_url", "media"),
    "truncated": ("truncated",),
    "app": ("source", "status_source", "source_label", "app"),
}
"""What a column may be called, the most telling name first; case, spaces and punctuation do not matter.

Sources of the names: twarc json2csv (with its misspelt `reweet_id`), twarc-csv, TAGS, rtweet, twitteR, Twitter
Archiver, NodeXL, and what people type.
"""

_REMEMBERED = 256
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each known field among a table's columns."""

    places: Mapping[str, int]

    def has(self, field: str) -> bool:
        return field in self.places

    @property
    def tell_posts(self) -> bool:
        """Whether a row with these names over it can be the header of a table of posts."""
        return self.has("text") and any(self.has(field) for field in ("id", "created_at", "author", "url"))


class UnknownColumnError(Exception):
    """A person named a column, or a field, that is not there; the message is one sentence."""


def recognise_columns(header: Sequence[str], told: Mapping[str, str]) -> Columns:
    """The fields of `header`: what a person told (field to column name) first, known names for the rest.

    Of columns of the same name the last counts, as in twarc's files with two `user_screen_name`. Raises
    UnknownColumnError when a told column is not in the header.
    """
    return _recognised(tuple(header), tuple(told.items()))


@lru_cache(maxsize=_REMEMBERED)
def _recognised(header: tuple[str, ...], told: tuple[tuple[str, str], ...]) -> Columns:
    places = {_squeezed(name): place for place, name in enumerate(header)}
    found = {field: _told_place(field, name, places) for field, name in told}
    taken = set(found.values())
    for field, names in NAMES.items():
        place = next((places[_squeezed(name)] for name in names if _squeezed(name) in places), None)
        if field not in found and place is not None and place not in taken:
            found[field] = place
    return Columns(found)


def _told_place(field: str, name: str, places: Mapping[str, int]) -> int:
    if field not in NAMES:
        raise UnknownColumnError(f"there is no field “{field}”; the fields are {', '.join(NAMES)}")
    if _squeezed(name) not in places:
        raise UnknownColumnError(f"there is no column “{name}” for {field}")
    return places[_squeezed(name)]


def _squeezed(name: str) -> str:
    return _NOT_IN_A_NAME.sub("", name.casefold())
