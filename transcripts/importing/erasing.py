"""Taking posts out for good: words, raw records, places; what is left is a hash that keeps them out, and a 410."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from ..models import Alias, Chat, Removal, Series, Sighting, Tweet, TweetQuerySet
from .forgetting import forget_annotations


@dataclass(frozen=True, slots=True)
class Erased:
    """How many posts are gone, and the moments at which each series lost some."""

    posts: int
    moments: Mapping[Series, list[datetime]]


@transaction.atomic
def erase(keys: Iterable[str]) -> Erased:
    """Remove posts for good, with the retweets that repeat them; remember them even if the archive never had them."""
    wanted = set(keys)
    Removal.objects.remember(wanted)
    gone = Tweet.objects.filter(Q(key__in=wanted) | Q(repost_of_key__in=wanted))
    moments = {series: list(at.values_list("posted_at", flat=True)) for series, at in by_series(gone)}
    leave_word(gone)
    forget_words_in(Sighting.objects.filter(tweet__in=gone, raw_zlib=None))
    forget_annotations(wanted, gone)
    renew_chats_of(gone)
    number = gone.count()
    gone.delete()
    return Erased(number, moments)


def by_series(tweets: TweetQuerySet) -> Iterable[tuple[Series, TweetQuerySet]]:
    """Yield each series that has some of the posts, with them."""
    for series in Series.objects.filter(tweets__in=tweets).distinct():
        yield series, tweets.filter(series=series)


def leave_word(gone: TweetQuerySet) -> None:
    """Have the addresses of posts that were public say that they are gone."""
    public = gone.filter(placements__chat__first_published_at__isnull=False).distinct()
    Alias.objects.bulk_create((Alias(path=tweet.get_absolute_url()) for tweet in public), ignore_conflicts=True)


def forget_words_in(embedded: Iterable[Sighting]) -> None:
    """Empty the raw records that hold a removed post inside another one's."""
    for sighting in embedded:
        Sighting.objects.filter(run=sighting.run_id, position=sighting.position).update(raw_zlib=None)


def renew_chats_of(gone: TweetQuerySet) -> None:
    """Have the pages that showed the posts change."""
    for chat in Chat.objects.filter(Exists(gone.filter(chats=OuterRef("pk")))):
        chat.renew()
