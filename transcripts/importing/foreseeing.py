"""Posts of a file that is not taken in yet → the chats it would make, beside what the archive has. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from ..grouping import Grouping, Hour, Part, Post, Role, Verdict, group, match_cut_reposts
from ..models import Chat, ImportRun, Series, fold_handle
from .overrides import Overrides
from .planning import HOSTS, SESSIONS, by_day, chats_within, meeting, own_hours
from .reading import SeriesPosts, posts_of
from .regrouping import hosts_by_hand, hours_of
from .spans import AROUND, Span, reach_of, slices

SAMPLE = 6


@dataclass(frozen=True, slots=True)
class ForeseenPost:
    """A post as an example: who, when, what, and under which question's label or in which part it would stand."""

    author: str
    posted_at: datetime
    text: str
    place: str
    exact_time: bool = True


@dataclass(frozen=True, slots=True)
class ForeseenQuestion:
    """A question that would be found."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ForeseenChat:
    """A chat that would be made, or that the file would add to (`path` is then its address).

    `posts` counts all that would stand in it, `fresh` those of them that only this file tells of.
    """

    date: date
    start: datetime
    end: datetime
    title: str
    hosts: tuple[str, ...]
    confidence: float
    questions: tuple[ForeseenQuestion, ...]
    posts: int
    fresh: int
    unsorted: int
    sample: tuple[ForeseenPost, ...]
    path: str


@dataclass(slots=True)
class FileOfPosts:
    """The posts of a file by key: the series' own, and those aside, which an hour may call in. How handles are spelled.

    `outside` is how many of its own posts would stand in no chat.
    """

    posts: dict[str, Post] = field(default_factory=dict)
    aside: dict[str, Post] = field(default_factory=dict)
    handles: dict[str, str] = field(default_factory=dict)
    outside: int = 0

    def first(self, number: int) -> tuple[ForeseenPost, ...]:
        """The file's first posts in time, as examples."""
        return tuple(self.example(post, "") for post in sorted(self.posts.values(), key=in_time)[:number])

    def example(self, post: Post, place: str) -> ForeseenPost:
        """A post as an example."""
        return ForeseenPost(self.spelled(post.author), post.posted_at, post.text, place, post.exact_time)

    def spelled(self, handle: str) -> str:
        """A handle as its owner writes it."""
        return self.handles.get(handle, handle)


@dataclass(frozen=True, slots=True)
class Planned:
    """A chat of a day with its hours, the posts in reach of it, and the archive's chat that it is, if any."""

    date: date
    hours: tuple[Hour, ...]
    posts: tuple[Post, ...]
    existing: Chat | None


@dataclass(slots=True)
class Foresight:
    """What a file's posts would become; goes the way of regrouping, without its writing."""

    series: Series
    file: FileOfPosts
    sha256: str
    headings: Sequence[str]
    overrides: Overrides

    def chats(self) -> tuple[list[ForeseenChat], list[str]]:
        """Return the chats the file would have posts in, and in sentences what of the told does not fit."""
        told, problem = self.told_hours()
        planned = list(self.planned(told))
        grouped = [(one, self.grouping(one)) for one in planned]
        met = [(one, grouping) for one, grouping in grouped if self.touches(grouping)]
        standing = {verdict.key for _, grouping in grouped for verdict in grouping.verdicts}
        self.file.outside = len(self.file.posts.keys() - standing)
        meant, unclear = self.meant([one for one, _ in met])
        chats = [self.foreseen(one, self.renamed(one, grouping, meant), one is meant) for one, grouping in met]
        return chats, [*problem, *unclear]

    def told_hours(self) -> tuple[Hour | None, list[str]]:
        """Return the hour that a person told or whose day they told, if it is not simply found."""
        day = self.overrides.date
        told = self.overrides.hours(self.series.zone)
        if day is None or (told is None and any(one.date == day for one in self.planned(None))):
            return None, []
        start, end = told or self.span_of(day) or (None, None)
        if start is None or end is None:
            return None, [f"The file has no post on {day.isoformat()} ({self.series.timezone}), the day that was told."]
        return Hour(start, end, (), 1.0), []

    def span_of(self, day: date) -> tuple[datetime, datetime] | None:
        """Return the moments of the first and the last of the file's posts of a day."""
        midnight = datetime.combine(day, time(), self.series.zone)
        moments = [post.posted_at for post in self.file.posts.values()]
        within = [moment for moment in moments if midnight <= moment < midnight + timedelta(days=1)]
        return (min(within), max(within)) if within else None

    def planned(self, told: Hour | None) -> Iterator[Planned]:
        """Yield the chats of all stretches of time that the file's posts bear on."""
        moments = [post.posted_at for post in self.file.posts.values()]
        for span in slices([*moments, *([told.start, told.end] if told else [])], self.series.zone):
            yield from self.within(span, told)

    def within(self, span: Span, told: Hour | None) -> Iterator[Planned]:
        """Yield the chats that begin in a stretch of time."""
        start, end = span.start - AROUND, span.end + AROUND
        loaded = self.loaded(start, end)
        found = hours_of(self.series, loaded, self.hosts(Span(start, end)))
        changed = self.with_originals(loaded, [hour for hour in found if span.holds(hour.start)], span)
        if changed is not None:
            loaded = changed
            found = hours_of(self.series, loaded, self.hosts(Span(start, end)))
        days = self.days(span, found, told)
        taken = [hour for _, hours, _ in days for hour in hours]
        for day, hours, existing in days:
            others = [hour for hour in [*found, *taken] if hour not in hours]
            reach = reach_of(hours, others)
            yield Planned(day, hours, tuple(post for post in loaded.posts if reach.holds(post.posted_at)), existing)

    def loaded(self, start: datetime, end: datetime) -> SeriesPosts:
        """Return the file's posts and the archive's of a stretch of time."""
        own = [post for post in self.file.posts.values() if start <= post.posted_at <= end]
        if self.series.pk is None:
            return SeriesPosts(tuple(sorted(own, key=in_time)), {})
        stored = posts_of(self.series, start, end)
        rest = [post for post in stored.posts if post.key not in self.file.posts]
        return SeriesPosts(tuple(sorted([*own, *rest], key=in_time)), stored.ids)

    def hosts(self, span: Span) -> set[str]:
        """Return the handles of whom a person said that they host."""
        named = {fold_handle(host) for host in [*self.overrides.hosts, *self.series.usual_hosts]}
        return named | (hosts_by_hand(self.series, span) if self.series.pk else set())

    def with_originals(self, loaded: SeriesPosts, found: Sequence[Hour], span: Span) -> SeriesPosts | None:
        """Return the posts with originals that hours call in and retweets matched to theirs; None if there are none."""
        here = {post.key for post in loaded.posts}
        told = {key for post in loaded.posts for key in (post.quote_of, post.repost_of) if key} - here
        aside = [self.file.aside[key] for key in told & self.file.aside.keys()]
        called = [post for post in aside if any(hour.start <= post.posted_at <= hour.end for hour in found)]
        matches = match_cut_reposts(loaded.posts)
        within = {post.key for post in loaded.posts if span.holds(post.posted_at)} & matches.keys()
        if not (called or within):
            return None
        matched = [replace(one, repost_of=matches[one.key]) if one.key in within else one for one in loaded.posts]
        return SeriesPosts(tuple(sorted([*matched, *called], key=in_time)), loaded.ids)

    def days(
        self, span: Span, found: Sequence[Hour], told: Hour | None
    ) -> list[tuple[date, tuple[Hour, ...], Chat | None]]:
        """Return each day's hours and the archive's chat they meet; what a person fixed stays as it is."""
        existing = chats_within(self.series, span) if self.series.pk else []
        fixed = [chat for chat in existing if SESSIONS in chat.by_hand]
        free = [hour for hour in found if span.holds(hour.start)]
        days = by_day(self.series, free, fixed)
        told_here = told if told and self.overrides.date and span.holds(told.start) else None
        if told_here and self.overrides.date:
            fixed = [chat for chat in fixed if chat.date != self.overrides.date]
            days = without(days, self.overrides.date, told_here)
            days[self.overrides.date] = [named_like(told_here, found)]
        chats = [chat for chat in existing if SESSIONS not in chat.by_hand or told_here]
        return [(chat.date, own_hours(chat, found), chat) for chat in fixed] + [
            (day, tuple(hours), meeting(chats, day, hours)) for day, hours in sorted(days.items())
        ]

    def grouping(self, planned: Planned, hosts: Sequence[str] | None = None) -> Grouping:
        """Group a chat's posts."""
        by_hand = planned.existing is not None and HOSTS in planned.existing.by_hand
        if hosts is None and by_hand and planned.existing:
            hosts = [host.folded for host in planned.existing.hosts.all()]
        outline = self.outline(planned.posts)
        return group(planned.posts, planned.hours, letters=self.series.letters, hosts=hosts, outline=outline)

    def outline(self, posts: Iterable[Post]) -> tuple[str, ...]:
        """Return the headings of the files that carry the given posts, this one among them."""
        keys = [post.key for post in posts]
        outlines = {self.sha256: list(self.headings)} if self.file.posts.keys() & set(keys) else {}
        if self.series.pk and self.series.runs.exclude(outline=[]).exists():
            runs = ImportRun.objects.filter(series=self.series, sightings__tweet__key__in=keys)
            outlines |= {run.sha256: run.outline for run in runs.exclude(outline=[]).distinct()}
        return tuple(heading for _, outline in sorted(outlines.items()) for heading in outline)

    def touches(self, grouping: Grouping) -> bool:
        """True when the file tells of the chat, and not only of the hours around it."""
        return any(one.key in self.file.posts and one.part != Part.OFF for one in grouping.verdicts)

    def meant(self, planned: Sequence[Planned]) -> tuple[Planned | None, list[str]]:
        """Return the chat that told hosts and title speak of, or a sentence that asks which one it is."""
        if not (self.overrides.hosts or self.overrides.title):
            return None, []
        meant = [one for one in planned if self.overrides.date in (None, one.date)]
        if len(meant) == 1:
            return meant[0], []
        days = ", ".join(one.date.isoformat() for one in meant) or "none"
        return None, [f"Host and title speak of one chat, the file has {days}; say which by its day."]

    def renamed(self, planned: Planned, grouping: Grouping, meant: Planned | None) -> Grouping:
        """Group the chat that is meant by its told hosts."""
        if planned is not meant or not self.overrides.hosts:
            return grouping
        return self.grouping(planned, [fold_handle(host) for host in self.overrides.hosts])

    def foreseen(self, planned: Planned, grouping: Grouping, is_meant: bool) -> ForeseenChat:
        """Tell of a chat."""
        hours, verdicts = planned.hours, {verdict.key: verdict for verdict in grouping.verdicts}
        title = next((hour.title for hour in hours if hour.title), "")
        kept = planned.existing.title if planned.existing and "title" in planned.existing.by_hand else ""
        within = [post for post in sorted(planned.posts, key=in_time) if hours[0].start <= post.posted_at]
        return ForeseenChat(
            date=planned.date,
            start=hours[0].start,
            end=hours[-1].end,
            title=(self.overrides.title if is_meant else "") or kept or title,
            hosts=tuple(self.file.spelled(host) for host in grouping.hosts),
            confidence=round(min(hour.confidence for hour in hours), 2),
            questions=tuple(ForeseenQuestion(one.label, one.text) for one in grouping.questions),
            posts=len(verdicts),
            fresh=len(verdicts.keys() & self.file.posts.keys()),
            unsorted=sum(verdict.part == Part.UNPLACED for verdict in verdicts.values()),
            sample=tuple(self.file.example(post, place_of(verdicts.get(post.key))) for post in within[:SAMPLE]),
            path=planned.existing.get_absolute_url() if planned.existing else "",
        )


def in_time(post: Post) -> tuple[datetime, int, str]:
    """Return what sorts posts as they were said."""
    return post.posted_at, post.sequence, post.key


def place_of(verdict: Verdict | None) -> str:
    """Return a question's label, with “.ask” for a post that asks it, or the name of a part."""
    if verdict is None:
        return ""
    asks = ".ask" if verdict.role == Role.ASK else ""
    return f"{verdict.question}{asks}" if verdict.question else str(verdict.part or "")


def without(days: dict[date, list[Hour]], day: date, told: Hour) -> dict[date, list[Hour]]:
    """Return the days' hours without those of a day, and without those that meet the told one."""
    apart = {
        other: [hour for hour in hours if hour.end < told.start or told.end < hour.start]
        for other, hours in days.items()
        if other != day
    }
    return {other: hours for other, hours in apart.items() if hours}


def named_like(told: Hour, found: Sequence[Hour]) -> Hour:
    """Return a told hour with the hosts and title of the hours found there."""
    met = [hour for hour in found if told.start <= hour.end and hour.start <= told.end]
    hosts = tuple(dict.fromkeys(host for hour in met for host in hour.hosts))
    return replace(told, hosts=hosts, title=next((hour.title for hour in met if hour.title), ""))
