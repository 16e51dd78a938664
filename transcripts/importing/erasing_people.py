"""Taking a person out for good: what they said, what repeats it, and their name wherever others speak of them.

Each step is of at most a thousand rows a transaction; cut off in between, the whole can be done again. The account
itself goes last, so that it can still be found by then.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from ..models import (
    Alias,
    Chat,
    Identity,
    LedgerEntry,
    Participant,
    Removal,
    Series,
    Sighting,
    Tweet,
    TweetQuerySet,
    fold_handle,
)
from .erasing import Erased, erase
from .guarding import MASKED_FIELDS, Guard
from .namings import forget_namings
from .storing import compressed
from .tellings import packed, unpacked
from .traces import forget_people_in_log, forget_pictures

AT_ONCE = 500
JSON_FIELDS = ("mentions", "links", "media")

Row = TypeVar("Row", bound=Model)


@dataclass(slots=True)
class ErasedPerson:
    """What taking somebody out did: posts that are gone, posts of others and raw records in which they were masked.

    `moments` are when each series changed.
    """

    gone: Erased = field(default_factory=Erased)
    masked: int = 0
    records: int = 0

    @property
    def moments(self) -> dict[Series, set[datetime]]:
        """When each series changed."""
        return self.gone.moments


def accounts_of(network: str, handle: str) -> list[Participant]:
    """Return the accounts that go by a handle; where none does, those that once did."""
    called = Participant.objects.called(network, handle).prefetch_related("handles").order_by("pk")
    return [one for one in called if one.folded == fold_handle(handle)] or list(called)


def identity_of(network: str, handle: str, accounts: Iterable[Participant]) -> Identity:
    """Return all that an account is known by: its rows may be several, or none when the archive never had it."""
    rows = list(accounts)
    handles = {fold_handle(handle), *(one.folded for row in rows for one in row.handles.all())}
    return Identity(
        network=network,
        handles=frozenset(handles | {row.folded for row in rows} - {""}),
        accounts=frozenset({row.source_id for row in rows} - {""}),
        names=frozenset({row.name for row in rows} | handles),
    )


def erase_person(
    network: str, handle: str, progress: Callable[[str, int], None] = lambda work, done: None
) -> ErasedPerson:
    """Take the person of a handle out; `progress` is told what is being done and how many rows of it are.

    They are remembered even if the archive never had them, and every later upload leaves them out.
    """
    accounts = accounts_of(network, handle)
    identity = identity_of(network, handle, accounts)
    Removal.objects.remember_person(identity)
    search = Needles.of(identity)
    erased = ErasedPerson()
    erase_posts(accounts, search, erased)
    for masked in mask_posts(search, erased.moments):
        erased.masked = masked
        progress("posts of others", masked)
    for read, changed in mask_records(search):
        erased.records = changed
        progress("raw records", read)
    forget_namings(network, search.plain)
    # An upload that was at work may have brought some since.
    erase_posts(accounts, search, erased)
    forget_accounts(accounts, search)
    forget_pictures()
    return erased


@dataclass(frozen=True, slots=True)
class Needles:
    """What to look for in the database: whatever holds none of these speaks of nobody who goes."""

    identity: Identity
    plain: tuple[str, ...]

    @classmethod
    def of(cls, identity: Identity) -> Needles:
        """Take the handles, also without their servers, the ids and the whole names; and as JSON spells them."""
        shorts = {handle.partition("@")[0] for handle in identity.handles}
        names = {name for name in identity.names if " " in name.strip()}
        words = {word for word in identity.handles | shorts | identity.accounts | names if word}
        escaped = {json.dumps(word)[1:-1] for word in words}
        return cls(identity, tuple(sorted(words | escaped | {word.lower() for word in words | escaped})))

    def where(self, *fields: str) -> Q:
        """Return the condition that one of some fields holds any of them."""
        return reduce(or_, (Q(**{f"{name}__icontains": word}) for name in fields for word in self.plain))

    def within(self, text: str) -> bool:
        """True when a text holds any of them."""
        lowered = text.lower()
        return any(word in lowered for word in self.plain)


def erase_posts(accounts: Iterable[Participant], search: Needles, erased: ErasedPerson) -> None:
    """Take out the posts of some accounts, and the retweets of them that nothing but their words tells."""
    own = Tweet.objects.filter(author__in=list(accounts))
    repeats = reduce(or_, (Q(text__istartswith=f"RT @{handle}") for handle in search.identity.handles))
    copies = Tweet.objects.filter(repeats, is_repost=True, network=search.identity.network)
    guard = Guard.now()
    for rows in (own, copies):
        for batch in in_batches(rows):
            keys = [row.key for row in batch if rows is own or guard.mask(row.network).repeats(row.text)]
            gone = erase(keys, keep_authors=True)
            erased.gone.posts += gone.posts
            for series, moments in gone.moments.items():
                erased.moments[series] |= moments


def mask_posts(search: Needles, moments: dict[Series, set[datetime]]) -> Iterator[int]:
    """Mask them in the posts of others, a batch in one transaction; yield how many rows changed so far."""
    guard, changed = Guard.now(), 0
    for batch in in_batches(speaking(search)):
        with transaction.atomic():
            # Read again: a row that went in the meantime must not be written anew.
            still = Tweet.objects.select_for_update().filter(pk__in=[row.pk for row in batch])
            rows = [row for row in still if guard.row(row)]
            Tweet.objects.write(rows, MASKED_FIELDS)
            ids = [row.pk for row in rows]
            for chat in Chat.objects.filter(tweets__in=ids).distinct():
                chat.renew()
        for series in Series.objects.filter(tweets__in=ids).distinct():
            moments[series] |= set(series.tweets.filter(pk__in=ids).values_list("posted_at", flat=True))
        changed += len(rows)
        yield changed


def speaking(search: Needles) -> TweetQuerySet:
    """Return the posts that may speak of somebody."""
    told = {f"{name}_text": Cast(name, TextField()) for name in JSON_FIELDS}
    names = ("text", "remark", "url", "hidden_reason", "reply_to_handle", *told)
    return Tweet.objects.annotate(**told).filter(search.where(*names))


def mask_records(search: Needles) -> Iterator[tuple[int, int]]:
    """Mask them in the raw records of others; yield how many were read and how many changed so far.

    All are read: they are compressed, and somebody may be named in a record of a post that does not speak of them.
    """
    guard, read, changed = Guard.now(), 0, 0
    fields = ("pk", "raw_zlib", "told_zlib", "heading", "tweet__network", "run")
    for batch in in_batches(Sighting.objects.select_related("tweet").only(*fields)):
        rows = [row for row in batch if speaks(row, search)]
        masked = [row for row in rows if mask_sighting(row, guard)]
        with transaction.atomic():
            Sighting.objects.bulk_update(masked, ["raw_zlib", "told_zlib", "heading"], batch_size=100)
        read, changed = read + len(batch), changed + len(masked)
        yield read, changed


def speaks(sighting: Sighting, search: Needles) -> bool:
    """True when a raw record, or what was kept of it, may speak of somebody."""
    told = json.dumps(told_of(sighting)) if sighting.told_zlib else ""
    return search.within(sighting.raw) or search.within(sighting.heading) or search.within(told)


def told_of(sighting: Sighting) -> list[object]:
    """Return what a record told in those fields that may speak of somebody."""
    row = unpacked(bytes(sighting.told_zlib or b""))
    return [getattr(row, name) for name in MASKED_FIELDS]


def mask_sighting(sighting: Sighting, guard: Guard) -> bool:
    """Mask them in a sighting, not yet saved; True when that changed it."""
    network = sighting.tweet.network
    before = (sighting.raw_zlib, sighting.told_zlib, sighting.heading)
    raw = sighting.raw
    if (masked := guard.raw(raw, network)) != raw:
        sighting.raw_zlib = compressed(masked)
    if sighting.told_zlib:
        told = unpacked(bytes(sighting.told_zlib))
        sighting.told_zlib = packed(told) if guard.row(told) else sighting.told_zlib
    sighting.heading = guard.words(sighting.heading, network)
    return (sighting.raw_zlib, sighting.told_zlib, sighting.heading) != before


def in_batches(rows: QuerySet[Row]) -> Iterator[list[Row]]:
    """Yield rows by their numbers, so many at once: what is done to a batch does not disturb the next one."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield batch
        last = batch[-1].pk


def forget_accounts(accounts: Iterable[Participant], search: Needles) -> None:
    """Delete the accounts themselves, and the addresses that hold their handles."""
    rows = [account.pk for account in accounts]
    for chat in Chat.objects.filter(hosts__in=rows).distinct():
        chat.renew()
    forget_people_in_log(rows)
    Participant.objects.filter(pk__in=rows, tweets=None).delete()
    for handle in search.identity.handles:
        gone = Participant(network=search.identity.network, handle=handle).get_absolute_url()
        Alias.objects.filter(Q(path=gone) | Q(target=gone)).delete()
        LedgerEntry.objects.filter(path=gone).delete()
