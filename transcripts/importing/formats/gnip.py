"""Gnip's and Twitter's enterprise exports: activities with a `body` and an `actor`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection
from .json_fields import JsonObject, obj, string
from .json_stream import JsonRecord, Wrapper, first_objects, raw_text, read_json
from .status_urls import status_url
from .tweet_json import tweet_records

_WRAPPER = Wrapper(lists=frozenset({"results"}), beside=frozenset({"next", "requestParameters"}))
_DEEPEST = 4


class Gnip:
    """Tweets as activity streams, as lines, a list, or in a search answer."""

    name = "gnip"
    title = "Gnip activity streams (Twitter, JSON)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head, _WRAPPER)
        return any(_is_activity(value) for value in found)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        for found in _json(stream):
            if isinstance(found, Rejection):
                yield found
            elif _is_activity(found.value):
                yield from tweet_records(_as_tweet(found.value), found.position, raw_text(found))


def _json(stream: BinaryIO) -> Iterator[JsonRecord | Rejection]:
    return read_json(stream, _WRAPPER)


def _is_activity(value: JsonObject) -> bool:
    return "body" in value and "preferredUsername" in obj(value.get("actor"))


def _as_tweet(activity: JsonObject, depth: int = 1) -> JsonObject:
    """`activity` in the words of Twitter's API v1.1."""
    answered = status_url(string(obj(activity.get("inReplyTo")).get("link")))
    long = obj(activity.get("long_object"))
    tweet = {
        "id_str": _last_part(activity.get("id")),
        "created_at": activity.get("postedTime"),
        "full_text": activity.get("body"),
        "user": _user(obj(activity.get("actor"))),
        "in_reply_to_status_id_str": answered.tweet_id if answered else None,
        "in_reply_to_screen_name": answered.handle if answered else None,
        "lang": activity.get("twitter_lang"),
        "favorite_count": activity.get("favoritesCount"),
        "retweet_count": activity.get("retweetCount"),
        "source": obj(activity.get("generator")).get("displayName"),
        "entities": activity.get("twitter_entities"),
        "extended_entities": activity.get("twitter_extended_entities"),
        "extended_tweet": {
            "full_text": long.get("body"),
            "entities": long.get("twitter_entities"),
            "extended_entities": long.get("twitter_extended_entities"),
        },
    }
    shared = obj(activity.get("object")) if activity.get("verb") == "share" else {}
    inside = {"quoted_status": obj(activity.get("twitter_quoted_status")), "retweeted_status": shared}
    return tweet | {name: _as_tweet(one, depth + 1) for name, one in inside.items() if one and depth < _DEEPEST}


def _user(actor: JsonObject) -> JsonObject:
    return {
        "screen_name": actor.get("preferredUsername"),
        "name": actor.get("displayName"),
        "id_str": _last_part(actor.get("id")),
        "followers_count": actor.get("followersCount"),
    }


def _last_part(identifier: object) -> str:
    return string(identifier).rpartition(":")[2]
