"""What an IRC log says of its meeting: host and title in its front matter, the time in the words of a meeting bot.

The bot's words are those of MeetBot (#startmeeting, #endmeeting, #topic).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from ..records import AboutRecord, PostRecord, Record

LONGEST = timedelta(hours=4)
_FENCE = "---"
_FIELD = re.compile(r"(title|hosts?)\s*:\s*(.+)", re.IGNORECASE)
_NICK = re.compile(r"[^\s,\[\]\"']+")


@dataclass(slots=True)
class Meeting:
    """Listens to a log as it is read."""

    told: dict[str, str] = field(default_factory=dict)
    in_front_matter: bool | None = None
    first: datetime | None = None
    last: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None

    def read(self, line: str) -> None:
        """Take title and host from a line that is nobody's, while the front matter lasts."""
        if line == _FENCE:
            self.in_front_matter = self.in_front_matter is None
        elif self.in_front_matter and (found := _FIELD.match(line)):
            self.told.setdefault(found[1].lower().rstrip("s"), found[2].strip())

    def hear(self, record: Record) -> None:
        """Take the time of the meeting from what is said."""
        if isinstance(record, PostRecord):
            self.first, self.last = self.first or record.posted_at, record.posted_at
            if record.text.startswith("#startmeeting"):
                self.start = self.start or record.posted_at
            if record.text.startswith("#endmeeting"):
                self.end = record.posted_at

    def about(self, zone: tzinfo) -> Iterator[AboutRecord]:
        """Yield what was learnt, if anything was."""
        if self.first and self.last and (self.told or self.start):
            is_one_meeting = self.start is not None or self.last - self.first <= LONGEST
            yield AboutRecord(
                day=(self.start or self.first).astimezone(zone).date(),
                start=(self.start or self.first) if is_one_meeting else None,
                end=(self.end or self.last) if is_one_meeting else None,
                title=self.told.get("title", "").strip("\"' "),
                hosts=tuple(_NICK.findall(self.told.get("host", ""))),
            )
