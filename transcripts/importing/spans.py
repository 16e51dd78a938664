"""Which part of a series' time to look at again after posts came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from itertools import pairwise

from ..grouping import Hour
from ..models import Series

LONGEST_SLICE = timedelta(days=14)
BEFORE_A_CHAT = timedelta(hours=2)
AFTER_A_CHAT = timedelta(hours=24)
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: its start belongs to it, its end does not."""

    start: datetime
    end: datetime

    def widened(self, by: timedelta) -> Span:
        """The stretch with so much before and after it."""
        return Span(self.start - by, self.end + by)

    def holds(self, moment: datetime) -> bool:
        """True when a moment lies in it."""
        return self.start <= moment < self.end


@dataclass(frozen=True, slots=True)
class Reach:
    """How far posts bear on chats.

    A post can change hours that begin `back` before it, and where posts stand up to a day after an hour. What lies
    `around` a slice bears on the hours in it: to find them, and what stands in them.
    """

    back: timedelta
    around: timedelta


OF_AN_HOUR = Reach(timedelta(hours=30), timedelta(hours=72))
OF_DAYS = Reach(timedelta(days=10), timedelta(days=14))


def reach_in(series: Series) -> Reach:
    """Return how far posts of a series bear on its chats: those of slow ones take days."""
    return OF_DAYS if series.is_slow or series.scheduled.exclude(last_date=None).exists() else OF_AN_HOUR


def slices(moments: Iterable[datetime], zone: tzinfo, back: timedelta = OF_AN_HOUR.back) -> Iterator[Span]:
    """Yield the stretches in which touched posts may change chats, whole local days, each short enough to load."""
    for span in joined(sorted(moments), back):
        start, end = midnight(span.start - back, zone), midnight(span.end + back + timedelta(days=1), zone)
        while start < end:
            stop = min(midnight(start + LONGEST_SLICE, zone), end)
            yield Span(start, stop)
            start = stop


def joined(moments: Sequence[datetime], back: timedelta) -> Iterator[Span]:
    """Yield stretches in which no two neighbouring moments lie so far apart that they cannot meet."""
    if not moments:
        return
    start = moments[0]
    for one, following in pairwise(moments):
        if following - one > 2 * back + timedelta(days=2):
            yield Span(start, one)
            start = following
    yield Span(start, moments[-1])


def midnight(moment: datetime, zone: tzinfo) -> datetime:
    """Return the beginning of a moment's local day."""
    return datetime.combine(moment.astimezone(zone).date(), time(), zone)


def reach_of(hours: Sequence[Hour], others: Iterable[Hour]) -> Span:
    """Return the time whose posts stand in a chat: from 2 h before to 24 h after it, up to its neighbours."""
    start, end = hours[0].start, hours[-1].end
    earlier = [other.end + MOMENT for other in others if other.start < start]
    later = [other.start - BEFORE_A_CHAT for other in others if other.start > end]
    return Span(
        max([start - BEFORE_A_CHAT, *(moment for moment in earlier if moment <= start)]),
        min([end + AFTER_A_CHAT, *(moment for moment in later if moment > end)]) + MOMENT,
    )
