"""Mastodon: statuses as its API gives them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection
from .json_fields import JsonObject, obj, string
from .json_stream import JsonRecord, Wrapper, first_objects, raw_text, read_json
from .mastodon_post import status_records

_WRAPPER = Wrapper(
    lists=frozenset({"ancestors", "descendants", "statuses"}), beside=frozenset({"accounts", "hashtags"})
)
_REMEMBERED = 200_000


class Mastodon:
    """Statuses as lines, a list, a post's context or a search's answer."""

    name = "mastodon"
    title = "Mastodon (API, JSON)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        found = first_objects(head, _WRAPPER)
        return any(map(_is_status, found))

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        uris = _uris(stream)
        stream.seek(0)
        for found in _json(stream):
            if isinstance(found, Rejection):
                yield found
            elif _is_status(found.value):
                yield from status_records(found.value, found.position, raw_text(found), uris)
            else:
                yield Rejection(found.position, "", "it is no post")


def _json(stream: BinaryIO) -> Iterator[JsonRecord | Rejection]:
    return read_json(stream, _WRAPPER)


def _is_status(value: JsonObject) -> bool:
    return "visibility" in value and "uri" in value and "acct" in obj(value.get("account"))


def _uris(stream: BinaryIO) -> dict[str, str]:
    """The lasting id of the file's statuses by their ids on its server, of the first 200,000."""
    values = (found.value for found in _json(stream) if isinstance(found, JsonRecord) and _is_status(found.value))
    return {string(value.get("id")): string(value.get("uri")) for value in islice(values, _REMEMBERED)}
