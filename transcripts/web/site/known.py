"""The addresses that were ever given out, also those to which no page of today links."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import Alias, Handle, LedgerEntry, Tweet, person_path
from .addresses import Address, read_address

ENTRANCES = ("/", "/about/", "/robots.txt", "/favicon.ico", "/embed.js", "/sitemap.xml")


def known_addresses() -> Iterator[Address]:
    """Yield the entrances, all in the ledger, what moved or is gone, former handles."""
    yield from map(read_address, ENTRANCES)
    for batch in LedgerEntry.objects.in_batches():
        yield from (read_address(entry.path) for entry in batch)
    for path in Alias.objects.order_by("path").values_list("path", flat=True).iterator():
        yield Address(path)
    for network, folded in _former_handles():
        yield read_address(person_path(network, folded))


def _former_handles() -> Iterator[tuple[str, str]]:
    """Yield the handles that people with a page go or went by."""
    shown = Handle.objects.filter(participant__tweets__in=Tweet.objects.public()).distinct()
    yield from shown.order_by("network", "folded").values_list("network", "folded").iterator()
