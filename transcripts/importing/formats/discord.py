"""DiscordChatExporter's JSON: one channel of a server. Direct conversations are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from typing import BinaryIO

from ..records import AuthorRecord, Link, Media, PostRecord, ReadOptions, Record, Rejection, UnreadableFile
from .json_fields import JsonObject, count, obj, objects, string
from .json_stream import Wrapper, first_objects, raw_text, read_json
from .text_entities import hashtags_in, links_in
from .timestamps import parse_stamp

_WRAPPER = Wrapper(lists=frozenset({"messages"}), beside=frozenset({"guild", "channel", "dateRange", "exportedAt"}))
_DIRECT = re.compile(rb'"type"\s*:\s*"Direct\w*"')
_WORDS = frozenset({"Default", "Reply", "0", "19"})


class Discord:
    """`guild`, `channel` and `messages` in one object."""

    name = "discord"
    title = "DiscordChatExporter (JSON)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        if b'"guild"' not in head[:4096] or b'"messages"' not in head:
            return False
        found = first_objects(head, _WRAPPER)
        return any(_is_message(value) for value in found) or _DIRECT.search(head) is not None

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        if _DIRECT.search(stream.read(4096).partition(b'"messages"')[0]):
            raise UnreadableFile("it is a private conversation; only channels of a server are taken in.")
        stream.seek(0)
        for found in read_json(stream, _WRAPPER):
            if isinstance(found, Rejection):
                yield found
            elif string(found.value.get("type")) in _WORDS:
                yield _post(found.value, found.position, raw_text(found))


def _is_message(value: JsonObject) -> bool:
    return "content" in value and "timestamp" in value and "author" in value


def _post(message: JsonObject, position: int, raw: str) -> PostRecord | Rejection:
    author = _author(obj(message.get("author")))
    text, stamp = string(message.get("content")), parse_stamp(string(message.get("timestamp")))
    media = tuple(
        Media(string(one.get("url")), "file") for one in objects(message.get("attachments")) if one.get("url")
    )
    if not text.strip() and not media:
        return Rejection(position, "content", "it has no text")
    if not author.handle:
        return Rejection(position, "author", "it does not say who wrote it")
    if stamp is None:
        return Rejection(position, "timestamp", "it does not say when it was written")
    return PostRecord(
        author=author,
        text=text,
        posted_at=stamp.in_utc(UTC),
        position=position,
        raw=raw,
        source_id=string(message.get("id")),
        network="discord",
        reply_to_id=string(obj(message.get("reference")).get("messageId")),
        links=tuple(Link(link, link) for link in links_in(text)),
        media=media,
        hashtags=hashtags_in(text),
        mentions=tuple(_author(one).handle for one in objects(message.get("mentions"))),
        likes=sum(count(one.get("count")) or 0 for one in objects(message.get("reactions"))),
    )


def _author(account: JsonObject) -> AuthorRecord:
    return AuthorRecord(string(account.get("name")), string(account.get("nickname")), string(account.get("id")))
