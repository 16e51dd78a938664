"""Posts and counts in templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..counting import count
from ..publishing import (
    Page,
    ShownPost,
    as_json,
    clock,
    describe_archive,
    note_box,
    note_html,
    place_words,
    why_here,
)

register = template.Library()

UPLOAD_STATES = {
    "received": "waiting to be looked at",
    "looking": "being looked at",
    "ready": "ready to import",
    "queued": "waiting to be imported",
    "importing": "being imported",
    "done": "imported",
    "unwanted": "waiting to be taken back",
    "undoing": "being taken back",
    "undone": "taken back",
    "failed": "needs your help",
}

register.filter("clock", clock)
register.filter("why_here", why_here)
register.filter("place_words", place_words)
register.filter("note", note_html)
register.filter("about_archive", describe_archive)


@register.filter
def json_ld(about: dict[str, object]) -> SafeString:
    """Show what a page is about, for machines."""
    return mark_safe(as_json(about))  # noqa: S308  it escapes what could end a script


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


@register.simple_tag
def words(page: Page, shown: ShownPost) -> SafeString:
    """Show the words of a post alone."""
    return page.words_of(shown)


@register.filter
def boxed(text: str, word: str) -> SafeString:
    """Show a note in a box under a word: {{ note|boxed:"Note" }}."""
    return note_box(word, text)


@register.filter
def day(told: str) -> date:
    """Return the day that a remembered preview tells as text."""
    return date.fromisoformat(told)


@register.filter
def in_zone(told: str, zone: str) -> datetime:
    """Return the moment that a remembered preview tells as text, in a zone."""
    return datetime.fromisoformat(told).astimezone(ZoneInfo(zone))


@register.filter
def handles(told: Iterable[object]) -> SafeString:
    """Return handles in a row: @ann, @ben."""
    return format_html_join(", ", "<bdi>@{}</bdi>", ((str(one).lstrip("@"),) for one in told))


@register.filter
def upload_state(state: str) -> str:
    """Return how far an upload is, in plain words."""
    return UPLOAD_STATES[state]
