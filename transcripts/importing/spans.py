"""Which part of a series' time to look at again after posts came in. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from itertools import pairwise

from ..grouping import Hour

# A post can change the hours within a day of it, and where posts stand up to a day after an hour.
REACH = timedelta(hours=30)
# What lies around a slice and bears on the hours in it: a day for finding them, a day for what stands in them.
AROUND = timedelta(hours=72)
LONGEST_SLICE = timedelta(days=14)
BEFORE_A_CHAT = timedelta(hours=2)
AFTER_A_CHAT = timedelta(hours=24)
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: its start belongs to it, its end does not."""

    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """True when a moment lies in it."""
        return self.start <= moment < self.end


def slices(moments: Iterable[datetime], zone: tzinfo) -> Iterator[Span]:
    """Yield the stretches in which touched posts may change chats, whole local days, each short enough to load."""
    for span in joined(sorted(moments)):
        start, end = midnight(span.start - REACH, zone), midnight(span.end + REACH + timedelta(days=1), zone)
        while start < end:
            stop = min(midnight(start + LONGEST_SLICE, zone), end)
            yield Span(start, stop)
            start = stop


def joined(moments: Sequence[datetime]) -> Iterator[Span]:
    """Yield stretches in which no two neighbouring moments lie so far apart that they cannot meet."""
    if not moments:
        return
    start = moments[0]
    for one, following in pairwise(moments):
        if following - one > 2 * REACH + timedelta(days=2):
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
