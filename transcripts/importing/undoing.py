"""Taking back what an upload alone brought, a thousand posts in one transaction; what others tell too is told anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from .. import search
from ..counting import count
from ..models import Alias, Chat, ImportRun, Participant, Series, Sighting, Tweet, fold_hashtag
from .formats import by_name
from .merging import MERGED_FIELDS, merged
from .references import FIELDS, FOUND_BY_WORDS
from .regrouping import regroup
from .remembering import keep_decisions
from .storing import BATCH
from .tellings import unpacked
from .uniting import move_annotations


@dataclass(slots=True)
class Undone:
    """What taking back an upload did; `moments` are the times, by series, at which something changed."""

    file: str
    gone: int = 0
    kept: int = 0
    decisions: int = 0
    emptied: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    moments: dict[Series, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield what was done as a person reads it."""
        yield f"{self.file}: taken back"
        gone = count(self.gone, "post")
        yield f"  {gone} gone that no other upload tells of, {self.kept:,} kept that others tell of too"
        if self.decisions:
            yield f"  decisions about {self.decisions} of the posts gone are kept, and come back with them"
        yield from (
            f"  {url}: no posts left; its addresses say that it is gone until they are back" for url in self.withdrawn
        )
        yield from (f"  {url}: no posts left; the draft stays, since a person worked on it" for url in self.emptied)
        yield from (f"  note: {note}" for note in self.notes)


def undo(run: ImportRun) -> Undone:
    """Take back an upload; cut off in between, it can be called again and goes on."""
    undone = Undone(run.file_name)
    chats = list(run.chats.prefetch_related("sessions"))
    # An earlier attempt may have been cut off before grouping what it had left.
    undone.moments[run.series] |= {session.start for chat in chats for session in chat.sessions.all()}
    while ids := list(run.sightings.order_by("tweet_id").values_list("tweet_id", flat=True).distinct()[:BATCH]):
        with transaction.atomic():
            take_back(run, ids, undone)
    run.delete()
    for series, moments in undone.moments.items():
        regroup(series, moments)
    clear_up(chats, undone)
    Participant.objects.filter(tweets=None, hosted=None, noindex=False).delete()
    try:
        search.index(Chat.objects.stale_in_index())
    except search.IndexBusy as busy:
        undone.notes = (str(busy),)
    return undone


def take_back(run: ImportRun, ids: Sequence[int], undone: Undone) -> None:
    """Take back what a run told of some posts."""
    rows = Tweet.objects.filter(pk__in=ids)
    for series in Series.objects.filter(tweets__in=ids).distinct():
        undone.moments[series] |= set(rows.filter(series=series).values_list("posted_at", flat=True))
    run.sightings.filter(tweet__in=ids).delete()
    told = Exists(Sighting.objects.filter(tweet=OuterRef("pk")))
    shared = list(rows.filter(told))
    for row in shared:
        tell_anew(row)
    leave_series(run.series, shared)
    undone.kept += len(shared)
    undone.gone += remove([row.pk for row in rows.exclude(told)], undone)


def remove(ids: Sequence[int], undone: Undone) -> int:
    """Delete posts that nobody tells of any more; return how many."""
    gone = Tweet.objects.filter(pk__in=ids)
    undone.decisions += keep_decisions(gone)
    forget_references(set(gone.values_list("key", flat=True)), undone)
    number = gone.count()
    gone.delete()
    return number


def forget_references(keys: set[str], undone: Undone) -> None:
    """Have references that were found among the posts, not told, be looked for again."""
    guessed = Tweet.objects.filter(Q(reply_to_key__in=keys) | Q(repost_of_key__in=keys)).exclude(rounded={})
    for row in guessed:
        for name, reference in FIELDS.items():
            if getattr(row, reference) in keys and (name in row.rounded or row.rounded.get(FOUND_BY_WORDS) == name):
                setattr(row, reference, "")
        row.save(update_fields=list(FIELDS.values()))
        for series in Series.objects.filter(tweets=row):
            undone.moments[series].add(row.posted_at)


def tell_anew(row: Tweet) -> None:
    """Have a row say what the records that are left tell; wordings that only the undone one held together part."""
    left: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in row.sightings.exclude(told_zlib=None):
        left[unpacked(bytes(sighting.told_zlib or b"")).key].append(sighting)
    own = row.key if row.key in left else min(left, default=row.key)
    for key, sightings in left.items():
        told = merged(unpacked(bytes(one.told_zlib or b"")) for one in sightings)
        if key == own:
            rewrite(row, told)
        else:
            part(row, told, sightings)


def rewrite(row: Tweet, told: Tweet) -> None:
    """Write what is told of a post into its row; its address changes where the id was the undone upload's."""
    old, old_key, was_public = (
        row.get_absolute_url(),
        row.key,
        row.chats.filter(first_published_at__isnull=False).exists(),
    )
    for name in ("key", "source_id", *MERGED_FIELDS):
        setattr(row, name, getattr(told, name))
    row.save()
    if row.key != old_key:
        move_annotations(old_key, row.key)
    Alias.objects.filter(path=row.get_absolute_url()).delete()
    if was_public and old != row.get_absolute_url():
        Alias.objects.lead(old, row.get_absolute_url())


def part(row: Tweet, told: Tweet, sightings: Iterable[Sighting]) -> None:
    """Give a wording a row of its own again."""
    told.author_id = row.author_id
    told.save()
    Sighting.objects.filter(pk__in=[one.pk for one in sightings]).update(tweet=told)
    for series in Series.objects.filter(tweets=row):
        series.tweets.add(told)
    Alias.objects.filter(path=told.get_absolute_url()).delete()


def leave_series(series: Series, rows: Iterable[Tweet]) -> None:
    """Take posts out of a series that no other of its uploads brought."""
    through = series.tweets.through._default_manager
    gone = [row.pk for row in rows if not brought(series, row)]
    through.filter(series_id=series.pk, tweet_id__in=gone).delete()


def brought(series: Series, row: Tweet) -> bool:
    """True when an upload of the series collected a post, or has it anywhere and it carries the hashtag."""
    sightings = list(row.sightings.filter(run__series=series).select_related("run"))
    tagged = not series.folded_hashtags.isdisjoint(map(fold_hashtag, row.hashtags))
    return any(tagged or (one.raw_zlib is not None and not is_personal(one.run)) for one in sightings)


def is_personal(run: ImportRun) -> bool:
    """True for the archive of one person."""
    kind = by_name(run.format)
    return kind is not None and kind.is_personal


def clear_up(chats: Iterable[Chat], undone: Undone) -> None:
    """Take chats out of public view that have no posts left, and name the drafts that a person worked on."""
    for chat in Chat.objects.filter(pk__in=[chat.pk for chat in chats], placements=None):
        if chat.is_public:
            chat.empty()
            undone.withdrawn.append(chat.get_absolute_url())
        elif not chat.was_public:
            undone.emptied.append(chat.get_absolute_url())
