"""The export of a Mastodon account: `outbox.json`, its posts and boosts as ActivityStreams.

It holds private posts too; of those not a word leaves this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection, UnreadableFile
from .json_fields import JsonObject
from .json_stream import JsonRecord, Wrapper, raw_text, read_json
from .mastodon_post import activity_record

_WRAPPER = Wrapper(lists=frozenset({"orderedItems"}), beside=frozenset({"@context", "totalItems"}))
_ACTIVITIES = b"https://www.w3.org/ns/activitystreams"
_KINDS_WITHIN = 16 * 1024
_NO_POSTS = "it holds no posts; import the file outbox.json of the same export."


class MastodonOutbox:
    """An OrderedCollection of activities; its neighbours in an export (account, likes, bookmarks) hold no posts."""

    name = "mastodon-outbox"
    title = "Mastodon account export (outbox.json)"
    is_selection = False
    is_personal = True

    def recognises(self, head: bytes, filename: str) -> bool:
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:_KINDS_WITHIN]
        return start[:1] == b"{" and b'"@context"' in start[:64] and _ACTIVITIES in start

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        nothing = True
        for found in read_json(stream, _WRAPPER):
            for record in _records(found):
                nothing = False
                yield record
        if nothing:
            raise UnreadableFile(_NO_POSTS)


def _records(found: JsonRecord | Rejection) -> Iterator[Record]:
    if isinstance(found, Rejection):
        yield found
    elif _is_activity(found.value):
        record = activity_record(found.value, found.position, raw_text(found))
        yield from (record,) if record else ()


def _is_activity(value: JsonObject) -> bool:
    return ("actor" in value and "object" in value) or value.get("type") == "Tombstone"
