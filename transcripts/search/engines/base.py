"""What an engine does, and in which words it answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..documents import Document
from ..query import Query


class IndexUnusable(Exception):
    """The index is missing, broken or of another layout; `rebuild` makes a new one."""


class IndexBusy(Exception):
    """Another process kept writing for longer than one should wait, or nobody can; the message is one sentence."""


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
class Matches:
    """The keys of a stretch of the matches in the order asked for, and how many there are in all."""

    keys: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Held:
    """What an engine holds of a document: its fingerprint as it was taken in, and what can be read of it now.

    `terms` is how many different words, stems and marks lead to it.
    """

    fingerprint: int
    moment: int
    facets: frozenset[str]
    terms: int

    @classmethod
    def of(cls, document: Document) -> Held:
        """Return what an engine holds of a document that was taken in and is intact."""
        terms = {*document.words, *document.stems, *document.marks}
        return cls(document.fingerprint, document.moment, document.facets, len(terms))


@dataclass(frozen=True, slots=True)
class Term:
    """A word or mark, and how many documents hold it."""

    text: str
    posts: int


class Engine(ABC):
    """Finds documents: to add an engine, write this class in a file and name it in `engines/__init__.py`.

    Every method but `rebuild`, `status` and `close` raises IndexUnusable where there is no sound index. The terms of a
    document are its words, its stems and its marks.
    """

    @abstractmethod
    def find(self, query: Query, first: int, count: int) -> Matches:
        """Return the matches from the first-th on (from 0), best, newest or oldest first.

        Best is: those with the words side by side as they were typed, then those with the words as typed, then those
        with other forms of them; of each the best by the engine's own measure. Where the words are common, words side
        by side are not looked for, and the newest are the best. Equal ones are newest first. Retweets are found
        only where the query speaks of them.
        """

    @abstractmethod
    def facets(self, query: Query, most: int) -> list[Term]:
        """Count all matches by their facets; return at most so many of each kind, those with most matches."""

    @abstractmethod
    def sharing(self, words: Sequence[str], limit: int) -> tuple[str, ...]:
        """Return the keys of documents, no retweets, that share the most telling of some folded words in any form.

        A word tells log(1 + documents / documents with it); the score is the sum over the words a document shares,
        equal ones come oldest first. Words that very many documents hold may be left out of account, all but the three
        rarest, and so may documents that share far less than the best. No document need hold all of the words.
        """

    @abstractmethod
    def terms(self, beginning: str, most: int) -> list[Term]:
        """Return the words, or marks, that begin so, those in most documents first.

        Numbers may lag behind what was dropped; `counts` tells them exactly.
        """

    @abstractmethod
    def counts(self, terms: Collection[str]) -> dict[str, int]:
        """Return how many documents hold each of the terms; those that none holds are left out."""

    @abstractmethod
    def keys_in(self, chats: Collection[int]) -> set[str]:
        """Return the keys of the documents that stand in any of the chats, by their row numbers."""

    @abstractmethod
    def held(self) -> dict[str, Held]:
        """Return what is held of every document, by its key; reads all there is, so that damage shows."""

    @abstractmethod
    def replace(self, gone: Collection[str], batches: Iterable[list[Document]]) -> int:
        """Drop the documents of some keys, take in others, all visible at once; return how many were taken in.

        Raises IndexBusy when another process keeps writing.
        """

    @abstractmethod
    def forget(self, keys: Collection[str], *, for_good: bool) -> None:
        """Drop documents; `for_good`: nothing of their words stays behind where it can be read. Raises IndexBusy."""

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


# Of more matches than that the newest are as good as the best, and found sooner.
MOST_RANKED = 1_000
# Of words that are looked for together the commonest are left unread: they tell little and cost the most.
FEWEST_READ, SHARE_READ = 3_000, 0.015
FEWEST_WORDS = 3
# Documents that share less than this part of what the best one shares are not ranked.
WORTH_RANKING = 0.45


def worth_reading(known: Mapping[tuple[str, ...], int], documents: int) -> list[tuple[str, ...]]:
    """Return the words, by their terms and in how many of all documents they stand, that `sharing` should read."""
    chosen: list[tuple[str, ...]] = []
    read, most = 0, max(FEWEST_READ, int(SHARE_READ * documents))
    for terms in sorted(known, key=lambda one: (known[one], one)):
        read += known[terms]
        if len(chosen) >= FEWEST_WORDS and read > most:
            break
        chosen.append(terms)
    return chosen
