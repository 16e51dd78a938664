"""Where things stand: the archive's own paths that pages are full of, and where an original stood."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from ..models import person_path, post_path

__all__ = ["chat_path", "hashtag_path", "original_url", "person_path", "post_path"]


@lru_cache(maxsize=4096)
def hashtag_path(tag: str) -> str:
    """Return the path of the search for a hashtag, given without "#"."""
    return f"/search/?q=%23{quote(tag)}"


def series_path(series: str) -> str:
    """Return the path of a series."""
    return f"/{series}/"


def chat_path(series: str, address: str) -> str:
    """Return the path of a transcript."""
    return f"/{series}/{address}/"


def original_url(network: str, handle: str, source_id: str, url: str) -> str:
    """Return where a post's original stood: as its source told, else as its network makes addresses, else ""."""
    if url.startswith(("https://", "http://")):
        return url
    if network == "twitter" and source_id.isdigit():
        return f"https://twitter.com/{_quoted(handle)}/status/{source_id}"
    return ""


@lru_cache(maxsize=4096)
def _quoted(handle: str) -> str:
    return quote(handle, safe="")
