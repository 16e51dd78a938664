"""Posts and counts in templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.utils.safestring import SafeString

from ..publishing import Page, ShownPost, clock, count, place_words, why_here

register = template.Library()

UPLOAD_STATES = {
    "received": "waiting to be looked at",
    "looking": "being looked at",
    "ready": "ready to import",
    "queued": "waiting to be imported",
    "importing": "being imported",
    "done": "imported",
    "failed": "needs your help",
}

register.filter("clock", clock)
register.filter("why_here", why_here)
register.filter("place_words", place_words)


@register.filter
def counted(number: int, noun: str) -> str:
    """Return a number with its noun: {{ 12|counted:"post" }}."""
    return count(number, noun)


@register.simple_tag
def posts(page: Page, shown: Iterable[ShownPost]) -> SafeString:
    """Show posts with their replies."""
    return page.posts(shown)


@register.simple_tag
def post(page: Page, shown: ShownPost) -> SafeString:
    """Show one post with its replies."""
    return page.post(shown)


@register.filter
def parsed(told: str) -> date | datetime:
    """Return the day or moment that a remembered preview tells as text."""
    return date.fromisoformat(told) if len(told) == len("2015-05-12") else datetime.fromisoformat(told)


@register.filter
def upload_state(state: str) -> str:
    """Return how far an upload is, in plain words."""
    return UPLOAD_STATES[state]
