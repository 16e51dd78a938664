"""Bluesky: what searching, feeds and threads of its API answer, saved as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from ..records import PostRecord, ReadOptions, Record, Rejection
from .bluesky_post import BlueskyPost, author_record, post_record, quoted_records, repost_record
from .json_fields import JsonObject, obj, objects, string
from .json_stream import JsonRecord, Wrapper, first_objects, raw_text, read_json

_WRAPPER = Wrapper(lists=frozenset({"posts", "feed"}), beside=frozenset({"cursor", "hitsTotal"}))
_LARGEST_THREAD = 100_000


class Bluesky:
    """Posts inside searchPosts, getFeed, getAuthorFeed and getPostThread, as one answer or a line each."""

    name = "bluesky"
    title = "Bluesky (API, JSON)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head, _WRAPPER)
        if found:
            return any(map(_is_bluesky, found))
        return head.lstrip()[:1] in (b"{", b"[") and b'"app.bsky.feed.' in head and b'"commit"' not in head

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        for found in _json(stream):
            if isinstance(found, Rejection):
                yield found
            elif obj(found.value.get("thread")):
                yield from _thread(obj(found.value["thread"]), found.position)
            else:
                yield from _item(found.value, found.position, raw_text(found))


def _json(stream: BinaryIO) -> Iterator[JsonRecord | Rejection]:
    return read_json(stream, _WRAPPER)


def _is_bluesky(value: JsonObject) -> bool:
    if obj(value.get("thread")):
        return _is_bluesky(obj(value["thread"]))
    view = obj(value.get("post")) or value
    return string(view.get("uri")).startswith("at://") or "app.bsky.feed." in (
        string(view.get("$type")) + string(obj(view.get("record")).get("$type"))
    )


def _item(value: JsonObject, position: int, raw: str) -> Iterator[PostRecord | Rejection]:
    """A post of a search, or an item of a feed: a post, perhaps a repost, with what it answers."""
    post = _post(obj(value.get("post")) or value)
    reply, reason = obj(value.get("reply")), obj(value.get("reason"))
    if not reason.get("by"):
        yield from _answered(reply, position)
    yield from quoted_records(post, position)
    if reason.get("by"):
        original = post_record(post, position, "")
        if isinstance(original, PostRecord):
            yield original
        yield repost_record(post, reason, position, raw)
    else:
        yield post_record(post, position, raw, reply_to_handle=_handle(obj(reply.get("parent"))))


def _post(value: JsonObject) -> BlueskyPost:
    """The post of a view; a bare record has neither address nor author."""
    return BlueskyPost.of_view(value) if "record" in value else BlueskyPost("", {}, value)


def _answered(reply: JsonObject, position: int) -> Iterator[PostRecord]:
    """The first post of the conversation and the one answered, which stand beside an answer in a feed."""
    views = {string(view.get("uri")): view for view in (obj(reply.get("root")), obj(reply.get("parent")))}
    for view in views.values():
        if not obj(view.get("record")):
            continue
        post = BlueskyPost.of_view(view)
        yield from quoted_records(post, position)
        record = post_record(post, position, "")
        if isinstance(record, PostRecord):
            yield record


def _thread(top: JsonObject, position: int) -> Iterator[PostRecord | Rejection]:
    """The posts of a thread, those above first, each a record of its own."""
    for number, node in enumerate(islice(_nodes(top), _LARGEST_THREAD), start=position):
        post = BlueskyPost.of_view(obj(node["post"]))
        yield from quoted_records(post, number)
        parent = obj(obj(node.get("parent")).get("post"))
        yield post_record(post, number, json.dumps(node["post"]), reply_to_handle=_handle(parent))


def _nodes(top: JsonObject) -> Iterator[JsonObject]:
    """The nodes of a thread that hold a post (deleted and blocked ones hold none), each answer knowing its parent."""
    above = [top]
    while parent := obj(above[-1].get("parent")):
        above.append(parent)
    yield from (node for node in reversed(above) if obj(node.get("post")))
    waiting = _replies(top)
    while waiting:
        node = waiting.pop()
        if obj(node.get("post")):
            yield node
        waiting.extend(_replies(node))


def _replies(node: JsonObject) -> list[JsonObject]:
    replies = [{**reply, "parent": {"post": node.get("post")}} for reply in objects(node.get("replies"))]
    return list(reversed(replies))


def _handle(view: JsonObject) -> str:
    return author_record(obj(view.get("author")), "").handle
