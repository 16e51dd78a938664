"""What a page is as a file, whatever the format: facts, rows for programs, chapters for readers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from ..directory import ChatCard
from ..posts import ShownPost
from .rows import ExportedChat, ExportedPost


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a file to be read: posts with their replies, or chats, below a heading; `note` is Markdown."""

    heading: str
    posts: tuple[ShownPost, ...] = ()
    chats: tuple[ChatCard, ...] = ()
    note: str = ""


class Document(ABC):
    """A page as a file. Rows and chapters are read as they are written, so that a long file takes no memory."""

    rows_called: ClassVar[str] = "posts"
    row: ClassVar[type[ExportedPost] | type[ExportedChat]] = ExportedPost

    @property
    @abstractmethod
    def title(self) -> str:
        """What it is called."""

    @property
    @abstractmethod
    def about(self) -> tuple[str, ...]:
        """What it is, in a sentence or two."""

    @property
    @abstractmethod
    def path(self) -> str:
        """Where the page is."""

    @abstractmethod
    def facts(self) -> object:
        """Return what JSON tells before the rows: a dataclass of `facts`."""

    @abstractmethod
    def rows(self) -> Iterable[ExportedPost | ExportedChat]:
        """Return what tables tell."""

    @abstractmethod
    def chapters(self) -> Iterable[Chapter]:
        """Return what readers read."""
