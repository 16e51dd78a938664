"""The addresses that were ever given out, also those to which no page of today links."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from ...models import Alias, Chat, Handle, Tweet
from .addresses import Address, read_address

ENTRANCES = ("/", "/about/", "/robots.txt", "/favicon.ico")


def known_addresses() -> Iterator[Address]:
    """Yield the entrances, chats public or withdrawn, what moved or is gone, former handles, every public post."""
    yield from map(read_address, ENTRANCES)
    for chat in Chat.objects.filter(first_published_at__isnull=False).select_related("series").iterator():
        yield read_address(chat.get_absolute_url())
    for path in Alias.objects.order_by("path").values_list("path", flat=True).iterator():
        yield Address(path)
    for key in Tweet.objects.public().order_by("key").values_list("key", flat=True).iterator():
        yield read_address(reverse("tweet", args=[key]))
    for network, folded in _handles():
        yield read_address(reverse("person", args=[network, folded]))


def _handles() -> Iterator[tuple[str, str]]:
    """Yield the handles that people with a page go or went by."""
    shown = Handle.objects.filter(participant__tweets__in=Tweet.objects.public()).distinct()
    yield from shown.order_by("network", "folded").values_list("network", "folded").iterator()
