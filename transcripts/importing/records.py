"""All that a format may produce: posts with their authors, headings, and what had to be rejected.

Plain data with no row behind it. Ids are strings, always; times are aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from types import MappingProxyType


class Precision(StrEnum):
    """How exactly the source knows when a post was written."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class AuthorRecord:
    """Who wrote a post: handle as the source spells it (no "@"), display name, the network's stable id if known."""

    handle: str
    name: str = ""
    source_id: str = ""
    followers: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a post: `shown` is the text that stands in the post (say a t.co address), `url` where it leads."""

    shown: str
    url: str


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or film of a post; `shown` is the text in the post that stands for it, if any."""

    url: str
    kind: str = "photo"
    alt: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class PostRecord:
    """One post as a file tells of it.

    `text` is plain text, unescaped once, otherwise as written. `position` counts the file's records from 1 (its
    lines, where a record is a line). `raw` is the record as it came, equal to the source in every field and value;
    it is empty for an `embedded` post (the original inside a retweet or quote), whose words stand in the record
    around it. `rounded_…` are references whose digits a spreadsheet lost. `remark` is what whoever quoted the post
    added to it, kept apart from the author's words. `withheld` are the countries in which the network withheld it.
    `hidden_because` says why a new post is kept but not shown. All versions of an edited post have the id of the first;
    `edits` counts those before this one. An empty `network` means the series' own.
    """

    author: AuthorRecord
    text: str
    posted_at: datetime
    position: int
    raw: str = ""
    source_id: str = ""
    network: str = ""
    precision: Precision = Precision.SECOND
    reply_to_id: str = ""
    reply_to_handle: str = ""
    quote_of_id: str = ""
    repost_of_id: str = ""
    is_repost: bool = False
    rounded_reply_to_id: str = ""
    rounded_repost_of_id: str = ""
    lang: str = ""
    links: tuple[Link, ...] = ()
    media: tuple[Media, ...] = ()
    hashtags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    app: str = ""
    url: str = ""
    cut_at_source: bool = False
    embedded: bool = False
    heading: str = ""
    remark: str = ""
    withheld: tuple[str, ...] = ()
    hidden_because: str = ""
    edits: int = 0


@dataclass(frozen=True, slots=True)
class HeadingRecord:
    """A heading of a grouped transcript, in the order of the page: a candidate for a question."""

    text: str
    position: int


@dataclass(frozen=True, slots=True)
class AboutRecord:
    """What a file says of the chat it holds: its local day, its start and end (aware), title and hosts."""

    day: date
    start: datetime | None = None
    end: datetime | None = None
    title: str = ""
    hosts: tuple[str, ...] = ()
    position: int = 1


@dataclass(frozen=True, slots=True)
class DeletionRecord:
    """A notice in a stream that the author deleted a post: nothing of it is kept, and no later file brings it back."""

    network: str
    source_id: str
    position: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that could not be taken: its line (or ordinal) from 1, the field at fault, and why in plain words."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        where = f"line {self.line}, {self.field}" if self.field else f"line {self.line}"
        return f"{where}: {self.reason}"


Record = PostRecord | HeadingRecord | AboutRecord | DeletionRecord | Rejection


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person told about a file: column names, the day of the chat, the zone of times without one.

    `file_day` is the day in the file's name, for a file that says none itself.
    """

    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    file_day: date | None = None
    date: date | None = None
    timezone: tzinfo = UTC
    network: str = ""


class UnreadableFile(Exception):
    """Nothing of the file can be read; the message is one sentence for the person who chose the file."""
