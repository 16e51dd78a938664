"""Posts of a file that is not taken in yet → the chats it would make, beside what the archive has. Writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from ..grouping import Grouping, Hour, Part, Post, Role, Verdict, group, match_cut_reposts
from ..models import Chat, Handle, ImportRun, Participant, Series, Tweet, fold_handle
from .announced import Announced
from .deciding import Decided
from .foreseen import FileOfPosts, ForeseenChat, ForeseenQuestion, in_time
from .overrides import Overrides, asked_moments
from .people import meant_by_handle
from .planning import HOSTS, SESSIONS, by_day, chats_within, meeting, own_hours
from .reading import SeriesPosts, posts_of
from .regrouping import LAST_QUESTION_WITHIN, hosts_by_hand, hours_of
from .spans import Span, reach_in, reach_of, slices
from .twins import Wording, find_twins
from .uniting import wordings_of

SAMPLE = 6
THIS_FILE = 0
"""The number of an upload that is none yet."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A chat of a day with its hours, the posts in reach of it, and the archive's chat that it is, if any.

    `announced` are the questions of it in the series' schedule.
    """

    date: date
    hours: tuple[Hour, ...]
    posts: tuple[Post, ...]
    existing: Chat | None
    announced: tuple[str, ...]


@dataclass(slots=True)
class Foresight:
    """What a file's posts would become; goes the way of regrouping, without its writing."""

    series: Series
    network: str
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
        self.file.outside = len(self.own() - standing)
        meant, unclear = self.meant([one for one, _ in met])
        chats = [self.foreseen(one, self.renamed(one, grouping, meant), one is meant) for one, grouping in met]
        return chats, [*problem, *unclear, *self.unknown_questions(next((g for one, g in met if one is meant), None))]

    def unknown_questions(self, grouping: Grouping | None) -> Iterator[str]:
        """Yield a sentence for each told time of a question that the chat has not."""
        labels = [one.label for one in grouping.questions] if grouping else []
        for label in self.overrides.questions if grouping else ():
            if label not in labels:
                yield f"There is no question {label} to give a time to; there are: {', '.join(labels) or 'none'}."

    def own(self) -> set[str]:
        """Return the keys under which the file's posts would stand."""
        return {self.file.twins.get(key, key) for key in self.file.posts} | set(self.file.twins.values())

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
        moments += [told.start, told.end] if told else []
        for span in slices(moments, self.series.zone, reach_in(self.series).back):
            yield from self.within(span, told)

    def within(self, span: Span, told: Hour | None) -> Iterator[Planned]:
        """Yield the chats that begin in a stretch of time."""
        around = span.widened(reach_in(self.series).around)
        announced = Announced.of(self.series, around)
        loaded = self.loaded(around, span)
        found = self.hours(loaded, around, announced)
        while more := self.with_originals(loaded, [hour for hour in found if span.holds(hour.start)], span):
            loaded = more
            found = self.hours(loaded, around, announced)
        days = self.days(span, found, told)
        taken = [hour for _, hours, _ in days for hour in hours]
        loaded = loaded.seated(taken, self.series.zone)
        for day, hours, existing in days:
            others = [hour for hour in [*found, *taken] if hour not in hours]
            reach = reach_of(hours, others)
            posts = tuple(post for post in loaded.posts if reach.holds(post.posted_at))
            yield Planned(day, hours, posts, existing, tuple(announced.questions(day)))

    def loaded(self, around: Span, span: Span) -> SeriesPosts:
        """Return the file's posts and the archive's of a stretch of time, each once."""
        own = {key: post for key, post in self.file.posts.items() if around.start <= post.posted_at <= around.end}
        stored = posts_of(self.series, around)
        rest = [post for post in stored.posts if post.key not in own]
        posts = tuple(sorted([*own.values(), *rest], key=in_time))
        files = stored.files if all(post.exact_time for post in own.values()) else (*stored.files, tuple(own))
        return SeriesPosts(self.united(posts, around, span) if rest else posts, stored.ids, files)

    def united(self, posts: Sequence[Post], around: Span, span: Span) -> tuple[Post, ...]:
        """Return the posts without those that are others in other words."""
        stored = Tweet.objects.of_series(self.series).between(around.start, around.end)
        if not (self.file.without_id or stored.filter(source_id="").exists()):
            return tuple(posts)
        theirs = list(wordings_of(stored, self.series.zone))
        known = {wording.key for wording in theirs}
        wordings = [*theirs, *self.wordings([post for post in posts if post.key not in known])]
        authors = {wording.author for wording in wordings if not wording.has_id}
        twins = find_twins(wording for wording in wordings if wording.author in authors)
        within = {post.key: twins[post.key] for post in posts if post.key in twins and span.holds(post.posted_at)}
        self.file.twins.update((gone, kept) for gone, kept in within.items())
        return tuple(led(post, within) for post in posts if post.key not in within)

    def wordings(self, posts: Sequence[Post]) -> Iterator[Wording]:
        """Yield posts of the file as twins are found among them; who is in no account yet has said nothing before."""
        known = accounts_called({post.author for post in posts}, self.network)
        for post in posts:
            if post.author in known:
                yield Wording(
                    key=post.key,
                    author=known[post.author].pk,
                    posted_at=post.posted_at,
                    sequence=post.sequence,
                    said_on=post.posted_at.astimezone(self.series.zone).date(),
                    is_timed=post.exact_time,
                    has_id=post.key not in self.file.without_id,
                    is_repost=post.is_repost,
                    texts=(post.text,),
                    runs=frozenset({THIS_FILE}),
                )

    def hours(self, loaded: SeriesPosts, around: Span, announced: Announced) -> list[Hour]:
        """Return the hours among posts, with the hosts and the day that a person told."""
        named = {fold_handle(host) for host in [*self.overrides.hosts, *self.series.usual_hosts]}
        named |= hosts_by_hand(self.series, around) | announced.hosts
        told = {self.overrides.date} if self.overrides.date else set()
        return hours_of(self.series, loaded, named, announced, told)

    def with_originals(self, loaded: SeriesPosts, found: Sequence[Hour], span: Span) -> SeriesPosts | None:
        """Return the posts with originals that hours call in and retweets matched to theirs; None if there are none."""
        here = {post.key for post in loaded.posts}
        told = {key for post in loaded.posts for key in (post.quote_of, post.repost_of) if key} - here
        aside = [self.file.aside[key] for key in told & self.file.aside.keys()]
        called = [post for post in aside if any(hour.start <= post.posted_at <= hour.end for hour in found)]
        called += [post for key, post in self.file.aside.items() if key not in here | told and cut_in(post, found)]
        matches = match_cut_reposts(loaded.posts)
        within = {post.key for post in loaded.posts if span.holds(post.posted_at)} & matches.keys()
        if not (called or within):
            return None
        matched = [replace(one, repost_of=matches[one.key]) if one.key in within else one for one in loaded.posts]
        return replace(loaded, posts=tuple(sorted([*matched, *called], key=in_time)))

    def days(
        self, span: Span, found: Sequence[Hour], told: Hour | None
    ) -> list[tuple[date, tuple[Hour, ...], Chat | None]]:
        """Return each day's hours and the archive's chat they meet; what a person fixed stays as it is."""
        existing = chats_within(self.series, span)
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

    def grouping(
        self, planned: Planned, hosts: Sequence[str] | None = None, asked_at: Mapping[str, datetime] | None = None
    ) -> Grouping:
        """Group a chat's posts."""
        by_hand = planned.existing is not None and HOSTS in planned.existing.by_hand
        if hosts is None and by_hand and planned.existing:
            hosts = [host.folded for host in planned.existing.hosts.all()]
        outline = (*self.outline(planned.posts), *planned.announced)
        decided, letters = Decided.of(planned.existing), self.series.letters
        return group(
            planned.posts,
            planned.hours,
            letters=letters,
            hosts=hosts,
            outline=outline,
            asked_at={**decided.asked_at, **(asked_at or {})},
            decided=decided.laid_over,
        )

    def outline(self, posts: Iterable[Post]) -> tuple[str, ...]:
        """Return the headings of the files that carry the given posts, this one among them."""
        keys = [post.key for post in posts]
        outlines = {self.sha256: list(self.headings)} if self.file.posts.keys() & set(keys) else {}
        if self.series.runs.exclude(outline=[]).exists():
            runs = ImportRun.objects.filter(series=self.series, sightings__tweet__key__in=keys)
            outlines |= {run.sha256: run.outline for run in runs.exclude(outline=[]).distinct()}
        return tuple(heading for _, outline in sorted(outlines.items()) for heading in outline)

    def touches(self, grouping: Grouping) -> bool:
        """True when the file tells of the chat, and not only of the hours around it."""
        own = self.own()
        return any(one.key in own and one.part != Part.OFF for one in grouping.verdicts)

    def meant(self, planned: Sequence[Planned]) -> tuple[Planned | None, list[str]]:
        """Return the chat that told hosts and title speak of, or a sentence that asks which one it is."""
        if not self.overrides.of_one_chat:
            return None, []
        meant = [one for one in planned if self.overrides.date in (None, one.date)]
        if len(meant) == 1:
            return meant[0], []
        days = ", ".join(one.date.isoformat() for one in meant) or "none"
        return None, [f"What was told holds for one chat, the file has {days}; say which by its day."]

    def renamed(self, planned: Planned, grouping: Grouping, meant: Planned | None) -> Grouping:
        """Group the chat that is meant by its told hosts and question times."""
        if planned is not meant or not (self.overrides.hosts or self.overrides.questions):
            return grouping
        hosts = [fold_handle(host) for host in self.overrides.hosts] or None
        return self.grouping(planned, hosts, asked_moments(self.overrides.questions, planned.date, self.series.zone))

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


def accounts_called(handles: Collection[str], network: str) -> dict[str, Participant]:
    """Return the account that each of some folded handles means, where the archive has one."""
    called: dict[str, list[Participant]] = {}
    for handle in Handle.objects.filter(folded__in=handles, network=network).select_related("participant"):
        called.setdefault(handle.folded, []).append(handle.participant)
    return {folded: account for folded, accounts in called.items() if (account := meant_by_handle(accounts))}


def cut_in(post: Post, found: Iterable[Hour]) -> bool:
    """True for a post of an hour's host that looks cut: its hashtag may stand in the part that is lost."""
    return post.text.rstrip().endswith("…") and any(
        hour.start <= post.posted_at <= hour.end + LAST_QUESTION_WITHIN and post.author in hour.hosts for hour in found
    )


def led(post: Post, to: Mapping[str, str]) -> Post:
    """Return a post whose references lead to the posts that stay."""
    told = (post.reply_to, post.quote_of, post.repost_of)
    if not any(key in to for key in told):
        return post
    reply_to, quote_of, repost_of = (to.get(key, key) for key in told)
    return replace(post, reply_to=reply_to, quote_of=quote_of, repost_of=repost_of)


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
