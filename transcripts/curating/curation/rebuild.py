"""A curation on its way into an archive: what it touched so far, and what has to follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ...importing import regroup
from ...models import Chat, Series


@dataclass(slots=True)
class Rebuild:
    """`moments` are those around which each series is to be grouped again, `claimed` the chats that have their line."""

    moments: dict[Series, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    claimed: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def touch(self, chat: Chat) -> None:
        """Have a chat be grouped again."""
        self.moments[chat.series] |= set(chat.sessions.values_list("start", flat=True))

    def touch_posts(self, series: Series, moments: Iterable[datetime]) -> None:
        """Have what stands around some posts of a series be grouped again."""
        self.moments[series] |= set(moments)

    def group(self) -> None:
        """Group again what was touched."""
        for series, moments in self.moments.items():
            series.refresh_from_db()
            regroup(series, moments)
        self.moments.clear()
