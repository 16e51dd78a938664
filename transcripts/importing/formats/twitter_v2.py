"""Twitter API v2: the pages that twarc 2 and others saved, single answers, streams, and twarc's flattened lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from ..records import DeletionRecord, PostRecord, ReadOptions, Record, Rejection
from .json_fields import JsonObject, obj, objects, string
from .json_stream import JsonRecord, raw_text, read_json
from .tweet_v2 import Beside, v2_records

_LOOKED_AT = 20
_BESIDE_DATA = frozenset({"includes", "__twarc", "matching_rules"})
_OF_A_TWEET = frozenset({"public_metrics", "conversation_id", "edit_history_tweet_ids", "referenced_tweets"})
_LONG_PAGE = re.compile(rb'\s*\[?\s*\{\s*"(?:data|includes|meta|errors|__twarc)"\s*:')
_MARK_OF_V2 = re.compile(rb'"(?:author_id|public_metrics|edit_history_tweet_ids|conversation_id|pinned_tweet_id)"\s*:')


class TwitterV2:
    """Pages of `data` with `includes`, one tweet in `data`, or flattened tweets with their `author` inside."""

    name = "twitter-v2"
    title = "Twitter API v2 (twarc2, JSON)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = [r.value for r in islice(read_json(BytesIO(head)), _LOOKED_AT) if isinstance(r, JsonRecord)]
        if found:
            return any(_is_page(value) or _is_flattened(value) or _is_notice(value) for value in found)
        return bool(_LONG_PAGE.match(head) and _MARK_OF_V2.search(head))

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        ordinal = 1
        for found in read_json(stream):
            if isinstance(found, Rejection):
                yield found
            elif deleted := _deleted_id(found.value):
                yield DeletionRecord("twitter", deleted, found.position)
            elif _is_notice(found.value):
                yield Rejection(found.position, "action", "notice of something else than a deletion")
            elif "data" in found.value:
                yield from _page_records(found, ordinal)
                ordinal += len(_tweets_of(found.value))
            elif "text" in found.value:
                yield from v2_records(found.value, _beside(found.value), ordinal, raw_text(found))
                ordinal += 1


def _is_page(value: JsonObject) -> bool:
    """An answer of the API: with tweets, with something else (users, counts, lists), or with nothing."""
    if "data" not in value:
        return "__twarc" in value or "result_count" in obj(value.get("meta"))
    answers = _BESIDE_DATA & value.keys() or "result_count" in obj(value.get("meta"))
    return bool(answers) or any("author_id" in tweet or _OF_A_TWEET & tweet.keys() for tweet in _tweets_of(value))


def _is_flattened(value: JsonObject) -> bool:
    if not (isinstance(value.get("text"), str) and "id" in value and "user" not in value):
        return False
    author = value.get("author")
    return "username" in obj(author) or (author is None and "author_id" in value and bool(_OF_A_TWEET & value.keys()))


def _is_notice(value: JsonObject) -> bool:
    """What a compliance job answers of a post, or the compliance stream tells."""
    of_a_job = {"id", "action", "reason"} <= value.keys() and "text" not in value
    return of_a_job or "tweet" in obj(obj(value.get("data")).get("delete"))


def _deleted_id(value: JsonObject) -> str:
    """The id of a post that a notice says was deleted, if it is one."""
    if not _is_notice(value):
        return ""
    told = value if value.get("action") == "delete" else obj(obj(obj(value.get("data")).get("delete")).get("tweet"))
    return string(told.get("id"))


def _tweets_of(page: JsonObject) -> list[JsonObject]:
    data = page.get("data")
    answers = [data] if isinstance(data, dict) else objects(data)
    return [answer for answer in answers if "text" in answer]


def _page_records(found: JsonRecord, ordinal: int) -> Iterator[PostRecord | Rejection]:
    """The tweets of a page, counted on from `ordinal`; the raw record of each is a page with it alone."""
    page = found.value
    beside = _beside(page)
    for place, tweet in enumerate(_tweets_of(page)):
        raw = raw_text(found) if isinstance(page["data"], dict) else json.dumps(_page_of(tweet, page, beside))
        yield from v2_records(tweet, beside, ordinal + place, raw)


def _beside(page: JsonObject) -> Beside:
    includes = obj(page.get("includes"))
    return Beside(
        users=_by(includes.get("users"), "id"),
        tweets=_by(includes.get("tweets"), "id") | {string(tweet.get("id")): tweet for tweet in _tweets_of(page)},
        media=_by(includes.get("media"), "media_key"),
    )


def _by(things: object, key: str) -> dict[str, JsonObject]:
    return {string(thing.get(key)): thing for thing in objects(things)}


def _page_of(tweet: JsonObject, page: JsonObject, beside: Beside) -> JsonObject:
    """`page` with nothing but `tweet` and what `tweet` refers to."""
    referred = [beside.referred(reference) for reference in objects(tweet.get("referenced_tweets"))]
    told = [tweet, *(other for other in (*referred, beside.newest(tweet)) if other and other is not tweet)]
    users = [user for one in told for user in (beside.author_of(one), beside.answered_by(one)) if user]
    includes = {
        "users": _each_once(users, "id"),
        "tweets": _each_once(told[1:], "id"),
        "media": _each_once([picture for one in told for picture in beside.pictures_of(one)], "media_key"),
    }
    return {
        "data": tweet,
        "includes": {name: things for name, things in includes.items() if things},
        **{name: page[name] for name in ("__twarc",) if name in page},
    }


def _each_once(things: list[JsonObject], key: str) -> list[JsonObject]:
    return list({string(thing.get(key)): thing for thing in things}.values())
