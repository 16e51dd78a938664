"""What an engine does, and in which words it answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..documents import Document
from ..query import Query


class IndexUnusable(Exception):
    """The index is missing, broken or of another layout; `rebuild` makes a new one."""


class IndexBusy(Exception):
    """Another process kept writing for longer than one should wait; the message says so in one sentence."""


class IndexState(StrEnum):
    """How an index is."""

    READY = "ready"
    MISSING = "missing"
    OUTDATED = "outdated"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """How an index is, how many posts it holds, and what is wrong with it, if anything."""

    state: IndexState
    documents: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A post that an engine found; scores are comparable within one answer only."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """The first matches in the order asked for, and how many there are in all."""

    first: tuple[Match, ...]
    total: int


class Engine(ABC):
    """Finds documents. Every method but `status` and `rebuild` raises IndexUnusable where there is no sound index."""

    @abstractmethod
    def find(self, query: Query, limit: int) -> Matches:
        """Return the first matches, best, newest or oldest first; retweets only where the query speaks of them."""

    @abstractmethod
    def sharing(self, words: Sequence[str], limit: int) -> tuple[str, ...]:
        """Return the keys of documents, no retweets, that share the most telling of some folded words in any form.

        A word tells log(1 + documents / documents with it); the score is the sum over the words a document shares,
        equal ones come oldest first. Words that very many documents hold may be left out of account, all but the three
        rarest, and so may documents that share far less than the best. No document need hold all of the words.
        """

    @abstractmethod
    def knows(self, word: str) -> bool:
        """Return whether any document holds a folded word in any of its forms."""

    @abstractmethod
    def similar(self, word: str) -> list[str]:
        """Return some words of the documents that a folded word may be a typing error for, likeliest first."""

    @abstractmethod
    def keys_in(self, chats: Collection[int]) -> set[str]:
        """Return the keys of the documents that stand in any of the chats, by their row numbers."""

    @abstractmethod
    def replace(self, gone: Collection[str], batches: Iterable[list[Document]]) -> int:
        """Drop the documents of some keys, take in others, all visible at once; return how many were taken in.

        Raises IndexBusy when another process keeps writing.
        """

    @abstractmethod
    def forget(self, keys: Collection[str], *, for_good: bool) -> None:
        """Drop documents; `for_good`: nothing of their words stays behind in any file. Raises IndexBusy."""

    @abstractmethod
    def rebuild(self, batches: Iterable[list[Document]]) -> int:
        """Make a new index of all documents, newest first, and put it in place of the old; return how many.

        The old index answers until the new one is complete. Raises IndexBusy.
        """

    @abstractmethod
    def status(self) -> EngineStatus:
        """Say how the index is; never raises."""

    @abstractmethod
    def close(self) -> None:
        """Let go of open files."""
