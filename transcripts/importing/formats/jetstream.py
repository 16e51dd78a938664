"""Jetstream: Bluesky's stream of everything, recorded as lines; its posts and deletions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..records import DeletionRecord, ReadOptions, Record, Rejection
from .bluesky_post import BlueskyPost, post_record, source_id
from .json_fields import JsonObject, obj, string
from .json_stream import JsonRecord, first_objects, raw_text, read_json

_POSTS = "app.bsky.feed.post"


class Jetstream:
    """Lines of `did`, `time_us`, `kind` and `commit`; it knows accounts by their stable id alone."""

    name = "jetstream"
    title = "Bluesky Jetstream (lines)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head)
        return any("time_us" in value and string(value.get("did")).startswith("did:") for value in found)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        for found in read_json(stream):
            if isinstance(found, Rejection):
                yield found
            elif obj(found.value.get("commit")).get("collection") == _POSTS:
                yield _record(found)


def _record(found: JsonRecord) -> Record:
    commit = obj(found.value.get("commit"))
    if commit.get("operation") == "delete":
        return DeletionRecord("bluesky", source_id(_uri(found.value, commit)), found.position)
    return post_record(_post(found.value, commit), found.position, raw_text(found))


def _uri(value: JsonObject, commit: JsonObject) -> str:
    return f"at://{string(value.get('did'))}/{_POSTS}/{string(commit.get('rkey'))}"


def _post(value: JsonObject, commit: JsonObject) -> BlueskyPost:
    """The post of a commit; the moment it came through the stream is its date of indexing."""
    received = value.get("time_us")
    indexed = str(received) if isinstance(received, int) else ""
    return BlueskyPost(_uri(value, commit), {}, obj(commit.get("record")), {"indexedAt": indexed})
