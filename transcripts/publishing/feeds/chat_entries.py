"""Chats as a feed tells of them: what it was about, who hosted it, and its questions."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..directory import ChatCard
from ..tweet_html import plain
from .feed import FeedAuthor, FeedEntry


def chat_entry(card: ChatCard, site_url: str) -> FeedEntry:
    """Return a chat; it is published with its first publication, and updated with any change on its pages."""
    return FeedEntry(
        permalink=f"{site_url}{card.path}",
        title=plain(f"{card.title} ({card.series_name}, {card.date:%-d %B %Y})"),
        published=card.published_at,
        updated=card.changed_at,
        html="".join(_paragraphs(card, site_url)),
        summary=plain(f"{card.series_name} chat of {card.date:%-d %B %Y}. {card.told}."),
        authors=tuple(FeedAuthor(host.name, f"{site_url}{host.path}") for host in card.hosts),
        tags=(plain(card.series_name),),
    )


def _paragraphs(card: ChatCard, site_url: str) -> Iterator[str]:
    hosts = ", ".join(host.name for host in card.hosts)
    yield f"<p>{_when(card)}{f', hosted by {_words(hosts)}' if hosts else ''}. {card.told}.</p>"
    for paragraph in filter(None, card.framing.split("\n\n")):
        yield f"<p>{_words(paragraph)}</p>"
    if card.questions:
        lines = (
            f'<li><a href="{escape(f"{site_url}{one.path}")}">{_words(one.label)}</a>: {_words(one.text)}</li>'
            for one in card.questions
        )
        yield f"<ul>{''.join(lines)}</ul>"


def _when(card: ChatCard) -> str:
    hours = " and ".join(f"{one.start:%H:%M}–{one.end:%H:%M} {one.zone}" for one in card.sessions)
    return f"{card.date:%-d %B %Y}{f', {hours}' if hours else ''}"


def _words(text: str) -> str:
    return escape(plain(text), quote=False)
