"""What each feed holds, read from rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote, urlencode

from django.conf import settings

from ...models import Archive, Chat, Participant, Series
from ..directory import cards_of, said_by, sayings, sayings_at
from ..posts import Person
from ..tweet_html import plain
from .addresses import ARCHIVE_FEED, person_feed, search_feed, series_feed
from .chat_entries import chat_entry
from .feed import Feed, FeedAddress, FeedAuthor, FeedEntry
from .post_entries import post_entry

PER_LEAF = 50


def feed_of_chats(series: Series | None = None, leaf: int = 1) -> Feed:
    """Read the feed of a series, or of all: the chats that were published last, whenever they took place."""
    chats = Chat.objects.public().latest_published_first()
    if series:
        chats = chats.filter(series=series)
    cards = cards_of(chats[(leaf - 1) * PER_LEAF : leaf * PER_LEAF + 1])
    archive = Archive.current()
    return _feed(
        address=series_feed(series.slug) if series else ARCHIVE_FEED,
        page=series.get_absolute_url() if series else "/",
        title=f"{series.name} – {archive.name}" if series else archive.name,
        about=series.description if series else "Chats as they are published here",
        entries=[chat_entry(card, settings.SITE_URL) for card in cards],
        leaf=leaf,
    )


def feed_of_person(accounts: tuple[Participant, ...], leaf: int = 1) -> Feed:
    """Read the feed of what somebody said in public, their latest post first; the account seen last is the first."""
    person = Person.of(accounts[0])
    rows = said_by(accounts)[(leaf - 1) * PER_LEAF : leaf * PER_LEAF + 1]
    return _feed(
        address=person_feed(person.path),
        page=person.path,
        title=f"{person.name} (@{person.handle}) – {Archive.current().name}",
        about=f"What @{person.handle} said in the chats kept here",
        entries=[post_entry(saying, settings.SITE_URL) for saying in sayings(rows)],
        leaf=leaf,
    )


def feed_of_search(typed: str, found: Iterable[int], leaf: int, *, has_more: bool) -> Feed:
    """Return the feed of what a search found, by the rows of placements."""
    address = search_feed(typed)
    feed = _feed(
        address=address,
        page=f"/search/?{urlencode(address.query, quote_via=quote, safe='')}",
        title=f"{Archive.current().name}: {typed or 'search'}",
        about="",
        entries=[post_entry(saying, settings.SITE_URL) for saying in sayings_at(found)],
        leaf=leaf,
    )
    return replace(feed, has_more=has_more)


def _feed(*, address: FeedAddress, page: str, title: str, about: str, entries: list[FeedEntry], leaf: int) -> Feed:
    archive = Archive.current()
    return Feed(
        site_url=settings.SITE_URL,
        address=address,
        page=page,
        title=plain(title),
        about=plain(about),
        author=FeedAuthor(archive.keeper or archive.name, f"{settings.SITE_URL}/about/"),
        as_of=Chat.objects.public().last_change(),
        entries=tuple(entries[:PER_LEAF]),
        leaf=leaf,
        has_more=len(entries) > PER_LEAF,
    )
