"""A feed and its entries, whatever format they leave in. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """Where a feed stands: its path without the ending that names a format, and its query."""

    path: str
    query: tuple[tuple[str, str], ...] = ()

    def of(self, ending: str, leaf: int = 1) -> str:
        """Return the path and query of a leaf in a format."""
        told = [*self.query, *([("page", str(leaf))] if leaf > 1 else [])]
        return f"{self.path}.{ending}{'?' if told else ''}{urlencode(told, quote_via=quote, safe='')}"


@dataclass(frozen=True, slots=True)
class FeedAuthor:
    """Who wrote an entry: a name, and the absolute address of a page about them, empty where there is none."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed tells of: `permalink`, its absolute address, is its id for ever.

    `published` is when it came about, `updated` when it changed last. `html` holds it whole, of escaped pieces;
    `summary` says in plain text what it is, empty where that would only repeat it.
    """

    permalink: str
    title: str
    published: datetime
    updated: datetime
    html: str
    summary: str = ""
    authors: tuple[FeedAuthor, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A leaf of a feed: the latest entries on the first, older ones on those that follow.

    `page` is the path of the page that shows the same, `author` stands for entries that name nobody, and `as_of` is
    the moment since which a feed without entries is as it is.
    """

    site_url: str
    address: FeedAddress
    page: str
    title: str
    about: str
    author: FeedAuthor
    as_of: datetime
    entries: tuple[FeedEntry, ...]
    leaf: int = 1
    has_more: bool = False

    def url(self, ending: str, leaf: int | None = None) -> str:
        """Return the absolute address of a leaf in a format; of this one, unless told otherwise."""
        return f"{self.site_url}{self.address.of(ending, leaf or self.leaf)}"

    @property
    def page_url(self) -> str:
        """The absolute address of the page that shows the same."""
        return f"{self.site_url}{self.page}"

    @property
    def updated(self) -> datetime:
        """When the latest of its changes was: never merely the moment at which it was asked for."""
        return max((entry.updated for entry in self.entries), default=self.as_of)
