"""RSS of Nitter: tweets as items, the words as HTML, the id in the link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import BinaryIO
from urllib.parse import unquote

from lxml import etree

from ..records import AuthorRecord, Media, PostRecord, Precision, ReadOptions, Record, Rejection
from .html_text import html_text
from .snowflake import written_at
from .text_entities import hashtags_in, mentions_in
from .timestamps import Stamp, parse_stamp

_LINK = re.compile(r"https?://[\w.:-]+/(?P<handle>\w{1,20})/status/(?P<id>\d{1,19})(?!\d)")
_ANSWER = re.compile(r"R to @(?P<handle>\w{1,20}): ")
_PICTURE = re.compile(r"/pic/(?:orig/)?(?P<path>media%2F[\w.%-]+)")
_ITEM = re.compile(rb"<(?:rss|item)\b")


class Nitter:
    """`<item>` with `dc:creator`, `description` and a link to `/<handle>/status/<id>`."""

    name = "nitter"
    title = "Nitter (RSS)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        is_feed = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and _ITEM.search(head) is not None
        return is_feed and b"<dc:creator>@" in head and b"/status/" in head

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        try:
            for position, item in enumerate(_items(stream), start=1):
                yield _record(item, position)
        except etree.XMLSyntaxError as error:
            yield Rejection(error.lineno or 1, "", "from here on it is not valid XML")


@dataclass(frozen=True, slots=True)
class _Item:
    """The children of an item by name, and the item as it stood."""

    fields: dict[str, str]
    raw: str

    def get(self, name: str) -> str:
        return self.fields.get(name, "").strip()


def _items(stream: BinaryIO) -> Iterator[_Item]:
    """Entities that the feed itself defines are not resolved, nothing is fetched."""
    parsed = etree.iterparse(
        stream, events=("end",), tag="item", recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, item in parsed:
        fields = {str(child.tag).rpartition("}")[2].rpartition(":")[2]: child.text or "" for child in item}
        yield _Item(fields, etree.tostring(item, encoding="unicode"))
        item.clear()


def _record(item: _Item, position: int) -> PostRecord | Rejection:
    address = _LINK.search(item.get("link")) or _LINK.search(item.get("guid"))
    said = html_text(item.get("description").replace("\n", "<br>"))
    handle = item.get("creator").removeprefix("@") or (address["handle"] if address else "")
    when = _when(item, address["id"] if address else "")
    answer = _ANSWER.match(item.get("title"))
    if not said.text:
        return Rejection(position, "description", "it has no text")
    if not handle:
        return Rejection(position, "creator", "it does not say who wrote it")
    if when is None:
        return Rejection(position, "pubDate", "it does not say when it was written")
    return PostRecord(
        author=AuthorRecord(handle),
        text=said.text,
        posted_at=when.at,
        precision=when.precision,
        position=position,
        raw=item.raw,
        source_id=address["id"] if address else "",
        network="twitter",
        reply_to_handle=answer["handle"] if answer else "",
        links=said.links,
        media=tuple(Media(f"https://pbs.twimg.com/{unquote(found['path'])}") for found in _PICTURE.finditer(item.raw)),
        hashtags=hashtags_in(said.text),
        mentions=mentions_in(said.text),
        url=f"https://twitter.com/{handle}/status/{address['id']}" if address else "",
    )


def _when(item: _Item, tweet_id: str) -> Stamp | None:
    from_id = written_at(tweet_id)
    if from_id:
        return Stamp(from_id, Precision.SECOND)
    stamp = parse_stamp(item.get("pubDate"))
    return Stamp(stamp.in_utc(UTC), stamp.precision) if stamp else None
