"""Storify: a story as its API gave it, quoted tweets between an editor's words. The tweets' texts are cut there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from typing import BinaryIO

from ..records import AuthorRecord, HeadingRecord, Link, Media, PostRecord, Precision, ReadOptions, Record, Rejection
from .html_text import html_text
from .json_fields import JsonObject, digits, obj, objects, string
from .json_stream import JsonRecord, read_json
from .markup import unescaped
from .snowflake import written_at
from .status_urls import status_url
from .text_entities import hashtags_in, links_in, mentions_in
from .timestamps import Stamp, parse_stamp

_CREDIT = re.compile(r"^Twitter / (\w+)\s?:\s?")
_LONGEST_HEADING = 300


class Storify:
    """`content.elements` of the types link, image, quote, video and text; a text element is a heading."""

    name = "storify"
    title = "Storify story (API, JSON)"
    is_selection = True
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        start = head.lstrip()[:1] == b"{"
        if start and b"storify.com" in head and b'"elements"' in head:
            return True
        return start and any(_elements(found.value) for found in _objects(BytesIO(head)))

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        heading = ""
        for found in read_json(stream):
            if isinstance(found, Rejection):
                yield found
                continue
            for number, element in enumerate(_elements(found.value), start=found.position):
                record = _record(element, number, heading)
                heading = record.text if isinstance(record, HeadingRecord) else heading
                yield from (record,) if record else ()


def _objects(stream: BinaryIO) -> Iterator[JsonRecord]:
    return (found for found in read_json(stream) if isinstance(found, JsonRecord))


def _elements(value: JsonObject) -> list[JsonObject]:
    story = obj(value.get("content")) or value
    return [element for element in objects(story.get("elements")) if "permalink" in element and "source" in element]


def _record(element: JsonObject, position: int, heading: str) -> Record | None:
    if element.get("type") == "text":
        text = html_text(string(obj(element.get("data")).get("text"))).text
        return HeadingRecord(text, position) if 0 < len(text) <= _LONGEST_HEADING else None
    source = string(obj(element.get("source")).get("name"))
    if source != "twitter":
        return Rejection(position, "source", f"it is no post but a {string(element.get('type'))} from {source}")
    return _post(element, position, heading)


def _post(element: JsonObject, position: int, heading: str) -> PostRecord | Rejection:
    address = status_url(string(element.get("permalink")))
    said = _said(obj(element.get("data")))
    when = _when(element, address.tweet_id if address else "")
    handle = string(obj(element.get("source")).get("username")) or (address.handle if address else "")
    if not said:
        return Rejection(position, "data", "it has no text")
    if not handle:
        return Rejection(position, "source", "it does not say who wrote it")
    if when is None:
        return Rejection(position, "posted_at", "it does not say when it was written")
    return PostRecord(
        author=AuthorRecord(
            handle,
            string(obj(element.get("attribution")).get("name")),
            digits(obj(element.get("source")).get("userid")),
        ),
        text=said,
        posted_at=when.at,
        precision=when.precision,
        position=position,
        raw=json.dumps(element),
        source_id=address.tweet_id if address else "",
        network="twitter",
        links=tuple(Link(link, link) for link in links_in(said)),
        media=_pictures(obj(element.get("data"))),
        hashtags=hashtags_in(said),
        mentions=mentions_in(said),
        url=string(element.get("permalink")),
        cut_at_source=said.endswith(("...", "…")),
        heading=heading,
    )


def _said(data: JsonObject) -> str:
    """The words of a tweet: whole where they were kept as a quote, else as the title begins them."""
    quoted = string(obj(data.get("quote")).get("text"))
    if quoted:
        return html_text(quoted).text
    title = unescaped(string(obj(data.get("link")).get("description")) or string(obj(data.get("oembed")).get("title")))
    credit = _CREDIT.match(title)
    return title[credit.end() :].strip() if credit else ""


def _when(element: JsonObject, tweet_id: str) -> Stamp | None:
    from_id = written_at(tweet_id)
    if from_id:
        return Stamp(from_id, Precision.SECOND)
    stamp = parse_stamp(string(element.get("posted_at")))
    return Stamp(stamp.in_utc(UTC), stamp.precision) if stamp else None


def _pictures(data: JsonObject) -> tuple[Media, ...]:
    address = string(obj(data.get("image")).get("src"))
    return (Media(address),) if address else ()
