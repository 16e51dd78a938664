"""All that is known of a chat when one of its posts is scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from .evidence import Asked, Echoes, Moments, Vocabulary
from .posts import Hour

HELLOS_TAKE = timedelta(minutes=8)
GOODBYES_TAKE = timedelta(minutes=6)
CLOSING = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is known of a chat when a post is scored."""

    hours: tuple[Hour, ...]
    hosts: tuple[str, ...]
    asked: tuple[Asked, ...]
    authors: Mapping[str, Moments]
    vocabulary: Vocabulary
    echoes: Echoes
    counted: Mapping[str, str]
    first_words: Mapping[str, str]

    @property
    def first_asked(self) -> float:
        """When the hellos end; an hour without any question has its own share of them."""
        opened = self.hours[0].start + min(HELLOS_TAKE, (self.hours[0].end - self.hours[0].start) / 6)
        return self.asked[0].at if self.asked else opened.timestamp()

    @property
    def last_asked(self) -> float:
        """When goodbyes begin to be likely."""
        closing = self.hours[-1].end - min(GOODBYES_TAKE, (self.hours[-1].end - self.hours[-1].start) / 6)
        return self.asked[-1].at if self.asked else closing.timestamp()

    def is_going_on(self, at: datetime) -> bool:
        """From the first question until a while after the last post of the hour."""
        return at.timestamp() >= self.first_asked and at <= self.hours[-1].end + CLOSING
