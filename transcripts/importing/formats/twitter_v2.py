"""Twitter API v2: the pages that twarc 2 and others saved, single answers, streams, and twarc's flattened lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from ..records import DeletionRecord, PostRecord, ReadOptions, Record, Rejection, UnreadableFile
from .json_fields import JsonObject, digits, obj, objects, string
from .json_stream import JsonRecord, first_objects, raw_text, read_json
from .snowflake import is_snowflake
from .timestamps import parse_stamp
from .tweet_v2 import Beside, v2_records

_BESIDE_DATA = frozenset({"includes", "__twarc", "matching_rules"})
_OF_A_TWEET = frozenset({"public_metrics", "conversation_id", "edit_history_tweet_ids", "referenced_tweets"})
_FIRST_SNOWFLAKE_DAY = datetime(2010, 11, 5, tzinfo=UTC)
_HIGHEST_EARLY_ACCOUNT = 220_000_000
_NO_POSTS = (
    "it holds no posts but something else, such as accounts, lists or counts; export the posts themselves, "
    "for instance with “twarc2 search” or “twarc2 timeline”."
)
_LONG_PAGE = re.compile(rb'\s*\[?\s*\{\s*"(?:data|includes|meta|errors|__twarc)"\s*:')
_MARK_OF_V2 = re.compile(rb'"(?:author_id|public_metrics|edit_history_tweet_ids|conversation_id|pinned_tweet_id)"\s*:')


class TwitterV2:
    """Pages of `data` with `includes`, one tweet in `data`, or flattened tweets with their `author` inside."""

    name = "twitter-v2"
    title = "Twitter API v2 (twarc2, JSON)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head)
        if found:
            return any(_is_page(value) or _is_flattened(value) or _is_notice(value) for value in found)
        return bool(_LONG_PAGE.match(head) and _MARK_OF_V2.search(head))

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        nothing = True
        for record in _records(stream):
            nothing = False
            yield record
        if nothing:
            raise UnreadableFile(_NO_POSTS)


def _records(stream: BinaryIO) -> Iterator[Record]:
    ordinal = 1
    for found in read_json(stream):
        if isinstance(found, Rejection):
            yield found
        elif _is_notice(found.value):
            yield _noticed(found)
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


def _noticed(found: JsonRecord) -> DeletionRecord | Rejection:
    of_stream = obj(obj(obj(found.value.get("data")).get("delete")).get("tweet"))
    told = of_stream or found.value
    deleted = digits(told.get("id"))
    if not deleted or not (of_stream or told.get("action") == "delete"):
        return Rejection(found.position, "action", "notice of something else than a deletion")
    if not (of_stream or _can_be_a_tweet(told)):
        return Rejection(found.position, "id", "notice about an account, not about a post")
    return DeletionRecord("twitter", deleted, found.position)


def _can_be_a_tweet(notice: JsonObject) -> bool:
    """Whether a compliance job's notice can be of a tweet: those of accounts look the same and name another's number.

    An id that tells a time is nobody's twice. Of older ones, no account had so high an id before ids told the time,
    and no tweet was given so low an id after.
    """
    tweet_id, stamp = digits(notice.get("id")), parse_stamp(string(notice.get("created_at")))
    if is_snowflake(tweet_id):
        return True
    before_snowflakes = stamp is None or stamp.in_utc(UTC) < _FIRST_SNOWFLAKE_DAY
    return before_snowflakes and int(tweet_id[:20]) > _HIGHEST_EARLY_ACCOUNT


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
