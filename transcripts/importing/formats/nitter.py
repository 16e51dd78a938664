"""RSS of Nitter: tweets as items, the words as HTML, the id in the link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from typing import BinaryIO
from urllib.parse import unquote

from lxml import etree

from ..records import AuthorRecord, Media, PostRecord, Precision, ReadOptions, Record, Rejection, UnreadableFile
from .html_text import html_text
from .snowflake import written_at
from .text_entities import hashtags_in, mentions_in
from .timestamps import Stamp, parse_stamp

_LINK = re.compile(r"https?://[\w.:-]+/(?P<handle>\w{1,20})/status/(?P<id>\d{1,19})(?!\d)")
_ANSWER = re.compile(r"R to @(?P<handle>\w{1,20}): ")
_PICTURE = re.compile(r"/pic/(?:orig/)?(?P<path>media%2F[\w.%-]+)")
_ITEM = re.compile(rb"<(?:rss|item)\b")
_CHUNK = 1 << 15
_LARGEST_ITEM = 1 << 21
_BREAKING_OFF = frozenset(
    {etree.ErrorTypes.ERR_TAG_NOT_FINISHED, etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_DOCUMENT_END}
)
_NO_ITEM = "not one item of it can be read, so it is no feed of Nitter, or a broken one."


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
        position = 0
        try:
            for position, item in enumerate(_items(stream), start=1):
                yield _record(item, position)
        except _BrokenFeedError as error:
            yield Rejection(error.line, "", str(error))
        if not position:
            raise UnreadableFile(_NO_ITEM)


class _BrokenFeedError(Exception):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class _Item:
    """The children of an item by name, and the item as it stood."""

    fields: dict[str, str]
    raw: str

    def get(self, name: str) -> str:
        return self.fields.get(name, "").strip()


def _items(stream: BinaryIO) -> Iterator[_Item]:
    """Entities that the feed itself defines are not resolved, nothing is fetched. Raises _BrokenFeedError."""
    parser = etree.XMLPullParser(
        events=("end",), tag="item", recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    since_last = 0
    while chunk := stream.read(_CHUNK):
        parser.feed(chunk)
        since_last += len(chunk)
        for _, element in parser.read_events():
            if isinstance(element, etree._Element):
                yield _item(element)
                since_last = 0
                _forget(element)
        if since_last > _LARGEST_ITEM:
            # The parser keeps all of it in memory, many times over.
            raise _BrokenFeedError(1, "more than two million characters and no item: the rest is not read")
    with suppress(etree.XMLSyntaxError):
        parser.close()
    broken = [fault.line for fault in parser.feed_error_log if fault.type in _BREAKING_OFF]
    if broken:
        raise _BrokenFeedError(broken[0], "from here on it is not valid XML")


def _item(element: etree._Element) -> _Item:
    fields = {str(child.tag).rpartition("}")[2].rpartition(":")[2]: child.text or "" for child in element}
    return _Item(fields, etree.tostring(element, encoding="unicode"))


def _forget(element: etree._Element) -> None:
    """Give up the memory of an item and of what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


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
