"""What snscrape saved of Twitter: a line a tweet, `content` in older versions, `rawContent` in newer ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection
from .json_fields import JsonObject, obj, objects, string
from .json_stream import first_objects, raw_text, read_json
from .tweet_json import tweet_records

_DEEPEST = 4
_KINDS = {"Photo": "photo", "Video": "video", "Gif": "animated_gif"}


class Snscrape:
    """Tweets of snscrape, and of twscrape, which took its names over."""

    name = "snscrape"
    title = "snscrape (Twitter, JSON lines)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head)
        return any(_is_tweet(value) for value in found)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        for found in read_json(stream):
            if isinstance(found, Rejection):
                yield found
            elif _is_tweet(found.value):
                yield from tweet_records(_as_tweet(found.value), found.position, raw_text(found), repost_by_text=True)


def _is_tweet(value: JsonObject) -> bool:
    has_text = isinstance(value.get("rawContent", value.get("content")), str)
    return has_text and "date" in value and "username" in obj(value.get("user"))


def _as_tweet(value: JsonObject, depth: int = 1) -> JsonObject:
    """`value` in the words of Twitter's API v1.1; `renderedContent` is shortened and not used."""
    user = obj(value.get("user"))
    tweet = {
        "id_str": value.get("id_str"),
        "id": value.get("id"),
        "created_at": value.get("date"),
        "full_text": string(value.get("rawContent")) or string(value.get("content")),
        "user": {
            "screen_name": user.get("username"),
            "name": user.get("displayname"),
            "id_str": user.get("id_str"),
            "id": user.get("id"),
            "followers_count": user.get("followersCount"),
        },
        "in_reply_to_status_id_str": value.get("inReplyToTweetId"),
        "in_reply_to_screen_name": obj(value.get("inReplyToUser")).get("username"),
        "lang": value.get("lang"),
        "favorite_count": value.get("likeCount"),
        "retweet_count": value.get("retweetCount"),
        "reply_count": value.get("replyCount"),
        "source": string(value.get("source")) or value.get("sourceLabel"),
        "entities": _entities(value),
        "extended_entities": {"media": _media(value.get("media"))},
    }
    inside = {"quoted_status": obj(value.get("quotedTweet")), "retweeted_status": obj(value.get("retweetedTweet"))}
    deeper = {name: _as_tweet(one, depth + 1) for name, one in inside.items() if one and depth < _DEEPEST}
    return {**tweet, **deeper, "quoted_status_id_str": inside["quoted_status"].get("id")}


def _entities(value: JsonObject) -> JsonObject:
    tags = value.get("hashtags")
    links = [{"url": link.get("tcourl"), "expanded_url": link.get("url")} for link in objects(value.get("links"))]
    return {
        "hashtags": [{"text": tag} for tag in tags] if isinstance(tags, list) else [],
        "user_mentions": [{"screen_name": user.get("username")} for user in objects(value.get("mentionedUsers"))],
        "urls": links or _older_links(value.get("tcooutlinks"), value.get("outlinks")),
    }


def _older_links(short: object, long: object) -> list[JsonObject]:
    if not (isinstance(short, list) and isinstance(long, list)) or len(short) != len(long):
        return []
    return [{"url": url, "expanded_url": leads_to} for url, leads_to in zip(short, long, strict=True)]


def _media(media: object) -> list[JsonObject]:
    """A list in snscrape; in twscrape an object of lists by kind."""
    by_kind = [(kind.rstrip("s").title(), objects(things)) for kind, things in obj(media).items()]
    listed = [(string(one.get("_type")).rpartition(".")[2], [one]) for one in objects(media)]
    return [_one_media(kind, one) for kind, things in (*listed, *by_kind) for one in things]


def _one_media(kind: str, one: JsonObject) -> JsonObject:
    address = one.get("fullUrl") or one.get("url") or one.get("previewUrl") or one.get("thumbnailUrl")
    films = [
        {"content_type": film.get("contentType"), "bitrate": film.get("bitrate"), "url": film.get("url")}
        for film in objects(one.get("variants"))
    ]
    return {
        "type": _KINDS.get(kind, "photo"),
        "media_url_https": address,
        "ext_alt_text": one.get("altText"),
        "video_info": {"variants": films},
    }
