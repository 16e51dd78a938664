"""The chats of a series as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.conf import settings

from ...counting import count
from ...models import Series
from ..directory import ChatCard, by_year, chat_cards
from .document import Chapter, Document
from .facts import SeriesFacts
from .rows import ExportedChat, exported_chat


@dataclass(frozen=True)
class SeriesDocument(Document):
    """A series: its published chats, newest first, with their questions."""

    rows_called: ClassVar[str] = "chats"
    row: ClassVar[type[ExportedChat]] = ExportedChat

    series: Series

    @cached_property
    def cards(self) -> list[ChatCard]:
        """Its chats."""
        return chat_cards(self.series)

    @property
    def title(self) -> str:
        return self.series.name

    @property
    def about(self) -> tuple[str, ...]:
        told = " ".join(self.series.description.split())
        return (*([told.rstrip(".")] if told else []), f"{count(len(self.cards), 'chat')}.")

    @property
    def path(self) -> str:
        return self.series.get_absolute_url()

    def facts(self) -> SeriesFacts:
        one = self.series
        page = f"{settings.SITE_URL}{self.path}"
        return SeriesFacts(one.slug, one.name, one.description, list(one.hashtags), len(self.cards), page)

    def rows(self) -> Iterable[ExportedChat]:
        return map(exported_chat, self.cards)

    def chapters(self) -> Iterable[Chapter]:
        return [Chapter(str(year.number), chats=year.chats) for year in by_year(self.cards)]
