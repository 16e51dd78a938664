"""The 334,427 posts of ../shared/data/volume as public posts, made in bulk: a chat for each day of each source.

The importer would find hours of chat among them and leave all else a draft; here all of it is to be searched. Posts are
dealt out to three questions and side talk by turns, so that there is something to count by.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from django.utils import timezone

from transcripts.importing.formats import by_name
from transcripts.importing.records import PostRecord, ReadOptions
from transcripts.importing.storing import Store
from transcripts.models import (
    Chat,
    Handle,
    ImportRun,
    Participant,
    Placement,
    Question,
    Series,
    Session,
    Tweet,
    fold_handle,
)

BATCH = 2_000
QUESTIONS = 3
Where = tuple[str, date]
"""The slug of a series, and the day of a chat."""


def records(path: Path, most: int | None = None, every: int = 1) -> Iterator[PostRecord]:
    """Read the posts of the file, at most so many, or each so-many-th only."""
    with gzip.open(path) as stream:
        posts = (one for one in by_name("flat-json").read(stream, ReadOptions()) if isinstance(one, PostRecord))
        yield from islice(posts, 0, most and most * every, every)


def by_source_and_day(record: PostRecord) -> Where:
    """A series of each source, with a chat a day."""
    return _source(record), record.posted_at.astimezone(UTC).date()


def by_month(record: PostRecord) -> Where:
    """One series, with a chat a month."""
    return "volume", record.posted_at.astimezone(UTC).date().replace(day=1)


def load(posts: Iterator[PostRecord], where: Callable[[PostRecord], Where] = by_source_and_day) -> int:
    """Make public rows of posts, a few thousand in a transaction; return how many there are now."""
    archive = _Archive(where)
    while batch := list(islice(posts, BATCH)):
        archive.take(batch)
    return Tweet.objects.count()


@dataclass
class _Archive:
    """What was made so far, by what the records call it."""

    where: Callable[[PostRecord], Where]
    series: dict[str, Series] = field(default_factory=dict)
    people: dict[str, Participant] = field(default_factory=dict)
    chats: dict[Where, Chat] = field(default_factory=dict)
    questions: dict[int, list[Question]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def take(self, batch: list[PostRecord]) -> None:
        self.add_people(batch)
        tweets: list[Tweet] = []
        places: list[Where] = []
        for record in batch:
            tweet = self.row(record)
            if tweet.key not in self.keys:
                self.keys.add(tweet.key)
                tweets.append(tweet)
                places.append(self.where(record))
        self.add_chats(set(places))
        Tweet.objects.bulk_create(tweets)
        Placement.objects.bulk_create(self.placement(tweet, at) for tweet, at in zip(tweets, places, strict=True))

    def row(self, record: PostRecord) -> Tweet:
        store = Store(ImportRun(), Series(), UTC)
        return store.row(record, self.people[fold_handle(record.author.handle)].pk)

    def add_people(self, batch: list[PostRecord]) -> None:
        names = {fold_handle(record.author.handle): record.author for record in batch}
        fresh = {
            folded: Participant(network="twitter", handle=author.handle, name=author.name)
            for folded, author in names.items()
            if folded not in self.people
        }
        Participant.objects.bulk_create(fresh.values())
        self.people |= fresh
        Handle.objects.bulk_create(
            Handle(participant=person, network="twitter", folded=folded) for folded, person in fresh.items()
        )

    def add_chats(self, places: set[Where]) -> None:
        fresh = {place: self.chat(*place) for place in sorted(places - self.chats.keys())}
        Chat.objects.bulk_create(fresh.values())
        self.chats |= fresh
        Session.objects.bulk_create(self.session(chat) for chat in fresh.values())
        for chat in fresh.values():
            self.questions[chat.pk] = [self.question(chat, number) for number in range(1, QUESTIONS + 1)]
        Question.objects.bulk_create(one for chat in fresh.values() for one in self.questions[chat.pk])

    def chat(self, source: str, day: date) -> Chat:
        if source not in self.series:
            self.series[source] = Series.objects.create(slug=source, name=f"#{source} chats", hashtags=[source])
        now = timezone.now()
        return Chat(
            series=self.series[source], date=day, address=day.isoformat(), timezone="UTC",
            published_at=now, first_published_at=now,
        )  # fmt: skip

    @staticmethod
    def session(chat: Chat) -> Session:
        start = datetime.combine(chat.date, time(), UTC)
        return Session(chat=chat, start=start, end=start + timedelta(days=1))

    @staticmethod
    def question(chat: Chat, number: int) -> Question:
        return Question(chat=chat, label=f"Q{number}", slug=f"q{number}", number=number, position=number)

    def placement(self, tweet: Tweet, at: Where) -> Placement:
        chat = self.chats[at]
        turn = tweet.pk % (QUESTIONS + 1)
        question = self.questions[chat.pk][turn] if turn < QUESTIONS else None
        part = "" if question else "aside"
        return Placement(chat=chat, tweet=tweet, question=question, part=part, method="time", confidence=0.5)


def _source(record: PostRecord) -> str:
    told = str(json.loads(record.raw)["src"]).lower()
    return re.sub(r"[^a-z0-9]+", "-", told).strip("-")[:60]
