"""What a search answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .describing import in_words
from .engines import IndexState
from .query import Query, unparse


@dataclass(frozen=True, slots=True)
class Hit:
    """The key of a post that was found, and the row of its placement: in the chat asked for, else the first.

    `told` are the columns of the placement that `find` was asked to tell.
    """

    key: str
    placement: int
    told: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of hits. `note` is for the visitor when something is amiss; `did_you_mean` a query to offer."""

    query: Query
    hits: tuple[Hit, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    note: str = ""
    did_you_mean: str = ""

    @property
    def text(self) -> str:
        """The query as one would type it."""
        return unparse(self.query)

    @property
    def understood(self) -> str:
        """What the query was understood as: `posts with “flipped”, by @ann`; empty when nothing was asked."""
        return in_words(self.query)


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index is: `documents` it holds, public `posts` there are, chats it has yet to take in."""

    engine: str
    state: IndexState
    documents: int
    posts: int
    stale_chats: int
    reason: str = ""

    @property
    def is_current(self) -> bool:
        """True when there is nothing to do."""
        return self.state == IndexState.READY and not self.stale_chats and self.documents == self.posts
