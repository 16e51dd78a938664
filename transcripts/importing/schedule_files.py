"""Schedules as people keep them: a table or a calendar with the date, title, host and questions of each chat. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from io import StringIO
from pathlib import Path

from icalendar import Calendar, Event

from .formats.decoding import decoded, storable
from .formats.pasted_time import day_in
from .opening import open_source
from .records import Rejection, UnreadableFile

LARGEST = 8 << 20
LONGEST_TITLE = 200
_DELIMITERS = ",;\t|"
# What the columns of a table are called, folded to letters and digits.
COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("date", "day", "datum", "fecha", "chatdate", "from", "startdate"), "date"),
    **dict.fromkeys(("until", "lastdate", "enddate", "lastday", "to"), "last_date"),
    **dict.fromkeys(("start", "time", "starttime", "begins", "uhrzeit", "hora"), "start"),
    **dict.fromkeys(("end", "endtime", "ends"), "end"),
    **dict.fromkeys(("title", "topic", "theme", "subject", "thema", "tema", "titel"), "title"),
    **dict.fromkeys(("host", "hosts", "moderator", "moderators", "guesthost", "cohost", "guest"), "hosts"),
    **dict.fromkeys(("questions", "fragen", "preguntas"), "questions"),
}
_QUESTION_COLUMN = re.compile(r"(?:q|question|t|f)\d{1,2}[a-z]?")
_MARKED_LINE = re.compile(r"^\W*[A-Z]{1,2}\d{1,2}[a-z]?\b", re.IGNORECASE)
_HANDLE = re.compile(r"@?([\w.-]*\w)")
_HOST_LINE = re.compile(r"^\W*(?:guest |co-?)?(?:host|moderator)s?\b[^:@]*:?(.*)$", re.IGNORECASE)
_MENTION = re.compile(r"@([\w.-]*\w)")
_TIME = re.compile(r"^(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?m?\.?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A chat as it was announced; dates and times are local to the series."""

    day: date
    start: time | None = None
    end: time | None = None
    last_date: date | None = None
    title: str = ""
    hosts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(slots=True)
class Schedule:
    """What a file announces, and which of its lines could not be read."""

    lines: list[ScheduleLine] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Return the schedule as a preview is remembered."""
        return {
            "schedule": [asdict(line) for line in self.lines],
            "rejected": len(self.rejected),
            "rejections": [asdict(one) for one in self.rejected],
        }


def read_schedule(path: Path, zone: tzinfo, name: str = "") -> Schedule:
    """Read a calendar (RFC 5545) or a table; `zone` is that of the series, `name` what a person calls the file.

    Raises UnreadableFile when it is neither.
    """
    name = name or path.name
    with open_source(path, name=name, largest=LARGEST) as opened:
        text = decoded(opened.stream.read())
    schedule = Schedule()
    lines = _events(text, name, zone, schedule) if "BEGIN:VCALENDAR" in text[:4096] else _rows(text, schedule)
    schedule.lines = list(lines)
    if not schedule.lines and not schedule.rejected:
        raise UnreadableFile(
            f"{name}: no schedule; it needs a column “date” and one of “title”, “host”, “questions”,"
            " or to be a calendar (.ics)."
        )
    return schedule


def _rows(text: str, schedule: Schedule) -> Iterator[ScheduleLine]:
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    try:
        header = [_column(cell) for cell in next(reader, [])]
        if "date" not in header or len(set(header) - {"", "date"}) == 0:
            return
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield from _row(header, cells, reader.line_num, schedule)
    except csv.Error as error:
        schedule.rejected.append(Rejection(reader.line_num, "", f"no table from here on: {error}"))


def _column(cell: str) -> str:
    """What a column of a table is; each question may have a column of its own."""
    folded = re.sub(r"[\W_]", "", cell.lower())
    return COLUMNS.get(folded, "question" if _QUESTION_COLUMN.fullmatch(folded) else "")


def _row(header: Sequence[str], cells: Sequence[str], line: int, schedule: Schedule) -> Iterator[ScheduleLine]:
    told: dict[str, str] = {}
    questions: list[str] = []
    for name, cell in zip(header, cells, strict=False):
        value = storable(cell).strip()
        if name == "question" and value:
            questions.append(value)
        elif name:
            told.setdefault(name, value)
    day = day_in(told["date"])
    if day is None:
        reason = f"“{told['date']}” is no date; write it like 2015-03-10 or 10 March 2015"
        schedule.rejected.append(Rejection(line, "date", reason))
        return
    yield ScheduleLine(
        day=day,
        start=_time(told.get("start", "")),
        end=_time(told.get("end", "")),
        last_date=day_in(told.get("last_date", "")),
        title=told.get("title", "")[:LONGEST_TITLE],
        hosts=tuple(dict.fromkeys(_HANDLE.findall(told.get("hosts", "")))),
        questions=tuple(questions) or _questions_in(re.split(r"[\n;]+", told.get("questions", ""))),
    )


def _time(text: str) -> time | None:
    """A time of day: `20:00`, `8pm`, `8.30 pm`; None where there is none."""
    found = _TIME.match(text.strip())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _questions_in(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _events(text: str, name: str, zone: tzinfo, schedule: Schedule) -> Iterator[ScheduleLine]:
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except ValueError as error:
        raise UnreadableFile(f"{name}: the calendar cannot be read: {error}.") from error
    for number, event in enumerate((event for calendar in calendars for event in calendar.events), 1):
        if "DTSTART" not in event:
            schedule.rejected.append(Rejection(number, "DTSTART", "an event without a date"))
        else:
            yield _event(event, zone)


def _event(event: Event, zone: tzinfo) -> ScheduleLine:
    start, end = _local(event.decoded("DTSTART"), zone), _end(event, zone)
    described = storable(str(event.get("DESCRIPTION", ""))).splitlines()
    told = [found[1] for line in described if (found := _HOST_LINE.match(line))]
    until = end.date() if isinstance(end, datetime) else end - timedelta(days=1) if end else None
    day = start.date() if isinstance(start, datetime) else start
    lasts_days = until is not None and (until - day).days >= (2 if isinstance(start, datetime) else 1)
    return ScheduleLine(
        day=day,
        start=start.time() if isinstance(start, datetime) else None,
        end=end.time() if isinstance(end, datetime) and not lasts_days else None,
        last_date=until if lasts_days else None,
        title=storable(str(event.get("SUMMARY", ""))).strip()[:LONGEST_TITLE],
        hosts=tuple(dict.fromkeys(handle for line in told for handle in _MENTION.findall(line))),
        questions=_questions_in([line for line in described if _MARKED_LINE.match(line)]),
    )


def _end(event: Event, zone: tzinfo) -> date | None:
    return _local(event.decoded("DTEND"), zone) if "DTEND" in event else None


def _local(moment: date, zone: tzinfo) -> date:
    """A moment as the series' clock has it; a time without a zone and a whole day are taken as they are."""
    if isinstance(moment, datetime) and moment.tzinfo:
        return moment.astimezone(zone).replace(tzinfo=None)
    return moment
