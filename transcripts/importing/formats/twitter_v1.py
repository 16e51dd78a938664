"""Twitter API v1.1: what twarc 1, the search, streaming and premium APIs saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..records import DeletionRecord, ReadOptions, Record, Rejection
from .json_fields import JsonObject, obj, string
from .json_stream import JsonRecord, Wrapper, first_objects, raw_text, read_json
from .tweet_json import looks_like_a_tweet, tweet_records

_WRAPPER = Wrapper(
    lists=frozenset({"statuses", "results"}),
    beside=frozenset({"search_metadata", "requestParameters", "next"}),
)
_STREAM_CONTROL = frozenset(
    {"limit", "warning", "disconnect", "friends", "scrub_geo", "status_withheld", "user_withheld", "event"}
)


class TwitterV1:
    """Tweets with `user`, `id_str` and `text` or `full_text`, as lines, a list, or inside a search answer."""

    name = "twitter-v1"
    title = "Twitter API v1.1 (twarc, JSON)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head, _WRAPPER)
        if found:
            return any(looks_like_a_tweet(value) or "delete" in value for value in found)
        return (
            all(mark in head for mark in (b'"screen_name"', b'"created_at"', b'"user"')) and head.lstrip()[:1] in b"{["
        )

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        for found in _json(stream):
            if isinstance(found, Rejection):
                yield found
            else:
                yield from _records(found)


def _json(stream: BinaryIO) -> Iterator[JsonRecord | Rejection]:
    return read_json(stream, _WRAPPER)


def _records(found: JsonRecord) -> Iterator[Record]:
    if "delete" in found.value and "text" not in found.value:
        yield _deletion(found)
    elif not _is_control(found.value):
        yield from tweet_records(found.value, found.position, raw_text(found))


def _deletion(found: JsonRecord) -> DeletionRecord | Rejection:
    """The post that a stream said was deleted (`{"delete": {"status": {"id_str": …}}}`)."""
    deleted = string(obj(obj(found.value.get("delete")).get("status")).get("id_str"))
    if not deleted:
        return Rejection(found.position, "delete.status.id_str", "a deletion notice without the id of a post")
    return DeletionRecord("twitter", deleted, found.position)


def _is_control(value: JsonObject) -> bool:
    return len(value) <= 2 and not _STREAM_CONTROL.isdisjoint(value)
