"""Posts as programs send them to the archive's own API: one object a line, its fields named as records name them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from ..records import AuthorRecord, Link, Media, PostRecord, Precision, ReadOptions, Record, Rejection
from .json_fields import JsonObject, count, obj, objects, string
from .json_stream import JsonRecord, first_objects, raw_text, read_json
from .text_entities import hashtags_in, links_in, mentions_in

YEARS = range(1801, 2300)
"""What lies beyond them is no time of a chat."""


class ApiRecords:
    """Lines of `text`, `posted_at` (ISO 8601 with its offset) and `author` with a `handle`."""

    name = "api-records"
    title = "Posts as the API takes them (JSON lines)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head)
        return bool(found) and all(
            "text" in value and "posted_at" in value and "handle" in obj(value.get("author")) for value in found
        )

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        for found in read_json(stream):
            yield found if isinstance(found, Rejection) else _record(found)


def _record(found: JsonRecord) -> Record:
    value, author = found.value, obj(found.value.get("author"))
    text, handle = string(value.get("text")), string(author.get("handle")).strip().removeprefix("@").strip()
    posted_at = _moment(string(value.get("posted_at")))
    if not text.strip():
        return Rejection(found.position, "text", "it has no text")
    if not handle:
        return Rejection(found.position, "author", "it does not say who wrote it")
    if posted_at is None:
        return Rejection(found.position, "posted_at", "it does not say when it was written, as in 2015-05-13T01:07:00Z")
    return PostRecord(
        author=AuthorRecord(
            handle, string(author.get("name")), string(author.get("id")), count(author.get("followers"))
        ),
        text=text,
        posted_at=posted_at,
        position=found.position,
        raw=raw_text(found),
        source_id=string(value.get("id")).strip(),
        network=string(value.get("network")),
        precision=_precision(string(value.get("precision"))),
        reply_to_id=string(value.get("reply_to_id")),
        reply_to_handle=string(value.get("reply_to_handle")).removeprefix("@"),
        quote_of_id=string(value.get("quote_of_id")),
        repost_of_id=string(value.get("repost_of_id")),
        is_repost=value.get("is_repost") is True or bool(value.get("repost_of_id")),
        lang=string(value.get("lang")),
        links=_links(value, text),
        media=_media(value),
        hashtags=_strings(value, "hashtags") or hashtags_in(text),
        mentions=_strings(value, "mentions") or mentions_in(text),
        likes=count(value.get("likes")),
        reposts=count(value.get("reposts")),
        replies=count(value.get("replies")),
        app=string(value.get("app")),
        url=string(value.get("url")),
        remark=string(value.get("remark")),
    )


def _moment(text: str) -> datetime | None:
    """A moment in UTC; None for what is none, or tells no offset, or lies beyond all chats."""
    try:
        moment = datetime.fromisoformat(text)
        in_utc = moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
    return in_utc if in_utc and in_utc.year in YEARS else None


def _precision(text: str) -> Precision:
    return Precision(text) if text in list(Precision) else Precision.SECOND


def _links(value: JsonObject, text: str) -> tuple[Link, ...]:
    told = tuple(Link(string(link.get("shown")), string(link.get("url"))) for link in objects(value.get("links")))
    return told or tuple(Link(link, link) for link in links_in(text))


def _media(value: JsonObject) -> tuple[Media, ...]:
    return tuple(
        Media(
            string(one.get("url")), string(one.get("kind")) or "photo", string(one.get("alt")), string(one.get("shown"))
        )
        for one in objects(value.get("media"))
    )


def _strings(value: JsonObject, name: str) -> tuple[str, ...]:
    listed = value.get(name)
    told = [string(one).strip().lstrip("#@") for one in listed] if isinstance(listed, list) else []
    return tuple(filter(None, told))
