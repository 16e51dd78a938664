"""The dates that exports write: Twitter's own, RFC 2822, ISO, epoch numbers, what spreadsheets make of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from ..records import Precision

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TWITTER = re.compile(r"\w{3} (\w{3}) (\d\d) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d) (\d{4})$")
_RFC_2822 = re.compile(r"(?:\w{3},\s*)?\d{1,2} \w{3} \d{4} ")
_SLASHES = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*([AaPp])?\.?[Mm]?\.?)?$"
)
_NUMBER = re.compile(r"\d{9,17}(?:\.\d+)?$")
_SPACE_BEFORE_OFFSET = re.compile(r"\s+(?:(?=[+-]\d\d:?\d\d$)|UTC$|GMT$|Z$)")
_YEAR_FIRST_SLASHES = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
# Far enough from the ends of the calendar to reckon with zones and days around a moment.
_YEARS = range(1900, 2200)
_LATEST_SECONDS = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as written: aware if its zone was, else naive, and how exactly it tells the time."""

    at: datetime
    precision: Precision

    def in_utc(self, zone: tzinfo) -> datetime:
        """The moment in UTC, `zone` standing in where the source names none."""
        return (self.at if self.at.tzinfo else self.at.replace(tzinfo=zone)).astimezone(UTC)


def twitter_time(text: str) -> datetime | None:
    """`Wed Mar 11 02:38:57 +0000 2015` in UTC; None for anything else."""
    found = _TWITTER.match(text.strip())
    if not found or found[1].lower() not in _MONTHS:
        return None
    offset = timedelta(hours=int(found[7]), minutes=int(found[8]))
    month = _MONTHS.index(found[1].lower()) + 1
    try:
        zone = timezone(-offset if found[6] == "-" else offset)
        moment = datetime(int(found[9]), month, int(found[2]), int(found[3]), int(found[4]), int(found[5]), tzinfo=zone)
        return moment.astimezone(UTC) if moment.year in _YEARS else None
    except (ValueError, OverflowError):
        return None


def parse_stamp(text: str, *, day_first: bool = False) -> Stamp | None:
    """The date `text` writes, or None; `day_first` reads 4/3/2015 as the fourth of March."""
    text = text.strip()
    twitter = twitter_time(text)
    if twitter:
        return Stamp(twitter, Precision.SECOND)
    try:
        stamp = _epoch(text) or _slashes(text, day_first) or _rfc_2822(text) or _iso(text)
    except (ValueError, OverflowError, OSError):
        return None
    return stamp if stamp and stamp.at.year in _YEARS else None


def says_day_first(text: str) -> bool | None:
    """Whether a date with slashes can only be day first (True), only month first (False), or either (None)."""
    found = _SLASHES.match(text.strip())
    if not found or found[2] == "-":
        return None
    if int(found[1]) > 12 or found[2] == ".":
        return True
    return False if int(found[3]) > 12 else None


def midnight(day: date, zone: tzinfo) -> datetime:
    """The beginning of `day` in `zone`, in UTC: the time of a post of which only the day is known."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _epoch(text: str) -> Stamp | None:
    """Seconds, milliseconds or microseconds since 1970, told apart by their size."""
    if not _NUMBER.match(text):
        return None
    seconds = float(text)
    while seconds >= _LATEST_SECONDS:
        seconds /= 1000
    return Stamp(datetime.fromtimestamp(int(seconds), UTC), Precision.SECOND)


def _slashes(text: str, day_first: bool) -> Stamp | None:
    found = _SLASHES.match(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    settled = says_day_first(text)
    day, month = (first, second) if (day_first if settled is None else settled) else (second, first)
    hour = int(found[5] or 0)
    if found[8]:
        hour = hour % 12 + (12 if found[8].lower() == "p" else 0)
    at = datetime(int(found[4]), month, day, hour, int(found[6] or 0), int(found[7] or 0))
    return Stamp(at, _precision(text))


def _rfc_2822(text: str) -> Stamp | None:
    return Stamp(parsedate_to_datetime(text), _precision(text)) if _RFC_2822.match(text) else None


def _iso(text: str) -> Stamp | None:
    text = _YEAR_FIRST_SLASHES.sub(_with_dashes, text)
    zoned = "+00:00" if text[-3:] in ("UTC", "GMT") else ""
    at = datetime.fromisoformat(_SPACE_BEFORE_OFFSET.sub("", text) + zoned)
    return Stamp(at.replace(microsecond=0), _precision(text))


def _with_dashes(found: re.Match[str]) -> str:
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def _precision(text: str) -> Precision:
    if re.search(r"\d:\d\d:\d\d|T\d{6}", text):
        return Precision.SECOND
    return Precision.MINUTE if re.search(r"\d:\d\d", text) else Precision.DAY
