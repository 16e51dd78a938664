"""The tables of a data set, one class each; what a column means stands beside it and goes into each description. Pure.

Posts are named by their network's id where it gave one, else by `chatarchive:` and the archive's key; people by network
and handle as in their address (`twitter/ann`); chats by the day in their address. Texts are unchanged, moments are UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, TypeAlias, get_args, get_type_hints

KINDS = {str: "string", bool: "boolean", int: "integer", float: "number", date: "date", datetime: "datetime"}
"""The types of columns as Table Schema names them (https://specs.frictionlessdata.io/table-schema/)."""


@dataclass(frozen=True, slots=True)
class ChatRow:
    """A published chat, how it was collected, and what is known to be missing."""

    chat: Annotated[str, "The chat’s place in the addresses of its series: the day it began, in the series’ zone."]
    title: Annotated[str, "What it was about."]
    day: Annotated[date, "The day it began, in its zone."]
    timezone: Annotated[str, "IANA time zone in which it took place."]
    starts: Annotated[str, "When its sessions began, UTC, with semicolons; empty where only the day is known."]
    ends: Annotated[str, "When its sessions ended, UTC, with semicolons."]
    hosts: Annotated[str, "People who hosted it, with semicolons."]
    framing: Annotated[str, "What was written about the topic beforehand."]
    posts: Annotated[int, "Posts that stand in it, retweets included, as far as the archive gives them away."]
    unplaced: Annotated[int, "Posts that nothing settled the place of."]
    hidden: Annotated[int, "Posts that the archive’s keepers hid, most of them advertisements."]
    selection: Annotated[bool, "True when only quotes somebody chose are known, not the whole chat."]
    sources: Annotated[str, "Kinds of file it was collected from, with semicolons."]
    completeness: Annotated[str, "The same in a sentence."]
    page: Annotated[str, "Its address."]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of a chat."""

    chat: Annotated[str, "The chat it was asked in."]
    question: Annotated[str, "Its label, unique in the chat: Q1."]
    position: Annotated[int, "Its place in the chat, from 1."]
    text: Annotated[str, "Its words, without marker."]
    answers: Annotated[int, "Posts that answer it, replies included and retweets not."]
    page: Annotated[str, "Its address."]


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post where it stands in a chat; one that stands in two chats has two rows."""

    chat: Annotated[str, "The chat it stands in."]
    post: Annotated[str, "Its network’s id; `chatarchive:` and the archive’s key where the network’s is unknown."]
    network: Annotated[str, "twitter, mastodon, bluesky, irc …"]
    author: Annotated[str, "Who wrote it: a row of `people`."]
    posted_at: Annotated[datetime, "When it was written, UTC; midnight where only the day is known."]
    precision: Annotated[str, "How exactly the source knew that: second, minute or day."]
    lang: Annotated[str, "Its language as its network guessed it, BCP 47; empty when unknown."]
    text: Annotated[str, "The author’s words, unchanged."]
    placement: Annotated[str, "A question (`Q1`), asking it (`Q1.ask`), or intro, wrapup, aside, off, unplaced."]
    method: Annotated[str, "By which evidence: marker, reply, quote, thread, retweet, time, text, or hand (a person)."]
    confidence: Annotated[float, "How sure that is, from 0 to 1."]
    by_host: Annotated[bool, "True when a host of the chat wrote it."]
    best: Annotated[bool, "True when it was picked as one of the best answers."]
    hidden: Annotated[bool, "True when the archive’s keepers hid it."]
    cut_at_source: Annotated[bool, "True when its end was missing in what was taken in."]
    source: Annotated[str, "Kinds of file that told of it, with semicolons."]
    original: Annotated[str, "Where it stood on its network."]
    page: Annotated[str, "Its address in the archive."]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An account that wrote a post of the data set."""

    person: Annotated[str, "Network and handle as in the person’s address."]
    network: Annotated[str, "The network of the account."]
    account: Annotated[str, "The network’s own id of the account; empty when unknown."]
    handle: Annotated[str, "The handle it went by last."]
    name: Annotated[str, "Its display name."]
    posts: Annotated[int, "Posts that it wrote in these chats, retweets included."]
    chats: Annotated[int, "Chats it took part in."]
    hosted: Annotated[int, "Chats in which it wrote as a host."]


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A post that replies to, retweets or quotes another one."""

    chat: Annotated[str, "The chat in which the post stands."]
    post: Annotated[str, "The post."]
    relation: Annotated[str, "reply, retweet or quote."]
    other: Annotated[str, "The post it refers to, whether or not that is in the data set."]
    present: Annotated[bool, "True when that post is in the same chat of the data set."]


AnyRow: TypeAlias = ChatRow | QuestionRow | PostRow | PersonRow | EdgeRow


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it means, its type as Table Schema names it."""

    name: str
    meaning: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The columns of another table that tell its rows apart."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the class of its rows, the columns that tell rows apart, and those that name other rows."""

    name: str
    row: type[AnyRow]
    key: tuple[str, ...]
    refers: Mapping[tuple[str, ...], Reference] = field(default_factory=dict)

    @property
    def columns(self) -> Iterator[Column]:
        """Its columns, in order."""
        for name, declared in get_type_hints(self.row, include_extras=True).items():
            plain, meaning = get_args(declared)
            yield Column(name, meaning, KINDS[plain])


CHAT: Mapping[tuple[str, ...], Reference] = {("chat",): Reference("chats", ("chat",))}
AUTHOR: Mapping[tuple[str, ...], Reference] = {("author",): Reference("people", ("person",))}

TABLES = (
    Table("chats", ChatRow, ("chat",)),
    Table("questions", QuestionRow, ("chat", "question"), CHAT),
    Table("posts", PostRow, ("chat", "post"), {**CHAT, **AUTHOR}),
    Table("people", PersonRow, ("person",)),
    Table("edges", EdgeRow, ("chat", "post", "relation"), {("chat", "post"): Reference("posts", ("chat", "post"))}),
)
