"""Taking posts out for good: words, raw records, places; what is left is a hash that keeps them out, and a 410."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from ..models import (
    Chat,
    Handle,
    LedgerEntry,
    Participant,
    Removal,
    Series,
    Sighting,
    Tweet,
    TweetQuerySet,
    person_path,
)
from .forgetting import forget_annotations
from .traces import forget_people_in_log, forget_pictures, forget_traces

AT_ONCE = 500


@dataclass(slots=True)
class Erased:
    """How many posts are gone, and the moments at which each series lost some."""

    posts: int = 0
    moments: dict[Series, set[datetime]] = field(default_factory=lambda: defaultdict(set))


def erase(keys: Iterable[str], *, keep_authors: bool = False) -> Erased:
    """Remove posts for good, with the retweets that repeat them; remember them even if the archive never had them.

    Authors of whom nothing is left go, too, unless they are still needed.
    """
    erased, wanted = Erased(), list(dict.fromkeys(keys))
    for start in range(0, len(wanted), AT_ONCE):
        erase_some(wanted[start : start + AT_ONCE], erased, keep_authors=keep_authors)
    return erased


@transaction.atomic
def erase_some(wanted: Sequence[str], erased: Erased, *, keep_authors: bool) -> None:
    """Remove a batch of posts in one transaction."""
    Removal.objects.remember(wanted)
    told = Tweet.objects.filter(Q(key__in=wanted) | Q(repost_of_key__in=wanted)).values_list("key", flat=True)
    keys = list(told)
    gone = Tweet.objects.filter(key__in=keys)
    authors = set(gone.values_list("author_id", flat=True))
    remember_pages(gone)
    for series in Series.objects.filter(tweets__in=gone).distinct():
        erased.moments[series] |= set(gone.filter(series=series).values_list("posted_at", flat=True))
    forget_words_in(Sighting.objects.filter(tweet__in=gone, raw_zlib=None))
    forget_annotations(wanted, gone)
    forget_traces(gone, keys)
    renew_chats_of(gone)
    gone.delete()
    if not keep_authors:
        forget_silent(authors)
    transaction.on_commit(forget_pictures)
    erased.posts += len(keys)


def remember_pages(gone: TweetQuerySet) -> None:
    """Have the pages of their authors say that they are gone, should nothing else be left of them."""
    public = gone.filter(placements__chat__first_published_at__isnull=False)
    handles = Handle.objects.filter(participant__in=public.values("author")).values_list("network", "folded")
    Removal.objects.remember_pages(handles)


def forget_words_in(embedded: Iterable[Sighting]) -> None:
    """Empty the raw records that hold a removed post inside another one's."""
    for sighting in embedded:
        Sighting.objects.filter(run=sighting.run_id, position=sighting.position).update(raw_zlib=None)


def renew_chats_of(gone: TweetQuerySet) -> None:
    """Have the pages that showed the posts change."""
    for chat in Chat.objects.filter(Exists(gone.filter(chats=OuterRef("pk")))):
        chat.renew()


def forget_silent(authors: Iterable[int]) -> None:
    """Forget the accounts, of some, of which nothing is left."""
    silent = Participant.objects.filter(pk__in=authors, tweets=None, hosted=None)
    forget_people_in_log(list(silent.values_list("pk", flat=True)))
    called = set(Handle.objects.filter(participant__in=silent).values_list("network", "folded"))
    silent.delete()
    shared = set(Handle.objects.filter(folded__in=[folded for _, folded in called]).values_list("network", "folded"))
    # Their pages say that they are gone by a hash: the ledger keeps no name.
    LedgerEntry.objects.filter(path__in=[person_path(*handle) for handle in called - shared]).delete()
