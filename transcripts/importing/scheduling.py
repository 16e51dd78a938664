"""A schedule → the archive: its lines are kept, and chats of its dates are found and named by it, now or later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from pathlib import Path

from django.db import transaction

from .. import search
from ..counting import count
from ..models import Chat, ScheduledChat, Series
from .guarding import Guard
from .records import Rejection
from .regrouping import regroup
from .schedule_files import ScheduleLine, read_schedule


@dataclass(frozen=True, slots=True)
class ScheduleReport:
    """What a schedule brought: the chats that its dates have, and the dates without posts as yet."""

    file: str
    chats: tuple[Chat, ...]
    without_posts: tuple[date, ...]
    rejected: tuple[Rejection, ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield the report as a person reads it."""
        dates = count(len(self.chats) + len(self.without_posts), "date")
        yield f"{self.file}: {dates}, {len(self.chats):,} of them with posts"
        yield from (f"  {self.file}, {rejection}" for rejection in self.rejected)
        yield from (f"  {chat.get_absolute_url()}  {chat.title}" for chat in self.chats)
        yield from (f"  {day.isoformat()}  no posts yet" for day in self.without_posts)
        yield from (f"  note: {note}" for note in self.notes)


def take_schedule(path: Path, series: Series, name: str = "") -> ScheduleReport:
    """Keep what a file announces of a series, in place of what was known of the same dates; name its chats by it.

    Raises UnreadableFile when it is no schedule.
    """
    schedule = read_schedule(path, series.zone, name)
    days = {line.day: line for line in schedule.lines}
    with transaction.atomic():
        for line in days.values():
            keep(series, line)
    notes = name_chats(series, days)
    chats = list(series.chats.filter(date__in=days).order_by("date", "address"))
    without = sorted(days.keys() - {chat.date for chat in chats})
    return ScheduleReport(name or path.name, tuple(chats), tuple(without), tuple(schedule.rejected), notes)


def keep(series: Series, line: ScheduleLine) -> None:
    """Write a line of a schedule."""
    guard = Guard.now()
    hosts, questions = guard.hosts(line.hosts, series.network), list(line.questions)
    told = guard.told(asdict(line) | {"questions": questions}, series.network) | {"hosts": hosts}
    ScheduledChat.objects.update_or_create(series=series, date=told.pop("day"), defaults=told)


def name_chats(series: Series, days: Iterable[date]) -> tuple[str, ...]:
    """Find and group again the chats of some days; return what to say of it."""
    regroup(series, [datetime.combine(day, time(12), series.zone) for day in days])
    try:
        search.index(Chat.objects.stale_in_index())
    except search.IndexBusy as busy:
        return (str(busy),)
    return ()
