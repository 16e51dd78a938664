"""What a series announced beforehand, and what that says of the hours found among its posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from ..grouping import Hour, Post
from ..models import ImportRun, ScheduledChat, Series, fold_handle
from .records import AboutRecord
from .spans import Span

USUAL_LENGTH = timedelta(hours=1)
EARLY_OR_LATE = timedelta(minutes=15)
FEWEST_POSTS = 3
SURE = 1.0
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Announced:
    """The lines of a series' schedule by local date."""

    lines: dict[date, ScheduledChat]
    zone: tzinfo

    @classmethod
    def of(cls, series: Series, span: Span) -> Announced:
        """Read what was announced for a stretch of time."""
        first, last = (moment.astimezone(series.zone).date() for moment in (span.start, span.end))
        told = [line_of(series, about) for run in files_that_tell(series) for about in run.about]
        lines = [*told, *series.scheduled.filter(date__range=(first, last))]
        return cls({line.date: line for line in lines if first <= line.date <= last}, series.zone)

    @property
    def hosts(self) -> set[str]:
        """All who were announced as hosts."""
        return {fold_handle(host) for line in self.lines.values() for host in line.hosts}

    @property
    def days(self) -> set[date]:
        """The days on which there was to be a chat."""
        return set(self.lines)

    def questions(self, day: date) -> list[str]:
        """The announced questions of a day, in order."""
        return list(self.lines[day].questions) if day in self.lines else []

    def applied(self, found: Sequence[Hour], posts: Sequence[Post]) -> list[Hour]:
        """Return the hours with announced titles and hosts, and with those that were announced but not found."""
        hours = list(found)
        for line in self.lines.values():
            hours = self.with_line(line, hours, posts)
        return sorted(hours, key=lambda hour: (hour.start, hour.end))

    def with_line(self, line: ScheduledChat, hours: Sequence[Hour], posts: Sequence[Post]) -> list[Hour]:
        """Return the hours with one line of the schedule applied."""
        told = self.stretch(line)
        if told and line.last_date:
            hours = [hour for hour in hours if not told.holds(hour.start)]
        named = [self.named(line, hour) if self.day(hour) == line.date else hour for hour in hours]
        missed = told is not None and not any(meets(hour, told) for hour in named)
        return [*named, *self.missed(line, told, posts)] if missed and told else named

    def day(self, hour: Hour) -> date:
        """The local day of an hour."""
        return hour.start.astimezone(self.zone).date()

    @staticmethod
    def named(line: ScheduledChat, hour: Hour) -> Hour:
        """An hour as it was announced."""
        hosts = tuple(fold_handle(host) for host in line.hosts) or hour.hosts
        return replace(hour, title=line.title or hour.title, hosts=hosts, confidence=max(hour.confidence, 0.95))

    def missed(self, line: ScheduledChat, told: Span, posts: Iterable[Post]) -> list[Hour]:
        """The announced hour that nothing but the schedule tells of, where there are posts in it."""
        within = [post for post in posts if post.exact_time and told.holds(post.posted_at)]
        if len(within) < FEWEST_POSTS:
            return []
        return [self.named(line, Hour(within[0].posted_at, within[-1].posted_at, (), SURE))]

    def stretch(self, line: ScheduledChat) -> Span | None:
        """The time for which a chat was announced; None where only the day of a usual one is known."""
        if line.start is None and line.last_date is None:
            return None
        start = datetime.combine(line.date, line.start or time(), self.zone)
        if line.last_date:
            return Span(start, datetime.combine(line.last_date, time(), self.zone) + timedelta(days=1))
        end = datetime.combine(line.date, line.end, self.zone) if line.end else start + USUAL_LENGTH
        return Span(start, (end if end > start else end + timedelta(days=1)) + MOMENT)


def files_that_tell(series: Series) -> Iterable[ImportRun]:
    """Return the uploads that say something of their chats themselves; a schedule beats them."""
    return series.runs.exclude(about=[]).order_by("sha256")


def told_about(about: AboutRecord) -> dict[str, Any]:
    """Return what a file says of a chat as its upload remembers it."""
    return {
        "day": about.day.isoformat(),
        "start": about.start.isoformat() if about.start else "",
        "end": about.end.isoformat() if about.end else "",
        "title": about.title[:200],
        "hosts": list(about.hosts),
    }


def line_of(series: Series, about: dict[str, Any]) -> ScheduledChat:
    """Return what a file says of a chat as a line of a schedule, not saved."""

    def local(moment: str) -> datetime | None:
        return datetime.fromisoformat(moment).astimezone(series.zone) if moment else None

    start, end = local(about["start"]), local(about["end"])
    return ScheduledChat(
        series=series,
        date=start.date() if start else date.fromisoformat(about["day"]),
        start=start.time() if start else None,
        end=end.time() if end else None,
        title=about["title"],
        hosts=about["hosts"],
    )


def meets(hour: Hour, told: Span) -> bool:
    """True when an hour took place about when it was announced."""
    return hour.start <= told.end + EARLY_OR_LATE and told.start - EARLY_OR_LATE <= hour.end
