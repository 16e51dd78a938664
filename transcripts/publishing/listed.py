"""What search engines may list, cut into sitemaps of which none grows with the archive.

Each chat has one of its own, with its questions and posts: it is read by the chat alone, and crawlers see by the moment
of its last change whether it is worth reading again. People are cut by network and handle. Nothing is counted through.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from ..models import Chat, Participant, ParticipantQuerySet, Series, Tweet
from .addresses import chat_path, person_path, post_path

PEOPLE_IN_SLICE = 10_000
MOST_CHATS = 45_000
"""A sitemap index names at most 50,000 (sitemaps.org); of more chats the latest are named."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page for crawlers, by its path as it stands in links; when it changed last, where that is known."""

    path: str
    changed_at: datetime | None = None


def listed_series() -> list[Listed]:
    """Return the pages of series, and home before them."""
    slugs = Series.objects.listed().order_by("slug")
    return [Listed("/"), *(Listed(f"/{slug}/") for slug in slugs.values_list("slug", flat=True))]


def listed_chats() -> list[Chat]:
    """Return the chats that have a sitemap, the latest first."""
    return list(Chat.objects.listed().newest_first().select_related("series")[:MOST_CHATS])


def pages_of(chat: Chat) -> list[Listed]:
    """Return the page of a chat, those of its questions, and those of its posts."""
    path = chat_path(chat.series.slug, chat.address)
    questions = chat.questions.values_list("slug", flat=True)
    posts = Tweet.objects.listed().originals().filter(placements__chat=chat).in_order()
    return [
        Listed(path, chat.changed_at),
        *(Listed(f"{path}{slug}/") for slug in questions),
        *(Listed(post_path(key)) for key in posts.values_list("key", flat=True)),
    ]


def people_slices() -> int:
    """Return into how many slices the people are cut; people without a page are counted, too, which is quicker."""
    return -(-Participant.objects.count() // PEOPLE_IN_SLICE)


def listed_people(number: int) -> list[Listed]:
    """Return the pages of the people in a slice, counted from 1."""
    kept_out = {_page_of(one) for one in Participant.objects.filter(noindex=True)}
    # Joined flat: PostgreSQL takes the tests inside tests of `Tweet.objects.listed()` for each person anew.
    shown = Tweet.objects.visible().originals().filter(chats__published_at__isnull=False, chats__noindex=False)
    speaking = _slice(number).filter(Exists(shown.filter(author=OuterRef("pk"))))
    paths = dict.fromkeys(map(_page_of, speaking.only("network", "handle").iterator()))
    return [Listed(path) for path in paths if path not in kept_out]


def _slice(number: int) -> ParticipantQuerySet:
    """Return the people of a slice: from one place in the index of networks and handles up to the next."""
    ordered = Participant.objects.order_by("network", "handle")
    places = ordered.values_list("network", "handle")
    first = (number - 1) * PEOPLE_IN_SLICE
    start, end = places[first : first + 1], places[first + PEOPLE_IN_SLICE : first + PEOPLE_IN_SLICE + 1]
    found = ordered.filter(*(_from(*place) for place in start)) if start else ordered.none()
    return found.exclude(*(_from(*place) for place in end)) if end else found


def _from(network: str, handle: str) -> Q:
    return Q(network__gte=network) & (Q(network__gt=network) | Q(handle__gte=handle))


def _page_of(person: Participant) -> str:
    return person_path(person.network, person.folded)
