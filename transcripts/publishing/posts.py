"""Posts as they are shown: plain values, read from rows once and handed to every surface."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from ..grouping import Role
from ..models import Handle, Participant, Placement, Tweet, fold_handle
from .addresses import original_url, person_path, post_path
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
        handle = plain(participant.handle)
        return cls(participant.network, handle, plain(participant.name).strip() or handle)

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
    that told of it and is read for exports only.
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
    cut_at_source: bool = False
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
    def asks(self) -> bool:
        """True when it asks the question it stands under."""
        return self.place.role == Role.ASK


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading of rows knows besides the rows: the chat's zone, its hosts, and which uploads told of a post."""

    zone: ZoneInfo
    hosts: frozenset[int] = frozenset()
    sources: dict[int, str] | None = None

    def post(self, placement: Placement, people: dict[int, Person], label: str) -> ShownPost:
        """Return a placed post as it is shown; `people` spares a second look at the same author."""
        tweet = placement.tweet
        author = people.get(tweet.author_id) or people.setdefault(tweet.author_id, Person.of(tweet.author))
        return ShownPost(
            key=tweet.key,
            source_id=tweet.source_id,
            author=author,
            words=words_of(tweet),
            posted_at=tweet.posted_at,
            local=tweet.posted_at.astimezone(self.zone),
            precision=tweet.precision,
            place=Place(label, placement.role, placement.method, placement.confidence),
            reply_to=tweet.reply_to_key,
            quote_of=tweet.quote_of_key,
            repost_of=tweet.repost_of_key,
            is_repost=tweet.is_repost,
            by_host=tweet.author_id in self.hosts,
            original=original_url(tweet.network, tweet.author.handle, tweet.source_id, tweet.url),
            remark=tweet.remark,
            cut_at_source=tweet.cut_at_source,
            hidden=tweet.hidden,
            source=self.sources.get(tweet.pk, "") if self.sources else "",
        )


def words_of(tweet: Tweet) -> Words:
    """Return what a post says, with its links and media."""
    links = tuple(Link(_told(link, "shown"), _told(link, "url")) for link in tweet.links)
    media = tuple(
        Media(_told(item, "url"), _told(item, "kind") or "photo", _told(item, "alt"), _told(item, "shown"))
        for item in tweet.media
    )
    return Words(tweet.text, tweet.network, links, media, tuple(map(str, tweet.mentions)))


def _told(entity: dict[str, Any], name: str) -> str:
    return str(entity.get(name) or "")


def people_with_pages(posts: Iterable[ShownPost]) -> frozenset[str]:
    """Return the folded handles that have a page, among the posts' authors and those they mention; one query."""
    posts = list(posts)
    authors = {post.author.folded for post in posts}
    mentioned = {fold_handle(handle) for post in posts for handle in post.words.mentions} - authors
    theirs = Tweet.objects.public().filter(author=OuterRef("participant"))
    known = Handle.objects.filter(Exists(theirs), folded__in=mentioned)
    return frozenset(authors.union(known.values_list("folded", flat=True)))
