"""The transcript of a chat: read once, in a fixed number of queries, and shown alike on every surface."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from ..grouping import Part
from ..models import Chat, Question, Sighting, Tweet
from ..once import once_in_a_copy
from .addresses import chat_path
from .annotations import Annotations
from .gaps import Gaps
from .posts import Person, Reading, ShownPost, people_with_pages
from .threads import fold_retweets, thread, unfolded

TITLES = {
    Part.INTRO: "Hellos",
    Part.WRAPUP: "Goodbyes",
    Part.ASIDE: "Side talk",
    Part.OFF: "Outside the chat",
    Part.UNPLACED: "Not sorted yet",
}
ANCHORS = {
    Part.INTRO: "hellos",
    Part.WRAPUP: "goodbyes",
    Part.ASIDE: "side-talk",
    Part.OFF: "outside",
    Part.UNPLACED: "not-sorted",
}

SUMMARY_LENGTH = 250


@dataclass(frozen=True, slots=True)
class Section:
    """A question with the posts that ask it and its answers, or a part of the hour with its posts.

    `anchor` is its place on the transcript's page; `path` its own page, empty for a part. `count` is the number of
    answers (of a part: of posts), replies included and retweets not. `note`, in Markdown, was written at the desk.
    """

    anchor: str
    label: str
    title: str
    path: str
    asks: tuple[ShownPost, ...]
    posts: tuple[ShownPost, ...]
    count: int
    note: str = ""

    @property
    def is_question(self) -> bool:
        """True for a question, false for a part of the hour."""
        return bool(self.path)

    @property
    def every_post(self) -> Iterator[ShownPost]:
        """Its posts one by one, those that ask first."""
        yield from unfolded(self.asks)
        yield from unfolded(self.posts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A session in its chat's zone."""

    start: datetime
    end: datetime

    @property
    def zone(self) -> str:
        """The zone's short name at that time: EDT."""
        return self.start.tzname() or ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """All that anyone may see of a chat: questions and parts in reading order, hosts, sessions, and the gaps.

    `hashtag` has no "#". `opening` and `closing`, in Markdown, are what its recap begins and ends with.
    """

    series: str
    series_name: str
    hashtag: str
    address: str
    date: date
    title: str
    framing: str
    sessions: tuple[Stretch, ...]  # none where the source knows only the day
    hosts: tuple[Person, ...]
    sections: tuple[Section, ...]
    gaps: Gaps
    people: frozenset[str]
    opening: str = ""
    closing: str = ""

    @classmethod
    @once_in_a_copy(keep=8)
    def of(cls, chat: Chat, *, hidden: bool = False, sources: bool = False) -> Transcript:
        """Read a chat; with the posts that are hidden, and with the uploads that told of each post, when asked to."""
        hosts = list(chat.hosts.all())
        questions = list(chat.questions.all())
        labels = {question.pk: question.label for question in questions}
        told = _sources(chat) if sources else {}
        added = Annotations.of(chat)
        reading = Reading(chat.zone, labels, frozenset(host.pk for host in hosts), told, added)
        placed = reading.posts(chat.placements.all())
        shown = placed if hidden else _without_hidden(placed)
        sections = tuple(_sections(chat, questions, shown, added))
        return cls(
            series=chat.series.slug,
            series_name=chat.series.name,
            hashtag=(chat.series.hashtags or [chat.series.slug])[0],
            address=chat.address,
            date=chat.date,
            title=chat.name,
            framing=chat.framing,
            sessions=stretches(chat),
            hosts=tuple(Person.of(host) for host in hosts),
            sections=sections,
            gaps=_gaps(chat, placed, sections),
            people=people_with_pages(shown),
            opening=added.opening,
            closing=added.closing,
        )

    @property
    def path(self) -> str:
        """Where its page is."""
        return chat_path(self.series, self.address)

    @property
    def has_recap(self) -> bool:
        """True when somebody marked or wrote something that its recap shows."""
        noted = self.opening or self.closing or any(section.note for section in self.sections)
        return bool(noted) or any(post.best for post in self.every_post)

    @property
    def summary(self) -> str:
        """What it is, in a sentence or two for those who only see a link to it."""
        asked = " ".join(f"{section.label}: {section.title}" for section in self.questions)
        told = f"{self.series_name} chat of {self.date:%-d %B %Y}. {self.gaps} {asked}"
        return textwrap.shorten(told, SUMMARY_LENGTH, placeholder="…")

    @property
    def questions(self) -> tuple[Section, ...]:
        """Its questions, in order."""
        return tuple(section for section in self.sections if section.is_question)

    @property
    def every_post(self) -> Iterator[ShownPost]:
        """Its posts one by one as they are read, retweets folded."""
        for section in self.sections:
            yield from section.every_post

    def question(self, anchor: str) -> Section | None:
        """The question with a place in the chat's addresses."""
        return next((section for section in self.questions if section.anchor == anchor), None)


def _without_hidden(posts: list[ShownPost]) -> list[ShownPost]:
    """Return the posts that nobody hid, and that repeat none that is hidden, not even through another retweet."""
    hidden = {post.key for post in posts if post.hidden}
    hidden |= {post.key for post in posts if post.repost_of in hidden}
    return [post for post in posts if post.key not in hidden and post.repost_of not in hidden]


def _sections(
    chat: Chat, questions: Iterable[Question], posts: list[ShownPost], added: Annotations
) -> Iterator[Section]:
    """Yield hellos, the questions, then the other parts that hold a post."""
    by_label: dict[str, list[ShownPost]] = defaultdict(list)
    for post in fold_retweets(posts):
        by_label[post.place.label].append(post)
    yield from _parts(by_label, [Part.INTRO])
    for question in questions:
        section = _question(chat, question, by_label[f"{question.label}.ask"], by_label[question.label])
        yield replace(section, note=added.above(question))
    yield from _parts(by_label, [Part.WRAPUP, Part.ASIDE, Part.OFF, Part.UNPLACED])


def _parts(by_label: Mapping[str, list[ShownPost]], parts: Iterable[Part]) -> Iterator[Section]:
    for part in parts:
        if posts := by_label.get(part):
            yield Section(ANCHORS[part], "", TITLES[part], "", (), thread(posts), len(posts))


def _question(chat: Chat, question: Question, asks: list[ShownPost], answers: list[ShownPost]) -> Section:
    return Section(
        anchor=question.slug,
        label=question.label,
        title=question.text.strip() or f"Question {question.label}",
        path=f"{chat_path(chat.series.slug, chat.address)}{question.slug}/",
        asks=tuple(asks),
        posts=thread(answers),
        count=len(answers),
    )


def stretches(chat: Chat) -> tuple[Stretch, ...]:
    """Return the sessions of a chat in its zone; none where its source knew only the day."""
    told = (one for one in chat.sessions.all() if one.start < one.end)
    return tuple(Stretch(one.start.astimezone(chat.zone), one.end.astimezone(chat.zone)) for one in told)


def _gaps(chat: Chat, placed: list[ShownPost], sections: Iterable[Section]) -> Gaps:
    shown = [post for section in sections for post in section.every_post]
    # One whose original is not in the chat stands for it there, and is a retweet none the less.
    originals = [post for post in shown if not post.is_repost]
    runs = chat.runs.order_by("format").values_list("format", "is_selection")
    told = dict.fromkeys(runs)
    return Gaps(
        posts=len(originals),
        people=len({post.author for post in originals}),
        retweets=len(shown) - len(originals) + sum(len(post.retweets) for post in shown),
        unsorted=sum(post.place.label == Part.UNPLACED for post in shown),
        hidden=sum(post.hidden for post in placed),
        formats=tuple(name for name, is_selection in told if not is_selection),
        selections=tuple(name for name, is_selection in told if is_selection),
    )


def _sources(chat: Chat) -> dict[int, str]:
    """Return the kinds of upload that told of each post of a chat, by row."""
    return kinds_by("tweet", Sighting.objects.filter(tweet__in=Tweet.objects.filter(placements__chat=chat)))


def kinds_by(field: str, sightings: QuerySet[Sighting]) -> dict[Any, str]:
    """Return the kinds of upload that sightings are from, by a field of theirs."""
    told: dict[Any, set[str]] = defaultdict(set)
    for value, name in sightings.values_list(field, "run__format").distinct():
        told[value].add(name)
    return {value: ";".join(sorted(names)) for value, names in told.items()}
