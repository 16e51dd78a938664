"""What needs a server to answer: left out of an export, with the links that lead there."""

from __future__ import annotations

from functools import lru_cache

from django.urls import Resolver404, resolve

# By the names of routes; a test holds that every other route is exported.
LIVE_ONLY = frozenset(
    {
        "search_facets",
        "search_suggestions",
        "search_feed",
        "uploads",
        "upload",
        "upload_progress",
        "publish",
        "guest",
        "requests",
        "collection",
        "report_post",
        "report_missing",
        "desk",
        "desk_questions",
        "desk_chat",
        "desk_guests",
        "desk_journal",
        "desk_why",
    }
)
API = "/api/"
# Pages that are written for the export, in place of what the server answers.
STAND_INS = frozenset({"search", "quotes"})


@lru_cache(maxsize=65_536)
def route_of(path: str) -> str:
    """Return the name of the route that answers a path, with its namespace; nothing when none does."""
    try:
        return resolve(path).view_name or ""
    except Resolver404:
        return ""


def needs_server(path: str) -> bool:
    """True when only a server can answer a path: what visitors send, what staff see, the API."""
    # What has a namespace is an application of its own: the admin.
    route = route_of(path)
    return route in LIVE_ONLY or ":" in route or path.startswith(API)


def is_stand_in(path: str) -> bool:
    """True when the export has a page of its own at a path."""
    return route_of(path) in STAND_INS
