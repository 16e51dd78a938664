"""A Reddit thread as its `.json` address gives it: a listing with the post, a listing with the comments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from ...counting import count as in_words
from ..records import AuthorRecord, Link, PostRecord, ReadOptions, Record, Rejection
from .json_fields import JsonObject, count, obj, objects, string
from .json_stream import JsonRecord, read_json
from .markup import unescaped
from .text_entities import links_in
from .timestamps import parse_stamp

_GONE = frozenset({"[deleted]", "[removed]"})
_MARK = b'"Listing"'


class Reddit:
    """`kind: Listing` around `t3` (the post) and `t1` (comments, each with its own listing of replies)."""

    name = "reddit"
    title = "Reddit thread (JSON)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        if _MARK not in head or head.lstrip()[:1] not in (b"[", b"{"):
            return False
        found = next((r for r in islice(read_json(BytesIO(head)), 1) if isinstance(r, JsonRecord)), None)
        return found.value.get("kind") == "Listing" if found else b'"t3_' in head and b'"t1"' in head

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        position = 0
        for found in read_json(stream):
            if isinstance(found, Rejection):
                yield found
                continue
            for thing in _things(found.value):
                position += 1
                yield _record(thing, position)


@dataclass(frozen=True, slots=True)
class _Thing:
    """A post or comment, and who wrote what it answers."""

    kind: str
    data: JsonObject
    answered: str


def _things(listing: JsonObject) -> Iterator[_Thing]:
    """All of a listing and of the listings inside, each comment before its replies."""
    waiting = _children(listing, "")
    while waiting:
        thing = waiting.pop()
        yield thing
        waiting.extend(_children(obj(thing.data.get("replies")), string(thing.data.get("author"))))


def _children(listing: JsonObject, answered: str) -> list[_Thing]:
    children = objects(obj(listing.get("data")).get("children"))
    return [_Thing(string(one.get("kind")), obj(one.get("data")), answered) for one in reversed(children)]


def _record(thing: _Thing, position: int) -> PostRecord | Rejection:
    data = thing.data
    if thing.kind == "more":
        more = count(data.get("count"))
        comments = in_words(more, "comment") if more else "some comments"
        return Rejection(position, "more", f"{comments} left out of the file")
    body, author = string(data.get("body")), string(data.get("author"))
    if body in _GONE or (thing.kind == "t3" and string(data.get("selftext")) in _GONE):
        return Rejection(position, "body", "it was deleted")
    title, selftext = string(data.get("title")), string(data.get("selftext"))
    text = unescaped(body or f"{title}\n\n{selftext}".strip())
    stamp = parse_stamp(str(data.get("created_utc")))
    if not text.strip():
        return Rejection(position, "body", "it has no text")
    if not author:
        return Rejection(position, "author", "it does not say who wrote it")
    if stamp is None:
        return Rejection(position, "created_utc", "it does not say when it was written")
    parent, path = string(data.get("parent_id")), string(data.get("permalink"))
    return PostRecord(
        author=AuthorRecord(author, source_id=string(data.get("author_fullname"))),
        text=text,
        posted_at=stamp.in_utc(UTC),
        position=position,
        raw=json.dumps({name: value for name, value in data.items() if name != "replies"}),
        source_id=string(data.get("name")),
        network="reddit",
        reply_to_id=parent,
        reply_to_handle=thing.answered,
        links=tuple(Link(link, link) for link in links_in(text)),
        likes=count(data.get("score")),
        replies=count(data.get("num_comments")),
        url=f"https://www.reddit.com{path}" if path else "",
    )
