"""Rows that turn out to be one post become one row; the address of the one that goes leads to the one that stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from django.db import transaction

from ..grouping import Method
from ..models import Alias, Annotation, Decision, Placement, Series, Sighting, Tweet, TweetQuerySet
from .merging import MERGED_FIELDS, merge
from .spans import Span
from .tellings import keep_apart, unpacked
from .twins import Wording, find_twins


def unite_twins(series: Series, around: Span, span: Span) -> set[int]:
    """Unite the posts without id of a span with what they are in other words; return the rows that stayed."""
    posts = Tweet.objects.of_series(series)
    authors = set(posts.between(span.start, span.end).filter(source_id="").values_list("author_id", flat=True))
    rows = posts.between(around.start, around.end).filter(author__in=authors)
    twins = find_twins(wordings_of(rows, series.zone)) if authors else {}
    known = Tweet.objects.in_bulk([*twins, *twins.values()], field_name="key")
    within = {gone: kept for gone, kept in twins.items() if span.holds(known[gone].posted_at)}
    for gone, kept in within.items():
        unite(known[gone], known[kept])
    return {known[kept].pk for kept in within.values()}


def wordings_of(rows: TweetQuerySet, zone: tzinfo) -> Iterable[Wording]:
    """Yield posts as twins are found among them."""
    for row in rows.prefetch_related("sightings").in_order():
        sightings = row.sightings.all()
        texts = {unpacked(bytes(one.told_zlib)).text for one in sightings if one.told_zlib}
        yield Wording(
            key=row.key,
            author=row.author_id,
            posted_at=row.posted_at,
            sequence=row.sequence,
            said_on=row.posted_at.astimezone(zone).date(),
            is_timed=row.precision != "day",
            has_id=bool(row.source_id),
            is_repost=row.is_repost,
            texts=tuple(sorted({row.text, *texts})),
            runs=frozenset(one.run_id for one in sightings),
        )


@transaction.atomic
def unite(gone: Tweet, kept: Tweet) -> None:
    """Make two rows one."""
    keep_apart([gone, kept])
    merge(kept, gone)
    kept.hidden, kept.hidden_reason = kept.hidden or gone.hidden, kept.hidden_reason or gone.hidden_reason
    kept.save(update_fields=[*MERGED_FIELDS, "hidden", "hidden_reason"])
    Sighting.objects.filter(tweet=gone).update(tweet=kept)
    move_decisions(gone, kept)
    for series in Series.objects.filter(tweets=gone):
        series.tweets.add(kept)
    for reference in ("reply_to_key", "quote_of_key", "repost_of_key"):
        Tweet.objects.filter(**{reference: gone.key}).update(**{reference: kept.key})
    Alias.objects.lead(gone.get_absolute_url(), kept.get_absolute_url())
    gone.delete()


def move_decisions(gone: Tweet, kept: Tweet) -> None:
    """Have what a person decided about the one that goes hold for the one that stays, where nobody decided on that."""
    for placement in Placement.objects.filter(tweet=gone, method=Method.HAND):
        theirs = Placement.objects.filter(tweet=kept, chat=placement.chat)
        if not theirs.filter(method=Method.HAND).exists():
            theirs.delete()
            placement.tweet = kept
            placement.save(update_fields=["tweet"])
    move_annotations(gone.key, kept.key)


def move_annotations(old: str, new: str) -> None:
    """Have marks and remarks on a post, and the way to undo them, follow it to another key."""
    Annotation.objects.lead(old, new)
    Decision.objects.filter(key=old, about__in=Annotation.ON_POSTS).update(key=new)
