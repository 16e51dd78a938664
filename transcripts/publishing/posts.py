"""Posts as they are shown: plain values, read from rows once and handed to every surface."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from ..counting import count
from ..grouping import Role
from ..models import Chat, Handle, Participant, PlacementQuerySet, Tweet, fold_handle, label_of
from ..once import once_in_a_copy
from .addresses import original_url, person_path, post_path
from .annotations import Annotations
from .tweet_html import Link, Media, Words, plain

HUES = 12


class Doubt(StrEnum):
    """How sure it is that a post belongs where it stands."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"

    @classmethod
    def of(cls, confidence: float) -> Doubt:
        """Return the word for a confidence from 0 to 1."""
        if confidence >= 0.85:
            return cls.SURE
        return cls.LIKELY if confidence >= 0.6 else cls.GUESS


@dataclass(frozen=True)
class Person:
    """Who wrote a post: network, handle without "@", display name (the handle where none is known)."""

    network: str
    handle: str
    name: str

    @classmethod
    def of(cls, participant: Participant) -> Person:
        """Return an account as it is shown."""
        return cls.told(participant.network, participant.handle, participant.name)

    @classmethod
    def told(cls, network: str, handle: str, name: str) -> Person:
        """Return an account by what its columns tell."""
        handle = plain(handle)
        return cls(network, handle, plain(name).strip() or handle)

    @cached_property
    def folded(self) -> str:
        """The handle as it is compared."""
        return fold_handle(self.handle)

    @cached_property
    def path(self) -> str:
        """Where the person's page is."""
        return person_path(self.network, self.folded)

    @cached_property
    def initials(self) -> str:
        """One or two letters that stand in for a picture."""
        letters = [word[0] for word in self.name.split() if word[0].isalnum()]
        return "".join(letters[:: max(len(letters) - 1, 1)][:2]).upper() or self.handle[:1].upper()

    @cached_property
    def hue(self) -> int:
        """One of twelve colours, always the same for a handle."""
        return sum(self.folded.encode()) % HUES


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands in a chat, by which evidence and how surely: `label` is `Q1`, `Q1.ask` or the part."""

    label: str
    role: str
    method: str
    confidence: float

    @property
    def doubt(self) -> Doubt:
        """The confidence in a word."""
        return Doubt.of(self.confidence)


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post as it is shown: its words unchanged, `posted_at` in UTC, `local` in its chat's zone.

    `replies` and `retweets` are posts of the same transcript that follow from it; `source` names the kinds of upload
    that told of it and is read for exports only. `remark` came with the post from its source; `host_remark`, in
    Markdown, was written at the desk, where `best` was marked.
    """

    key: str
    source_id: str
    author: Person
    words: Words
    posted_at: datetime
    local: datetime
    precision: str
    place: Place
    reply_to: str = ""
    quote_of: str = ""
    repost_of: str = ""
    is_repost: bool = False
    by_host: bool = False
    original: str = ""
    remark: str = ""
    host_remark: str = ""
    best: bool = False
    cut_at_source: bool = False
    withheld: tuple[str, ...] = ()
    hidden: bool = False
    source: str = ""
    replies: tuple[ShownPost, ...] = ()
    retweets: tuple[ShownPost, ...] = ()

    @property
    def path(self) -> str:
        """Where its own page is."""
        return post_path(self.key)

    @property
    def text(self) -> str:
        """The author's words, unchanged."""
        return self.words.text

    @property
    def has_time(self) -> bool:
        """False when the source knew only the day."""
        return self.precision != "day"

    @property
    def published(self) -> str:
        """When it was written, as machines read it: the day alone where its source knew no more."""
        return self.posted_at.isoformat() if self.has_time else f"{self.local.date()}"

    @property
    def retold(self) -> str:
        """How often it was retweeted and by whom, in words; empty when never."""
        if not self.retweets:
            return ""
        names = ", ".join(dict.fromkeys(f"@{repeat.author.handle}" for repeat in self.retweets))
        return f"{count(len(self.retweets), 'retweet')}: {names}"

    @property
    def asks(self) -> bool:
        """True when it asks the question it stands under."""
        return self.place.role == Role.ASK


class Row(NamedTuple):
    """The columns of a placed post; read without model instances, of which a transcript would need thousands."""

    pk: int
    question: int | None
    part: str
    role: str
    method: str
    confidence: float
    tweet: int
    author: int
    key: str
    network: str
    source_id: str
    text: str
    lang: str
    posted_at: datetime
    precision: str
    reply_to: str
    quote_of: str
    repost_of: str
    is_repost: bool
    url: str
    remark: str
    cut_at_source: bool
    hidden: bool
    withheld: list[str]
    links: list[dict[str, Any]]
    media: list[dict[str, Any]]
    mentions: list[str]


COLUMNS = (
    *("pk", "question_id", "part", "role", "method", "confidence", "tweet_id", "tweet__author_id"),
    *("tweet__key", "tweet__network", "tweet__source_id", "tweet__text", "tweet__lang"),
    *("tweet__posted_at", "tweet__precision"),
    *("tweet__reply_to_key", "tweet__quote_of_key", "tweet__repost_of_key", "tweet__is_repost", "tweet__url"),
    *("tweet__remark", "tweet__cut_at_source", "tweet__hidden", "tweet__withheld"),
    *("tweet__links", "tweet__media", "tweet__mentions"),
)
AUTHOR = ("tweet__author__handle", "tweet__author__name")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading of a chat's posts knows besides their rows.

    The chat's zone, the labels of its questions by row, its hosts by row, which uploads told of a post, and what was
    added at the desk.
    """

    zone: ZoneInfo
    labels: Mapping[int, str]
    hosts: frozenset[int] = frozenset()
    sources: Mapping[int, str] = field(default_factory=dict)
    added: Annotations = field(default_factory=Annotations)

    @classmethod
    @once_in_a_copy(keep=8)
    def of(cls, chat: Chat) -> Reading:
        """Return how a chat's posts are read."""
        labels = {question.pk: question.label for question in chat.questions.all()}
        hosts = frozenset(host.pk for host in chat.hosts.all())
        return cls(chat.zone, labels, hosts, added=Annotations.of(chat))

    def posts(self, placements: PlacementQuerySet) -> list[ShownPost]:
        """Return placed posts as they are shown, oldest first; one query."""
        people: dict[int, Person] = {}
        posts: list[ShownPost] = []
        for *columns, handle, name in placements.in_order().values_list(*COLUMNS, *AUTHOR):
            row = Row._make(columns)
            if row.author not in people:
                people[row.author] = Person.told(row.network, handle, name)
            posts.append(self.post(row, people[row.author]))
        return posts

    def post(self, row: Row, author: Person) -> ShownPost:
        """Return a post that was read as it is shown."""
        return ShownPost(
            key=row.key,
            source_id=row.source_id,
            author=author,
            words=_words(row),
            posted_at=row.posted_at,
            local=local_time(row.posted_at, row.precision, self.zone),
            precision=row.precision,
            place=self._place(row),
            reply_to=row.reply_to,
            quote_of=row.quote_of,
            repost_of=row.repost_of,
            # One that says "MT @ann" or "via @ann" is known by what it was found to repeat.
            is_repost=row.is_repost or bool(row.repost_of),
            by_host=row.author in self.hosts,
            original=original_url(row.network, author.handle, row.source_id, row.url),
            remark=row.remark,
            host_remark=self.added.remarks.get(row.key, ""),
            best=row.key in self.added.best,
            cut_at_source=row.cut_at_source,
            withheld=tuple(map(str, row.withheld)),
            hidden=row.hidden,
            source=self.sources.get(row.tweet, ""),
        )

    def _place(self, row: Row) -> Place:
        label = label_of(self.labels.get(row.question or 0, ""), row.part, row.role)
        return Place(label, row.role, row.method, row.confidence)


def local_time(moment: datetime, precision: str, zone: ZoneInfo) -> datetime:
    """Return a moment in a chat's zone; a day that came as midnight UTC stays that day in every zone."""
    is_bare_day = precision == "day" and (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment if is_bare_day else moment.astimezone(zone)


def _words(row: Row) -> Words:
    """Return what a post says, with its links and media."""
    links = tuple(Link(_told(link, "shown"), _told(link, "url")) for link in row.links)
    media = tuple(
        Media(_told(item, "url"), _told(item, "kind") or "photo", _told(item, "alt"), _told(item, "shown"))
        for item in row.media
    )
    return Words(row.text, row.network, links, media, tuple(map(str, row.mentions)), row.lang)


def _told(entity: dict[str, Any], name: str) -> str:
    return str(entity.get(name) or "")


def people_with_pages(posts: Iterable[ShownPost]) -> frozenset[str]:
    """Return the folded handles that have a page, among the posts' authors and those they mention; one query."""
    posts = list(posts)
    authors = {post.author.folded for post in posts}
    mentioned = {fold_handle(handle) for post in posts for handle in post.words.mentions} - authors
    if not mentioned:
        return frozenset(authors)
    theirs = Tweet.objects.public().filter(author=OuterRef("participant"))
    known = Handle.objects.filter(Exists(theirs), folded__in=mentioned)
    return frozenset(authors.union(known.values_list("folded", flat=True)))
