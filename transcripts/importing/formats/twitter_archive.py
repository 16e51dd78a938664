"""The archive that Twitter gives each person of their own account, in all the shapes it has had.

2012 to 2018 ("Grailbird"): `data/js/tweets/2014_11.js` for each month, and `tweets.csv`. 2018 and 2019: `tweet.js`.
Since 2022: `data/tweets.js` and its parts. All of them in the zip, or one of these files alone. Of a zip nothing is
read but these files, `note-tweet.js` for the long ones, and the one that names the account: no messages, no addresses,
no posts to a circle or a community, nothing that was deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import BinaryIO
from zipfile import ZipFile

from ..records import ReadOptions, Record, Rejection, UnreadableFile
from .archived_notes import Notes
from .archived_tweet import Owner, archived_tweet, owner_in
from .json_fields import obj
from .json_stream import JsonRecord, raw_text, read_json
from .spreadsheet import fixed_author, table_records
from .tweet_json import tweet_records
from .zip_members import DAMAGE, listing, names_in, opened_member, opened_zip

_ZIP = b"PK\x03\x04"
_ASSIGNMENT = re.compile(
    rb"\s*(?:window\.YTD\.tweets?\.part\d+|Grailbird\.data\.tweets_\d{4}_\d\d|var user_details)\s*="
)
_OF_OWNER = re.compile(rb"\s*(?:window\.YTD\.account\.part\d+|(?:var )?user_details)\s*=")
_TABLE = b'"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text","retweeted_status_id"'
_POSTS = re.compile(r"(?:^|/)(?:tweets?(?:-part\d+)?|data/js/tweets/\d{4}_\d\d)\.js$")
_TABLE_FILE = re.compile(r"(?:^|/)tweets\.csv$")
_NOTES_FILE = re.compile(r"(?:^|/)note-tweets?(?:-part\d+)?\.js$")
_OWNER_FILES = re.compile(r"(?:^|/)(?:account|data/js/user_details)\.js$")
_LONGEST_ASSIGNMENT = 4096
_LARGEST_OWNER_FILE = 1 << 16
_WHOSE = (
    "it does not say whose tweets these are: import the whole zip instead, "
    "or name the account, as in --column author=@handle."
)


class TwitterArchive:
    """`data/tweets.js` and its parts, `tweet.js`, `data/js/tweets/2014_11.js` or `tweets.csv`, in the zip or alone.

    A person's own tweets, whether they belong to a chat or not.
    """

    name = "twitter-archive"
    title = "Twitter account archive"
    is_selection = False
    is_personal = True

    def recognises(self, head: bytes, filename: str) -> bool:
        names = names_in(head)
        if names:
            return bool(_Contents.of(names).posts)
        plain = head.removeprefix(b"\xef\xbb\xbf")
        return bool(_ASSIGNMENT.match(plain)) or plain.startswith(_TABLE)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        start = stream.read(_LONGEST_ASSIGNMENT)
        stream.seek(0)
        told, _ = fixed_author(options)
        if start.startswith(_ZIP):
            yield from _zip_records(stream, options, Owner(told))
        elif start.removeprefix(b"\xef\xbb\xbf").startswith(_TABLE):
            yield from _table_records(stream, options, Owner(told))
        else:
            yield from _script_records(stream, _Writer(Owner(told)), 0)


@dataclass(frozen=True, slots=True)
class _Contents:
    """The files of an archive that matter, by name; the table only where there is nothing fuller."""

    posts: Sequence[str]
    owner: Sequence[str]
    notes: Sequence[str]

    @classmethod
    def of(cls, names: Sequence[str]) -> _Contents:
        scripts = sorted(filter(_POSTS.search, names), key=lambda name: (len(name), name))
        tables = list(filter(_TABLE_FILE.search, names))
        owner, notes = (list(filter(pattern.search, names)) for pattern in (_OWNER_FILES, _NOTES_FILE))
        return cls(scripts or tables, owner, notes)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Whose archive it is, and what the archive keeps of the long tweets."""

    owner: Owner
    notes: Notes = field(default_factory=Notes)


def _zip_records(stream: BinaryIO, options: ReadOptions, told: Owner) -> Iterator[Record]:
    contents = _Contents.of(names_in(listing(stream)))
    with opened_zip(stream) as archive:
        writer = _Writer(told if told.handle else _owner(archive, contents), _notes(archive, contents))
        last = 0
        for name in contents.posts:
            try:
                for record in _member_records(archive, name, options, writer, last):
                    yield record
                    last = record.line if isinstance(record, Rejection) else record.position
            except DAMAGE:
                yield Rejection(last + 1, name, "the zip is damaged there")


def _owner(archive: ZipFile, contents: _Contents) -> Owner:
    for name in contents.owner:
        with opened_member(archive, name) as member:
            start = member.read(_LARGEST_OWNER_FILE)
            found = owner_in(start[start.find(b"=") + 1 :]) if _OF_OWNER.match(start) else Owner()
        if found.handle:
            return found
    return Owner()


def _notes(archive: ZipFile, contents: _Contents) -> Notes:
    notes = Notes()
    for name in contents.notes:
        with suppress(*DAMAGE), opened_member(archive, name) as member:
            notes.take(member)
    return notes


def _member_records(
    archive: ZipFile, name: str, options: ReadOptions, writer: _Writer, before: int
) -> Iterator[Record]:
    with opened_member(archive, name) as member:
        if _TABLE_FILE.search(name):
            yield from _table_records(member, options, writer.owner)
        else:
            yield from _script_records(member, writer, before)


def _table_records(stream: BinaryIO, options: ReadOptions, owner: Owner) -> Iterator[Record]:
    if not owner.handle:
        raise UnreadableFile(_WHOSE)
    yield from table_records(stream, replace(options, columns={**options.columns, "author": f"@{owner.handle}"}))


def _script_records(stream: BinaryIO, writer: _Writer, before: int) -> Iterator[Record]:
    """The tweets of one file, counted on from `before`; it is JSON but for a variable it is assigned to."""
    start = stream.read(_LONGEST_ASSIGNMENT)
    stream.seek(start.find(b"=") + 1)
    for found in read_json(stream):
        if isinstance(found, Rejection):
            yield replace(found, line=found.line + before)
        else:
            yield from _tweet_records(found, writer, before)


def _tweet_records(found: JsonRecord, writer: _Writer, before: int) -> Iterator[Record]:
    tweet = obj(found.value.get("tweet")) or found.value
    if not (writer.owner.handle or obj(tweet.get("user"))):
        raise UnreadableFile(_WHOSE)
    whole = writer.notes.whole(archived_tweet(tweet, writer.owner))
    yield from tweet_records(whole, found.position + before, raw_text(found), repost_by_text=True)
