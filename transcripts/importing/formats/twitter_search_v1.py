"""Twitter's first search API, 2009 to 2012: answers with `results`, each with a `from_user`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection
from .json_fields import JsonObject
from .json_stream import JsonRecord, Wrapper, first_objects, raw_text, read_json
from .tweet_json import tweet_records

_WRAPPER = Wrapper(
    lists=frozenset({"results"}),
    beside=frozenset(
        {"max_id", "max_id_str", "since_id", "since_id_str", "refresh_url", "next_page", "previous_page"}
        | {"results_per_page", "page", "completed_in", "query", "warning", "total"}
    ),
)


class TwitterSearchV1:
    """Search answers, or their `results` as a list or lines; it tells no counts and no original of a retweet."""

    name = "twitter-search-v1"
    title = "Twitter search of 2009–2012 (JSON)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head, _WRAPPER)
        return any(_is_result(value) for value in found)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        for found in _json(stream):
            if isinstance(found, Rejection):
                yield found
            else:
                yield from tweet_records(_as_tweet(found.value), found.position, raw_text(found), repost_by_text=True)


def _json(stream: BinaryIO) -> Iterator[JsonRecord | Rejection]:
    return read_json(stream, _WRAPPER)


def _is_result(value: JsonObject) -> bool:
    """`archivesource` is TwapperKeeper's, which kept such results in its own way."""
    return {"from_user", "text", "id", "profile_image_url"} <= value.keys() and not (
        {"archivesource", "status_url", "user"} & value.keys()
    )


def _as_tweet(result: JsonObject) -> JsonObject:
    """`result` in the words of the later API. Its user ids are not the true ones before November 2011: left out."""
    return {
        **{name: result.get(name) for name in ("id_str", "id", "text", "created_at", "source", "entities")},
        "user": {"screen_name": result.get("from_user"), "name": result.get("from_user_name")},
        "in_reply_to_screen_name": result.get("to_user"),
        "in_reply_to_status_id_str": result.get("in_reply_to_status_id_str"),
        "in_reply_to_status_id": result.get("in_reply_to_status_id"),
        "lang": result.get("iso_language_code"),
    }
