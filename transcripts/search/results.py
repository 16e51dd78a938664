"""What a search answers."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Placement, Tweet
from .describing import in_words
from .engines import IndexState
from .highlighting import Segment, highlight
from .query import Query, unparse


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that was found, read with its author and its public placements (their chat, series, question)."""

    tweet: Tweet
    query: Query

    @property
    def key(self) -> str:
        """The key of the post."""
        return self.tweet.key

    @property
    def placement(self) -> Placement:
        """Where it stands: in the chat the query asks for, else the first of its chats."""
        placements = list(self.tweet.placements.all())
        asked_for = {leaf.typed for leaf in self.query.leaves()}
        return next((place for place in placements if _typed(place) & asked_for), placements[0])

    @property
    def segments(self) -> list[Segment]:
        """The text, with what was looked for marked."""
        return highlight(self.tweet.text, self.query, self.tweet.lang)


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


def _typed(placement: Placement) -> set[str]:
    chat = placement.chat
    series = f"in:{chat.series.slug}"
    return {series, f"{series}/{chat.address}", f"{series}/{chat.date.isoformat()}"}
