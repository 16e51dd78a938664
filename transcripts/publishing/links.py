"""What a page is also to be had as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to another form of a page: its title, its media type without parameters, its path and query."""

    title: str
    media_type: str
    path: str
