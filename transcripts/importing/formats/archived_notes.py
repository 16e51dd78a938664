"""Tweets of more than 280 characters in an account archive: `note-tweet.js` has their words whole, `tweets.js` cut.

A note has an id of its own. Which tweet it belongs to is told by its beginning and by the moment, which differs by
seconds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import BinaryIO

from .json_fields import JsonObject, obj, objects, string
from .json_stream import JsonRecord, read_json
from .markup import unescaped
from .timestamps import parse_stamp

_MOST_NOTES = 50_000
_LONGEST_ASSIGNMENT = 4096
_BEGINNING = 60
_LONGEST_SHOWN = 2000
_SAME_MOMENT = timedelta(minutes=5)
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)?\s*(?:https://t\.co/\w+\s*)*$")


@dataclass(frozen=True, slots=True)
class Note:
    """The whole text of a long tweet, with its entities in the words of Twitter's API v1.1."""

    text: str
    at: datetime | None
    entities: JsonObject


@dataclass(slots=True)
class Notes:
    """The notes of an archive by their beginnings."""

    _by_beginning: dict[str, list[Note]] = field(default_factory=lambda: defaultdict(list))

    def take(self, stream: BinaryIO) -> None:
        """Take the notes of one file, of all files the first 50,000."""
        held = sum(map(len, self._by_beginning.values()))
        for note in islice(_notes(stream), _MOST_NOTES - held):
            self._by_beginning[note.text[:_BEGINNING]].append(note)

    def whole(self, tweet: JsonObject) -> JsonObject:
        """`tweet` with the words of its note, if it has one, where compatible answers of the API put them."""
        shown = unescaped(string(tweet.get("full_text")))
        notes = self._by_beginning.get(shown[:_BEGINNING], ())
        if not notes or len(shown) > _LONGEST_SHOWN:
            return tweet
        begun = _CUT_OFF.sub("", shown)
        stamp = parse_stamp(string(tweet.get("created_at")))
        for note in notes if len(begun) >= _BEGINNING else ():
            is_near = not (stamp and note.at) or abs(stamp.in_utc(UTC) - note.at) <= _SAME_MOMENT
            if is_near and note.text.startswith(begun) and len(note.text) > len(begun):
                return {**tweet, "extended_tweet": _extended(note, tweet)}
        return tweet


def _notes(stream: BinaryIO) -> Iterator[Note]:
    stream.seek(stream.read(_LONGEST_ASSIGNMENT).find(b"=") + 1)
    for found in read_json(stream):
        told = obj(found.value.get("noteTweet")) if isinstance(found, JsonRecord) else {}
        core = obj(told.get("core"))
        text = unescaped(string(core.get("text")))
        if text:
            stamp = parse_stamp(string(told.get("createdAt")))
            yield Note(text, stamp.in_utc(UTC) if stamp else None, _entities(core))


def _entities(core: JsonObject) -> JsonObject:
    addresses = objects(core.get("urls"))
    return {
        "urls": [{"url": one.get("shortUrl"), "expanded_url": one.get("expandedUrl")} for one in addresses],
        "hashtags": [{"text": one.get("text")} for one in objects(core.get("hashtags"))],
        "user_mentions": [{"screen_name": one.get("screenName")} for one in objects(core.get("mentions"))],
    }


def _extended(note: Note, tweet: JsonObject) -> JsonObject:
    """The note as an `extended_tweet`, with the pictures, which only the tweet names."""
    pictures = obj(tweet.get("entities")).get("media")
    return {
        "full_text": note.text,
        "entities": {**note.entities, "media": pictures},
        "extended_entities": tweet.get("extended_entities"),
    }
