"""What every line of a curation has in common: one thing that people decided, in words without row numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints

from ...models import Chat, Series
from .rebuild import Rebuild


def without_nul(text: str) -> str:
    """Refuse what no database keeps."""
    if "\0" in text:
        raise ValueError("holds a NUL character")
    return text


Text = Annotated[str, AfterValidator(without_nul)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
Address = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=20)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]*$", max_length=40)]
Path = Annotated[str, StringConstraints(pattern=r"^/[^\x00\s?#]*$", max_length=2500)]
Moment = AwareDatetime
Day = date


class Part(BaseModel):
    """Some fields of a line, no others; values are of the very type that is asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Line(Part, ABC):
    """One line: a JSON object that begins with its `kind`. A docstring says in docs/curation.md what it tells."""

    kind: str

    @classmethod
    @abstractmethod
    def told(cls) -> Iterator[Self]:
        """Yield what the archive has to tell, always in one order."""

    @abstractmethod
    def apply(self, rebuild: Rebuild) -> None:
        """Have the archive be as the line says; nothing, where it is so."""

    def needs(self) -> Iterator[tuple[str, str]]:
        """Yield the field and the value of each reference to something that another line has to tell."""
        yield from ()


class OfChat(Line):
    """A line about something in a chat, which is named by the slug of its series and its own address."""

    series: Slug
    chat: Address

    def needs(self) -> Iterator[tuple[str, str]]:
        """Yield the chat."""
        yield "chat", f"{self.series}/{self.chat}"

    def the_chat(self) -> Chat:
        """Return the chat."""
        return Chat.objects.select_related("series").get(series__slug=self.series, address=self.chat)


def the_series(slug: str) -> Series:
    """Return the series of a slug."""
    return Series.objects.get(slug=slug)
