"""Times and days as people leave them in pasted text, and which day a time of a chat past midnight belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from ..records import Precision
from .timestamps import Stamp, midnight

_HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "BST": 1}
_REGIONS = {"ET": "New_York", "CT": "Chicago", "MT": "Denver", "PT": "Los_Angeles"}
ZONES = "|".join(("UTC", "GMT", "CEST", "CET", *_HOURS, *_REGIONS))

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAYS = (
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.I),
)
_ISO_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_LONGEST_DAY = 100
_HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it stands in front of a post, with its zone when that is written beside it."""

    at: time
    precision: Precision
    zone: tzinfo | None = None


def read_clock(written: str, zone: str) -> Clock | None:
    """`8:03 PM`, `20:03`, `20:03:15`; None for what is no time of day."""
    found = re.match(r"(\d{1,2}):(\d\d)(?::(\d\d))?\s*([ap]?)", written.strip(), re.IGNORECASE)
    if not found:
        return None
    hour, half = int(found[1]), found[4].lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
        return None
    precision = Precision.SECOND if found[3] else Precision.MINUTE
    return Clock(time(hour, int(found[2]), int(found[3] or 0)), precision, _zone(zone))


def day_in(line: str) -> date | None:
    """The one full date written in `line`: `March 10, 2015`, `10 March 2015`, `2015-03-10`."""
    iso = _ISO_DAY.search(line)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = next((match for match in (pattern.search(line) for pattern in _DAYS) if match), None)
    if not found:
        return None
    return _date(int(found["year"]), _MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"]))


def is_only_a_day(line: str) -> bool:
    """Whether `line` says nothing but a date, perhaps with its weekday, a dash, a label or marks of a heading."""
    if len(line) > _LONGEST_DAY:
        return False
    rest = _ISO_DAY.sub("", line)
    for pattern in _DAYS:
        rest = pattern.sub("", rest)
    rest = re.sub(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\bdate\b", "", rest, flags=re.I)
    return day_in(line) is not None and not re.sub(r"[\W_]", "", rest)


class Calendar:
    """The running day of a transcript: a time that jumps by more than half a day has passed midnight."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._day: date | None = None
        self._last: datetime | None = None

    @property
    def knows_the_day(self) -> bool:
        return self._day is not None

    def turn_to(self, day: date) -> None:
        self._day, self._last = day, None

    def moment(self, clock: Clock | None) -> Stamp:
        """When a post with this time in front of it was written, in UTC; the day must be known."""
        if self._day is None:
            raise ValueError("the day is not known yet")
        if clock is None:
            return Stamp(midnight(self._day, self._zone), Precision.DAY)
        at = datetime.combine(self._day, clock.at)
        if self._last and self._last - at > _HALF_A_DAY:
            at += timedelta(days=1)
        elif self._last and at - self._last > _HALF_A_DAY:
            at -= timedelta(days=1)
        self._day, self._last = at.date(), at
        return Stamp(at.replace(tzinfo=clock.zone or self._zone).astimezone(UTC), clock.precision)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _zone(name: str) -> tzinfo | None:
    if name in _REGIONS:
        return ZoneInfo(f"America/{_REGIONS[name]}")
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name]))
    known: dict[str, tzinfo] = {"UTC": UTC, "GMT": UTC, "CET": timezone(timedelta(hours=1))}
    return timezone(timedelta(hours=2)) if name == "CEST" else known.get(name)
