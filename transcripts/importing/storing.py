"""Records → rows: idempotent, in bulk, at most a thousand posts in one transaction."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, tzinfo

from django.db import transaction

from ..models import Alias, ImportRun, Removal, Series, Sighting, Tweet, fold_handle, fold_hashtag, insert
from .guarding import Guard
from .keys import key_of_id, key_of_words, letters_and_digits
from .merging import MERGED_FIELDS, merge, merged
from .people import People, Seen
from .records import PostRecord, Precision
from .remembering import hide_again
from .tellings import keep_apart, packed

BATCH = 1000
# Fast and good enough for records that repeat their field names: level 6 gains 8 % and costs four times the time.
COMPRESSION = 1


@dataclass(slots=True)
class Stored:
    """What became of a file's posts: counts, and every moment of the series that was touched.

    `united` turned out to be posts that the archive had in other words; `kept_out` were removed for good before;
    `erased` are removed now, because the file says their authors did.
    """

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept_aside: int = 0
    kept_out: int = 0
    erased: int = 0
    united: int = 0
    moments: list[datetime] = field(default_factory=list)
    changed_ids: set[int] = field(default_factory=set)
    changed_people: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Telling:
    """A record, its row, not yet saved, and the key of its post, which may be known under another one."""

    record: PostRecord
    tweet: Tweet
    key: str


@dataclass(frozen=True, slots=True)
class Seeing:
    """A sighting, not yet saved, and the key of the post it is of."""

    key: str
    sighting: Sighting


@dataclass(slots=True)
class Store:
    """Takes the posts of one run into the rows of its series.

    `zone` is that of dates without one; a personal file holds whatever one person wrote, most of it no chat's.
    """

    run: ImportRun
    series: Series
    zone: tzinfo
    is_personal: bool = False
    stored: Stored = field(default_factory=Stored)
    occurrences: Counter[tuple[str, ...]] = field(default_factory=Counter)
    guard: Guard = field(default_factory=Guard.now)

    def take(self, records: Sequence[PostRecord]) -> None:
        """Store a batch of records in one transaction."""
        with transaction.atomic():
            # Somebody may have been taken out since the last batch.
            self.guard = Guard.now()
            tellings = self.without_removed(self.tellings(self.without_removed_people(records)))
            known = Tweet.objects.in_bulk([telling.key for telling in tellings], field_name="key")
            # What is told anew is written down before rows are merged.
            sightings = self.sightings(self.unseen(tellings, known), known)
            rows = self.save_rows(tellings, known)
            self.save_sightings(sightings, rows)
            self.join_series(tellings, rows, known)

    def tellings(self, records: Sequence[PostRecord]) -> list[Telling]:
        """Turn records into unsaved rows with their authors."""
        seen = [Seen(self.network_of(record), record.author, record.posted_at) for record in records]
        people = People.met(seen)
        self.stored.changed_people |= people.shown_anew
        rows = [self.row(record, people.of(one).pk) for record, one in zip(records, seen, strict=True)]
        return tellings_in(records, rows)

    def without_removed_people(self, records: Sequence[PostRecord]) -> list[PostRecord]:
        """Leave out what is by people who were taken out, and retweets of it."""
        kept = [record for record in records if self.guard.admits(record, self.network_of(record))]
        self.stored.kept_out += len(records) - len(kept)
        return kept

    def without_removed(self, tellings: Sequence[Telling]) -> list[Telling]:
        """Leave out what was removed for good, and what repeats it."""
        told = {key for telling in tellings for key in (telling.key, telling.tweet.repost_of_key) if key}
        removed = Removal.objects.among(told)
        kept = [one for one in tellings if removed.isdisjoint((one.key, one.tweet.repost_of_key))]
        self.stored.kept_out += len(tellings) - len(kept)
        return kept

    def row(self, record: PostRecord, author_id: int) -> Tweet:
        """Return the row a record tells of; its key is that of the words as they came, also where some are masked."""
        row = Tweet(
            key=self.key_of(record, record.source_id) or self.key_without_id(record),
            network=self.network_of(record),
            source_id=record.source_id,
            author_id=author_id,
            text=record.text,
            posted_at=record.posted_at,
            precision=record.precision,
            sequence=0 if record.precision == Precision.SECOND else record.position,
            lang=record.lang[:12],
            reply_to_key=self.key_of(record, record.reply_to_id),
            reply_to_handle=fold_handle(record.reply_to_handle),
            quote_of_key=self.key_of(record, record.quote_of_id),
            repost_of_key=self.key_of(record, record.repost_of_id),
            is_repost=record.is_repost,
            links=[asdict(link) for link in record.links],
            media=[asdict(media) for media in record.media],
            hashtags=list(record.hashtags),
            mentions=list(record.mentions),
            likes=record.likes,
            reposts=record.reposts,
            replies=record.replies,
            author_followers=record.author.followers,
            app=record.app[:200],
            url=record.url[:500],
            remark=record.remark,
            cut_at_source=record.cut_at_source,
            rounded=self.rounded(record),
            edits=record.edits,
            withheld=sorted(record.withheld),
            hidden=bool(record.hidden_because),
            hidden_reason=record.hidden_because,
        )
        self.guard.row(row)
        return row

    def network_of(self, record: PostRecord) -> str:
        """A format is not a network: a paste or sheet carries the network of its series unless told otherwise."""
        return record.network or str(self.run.options.get("network") or self.series.network)

    def key_of(self, record: PostRecord, source_id: str) -> str:
        """Return the key of the post that `record` calls `source_id`: itself or one that it refers to."""
        return key_of_id(self.network_of(record), source_id) if source_id else ""

    def key_without_id(self, record: PostRecord) -> str:
        """Return a key for a post whose id nobody knows; identical ones are counted in the file's order."""
        network, handle = self.network_of(record), fold_handle(record.author.handle)
        said_on = record.posted_at.astimezone(self.zone).date()
        same = (network, handle, said_on.isoformat(), letters_and_digits(record.text))
        self.occurrences[same] += 1
        return key_of_words(network, handle, said_on, record.text, self.occurrences[same])

    @staticmethod
    def rounded(record: PostRecord) -> dict[str, str]:
        """Return the references that wait to be matched to posts."""
        told = {"reply_to": record.rounded_reply_to_id, "repost_of": record.rounded_repost_of_id}
        return {name: rounded_id for name, rounded_id in told.items() if rounded_id}

    def unseen(self, tellings: Sequence[Telling], known: Mapping[str, Tweet]) -> list[Telling]:
        """Return the tellings that no earlier reading of the same file took in."""
        seen = set(
            self.run.sightings.filter(tweet__in=[row.pk for row in known.values()]).values_list("tweet_id", "position")
        )
        return [one for one in tellings if one.key not in known or (known[one.key].pk, one.record.position) not in seen]

    def sightings(self, tellings: Sequence[Telling], known: Mapping[str, Tweet]) -> list[Seeing]:
        """Return which record of the file tells of which post, with all it tells where it is not the only one."""
        told_again = known.keys() & {telling.key for telling in tellings}
        keep_apart(known[key] for key in told_again)
        number = Counter(telling.key for telling in tellings)
        several = told_again | {key for key, times in number.items() if times > 1}
        return [Seeing(one.key, self.sighting(one, is_one_of_several=one.key in several)) for one in tellings]

    def sighting(self, telling: Telling, *, is_one_of_several: bool) -> Sighting:
        """Return the unsaved sighting of a record, its post still unknown."""
        record, network = telling.record, telling.tweet.network
        return Sighting(
            run_id=self.run.pk,
            position=record.position,
            heading=self.guard.words(record.heading, network),
            raw_zlib=compressed(self.guard.raw(record.raw, network)),
            told_zlib=packed(telling.tweet) if is_one_of_several else None,
        )

    def save_rows(self, tellings: Sequence[Telling], known: Mapping[str, Tweet]) -> dict[str, Tweet]:
        """Create the posts the archive has not, merge into those it has; return all by key."""
        told: dict[str, list[Tweet]] = defaultdict(list)
        for telling in tellings:
            told[telling.key].append(telling.tweet)
        news = {key: merged(rows) for key, rows in told.items()}
        changed = [row for key, row in known.items() if merge(row, news[key])]
        created = {key: row for key, row in news.items() if key not in known}
        hide_again(created)
        insert(list(created.values()))
        for key, pk in Tweet.objects.filter(key__in=created).values_list("key", "pk"):
            created[key].pk = pk
        Tweet.objects.write(changed, MERGED_FIELDS)
        self.stored.changed_ids.update(row.pk for row in changed)
        return {key: known.get(key, row) for key, row in news.items()}

    def save_sightings(self, seen: Sequence[Seeing], rows: Mapping[str, Tweet]) -> None:
        """Remember which record of the file told of which post, and the record itself."""
        for one in seen:
            one.sighting.tweet_id = rows[one.key].pk
        Sighting.objects.bulk_create((one.sighting for one in seen), ignore_conflicts=True)

    def join_series(self, tellings: Sequence[Telling], rows: Mapping[str, Tweet], known: Mapping[str, Tweet]) -> None:
        """Make the file's own posts, and all others with the series' hashtag, posts of the series; count them."""
        belonging = {t.key: rows[t.key] for t in tellings if self.belongs(t.record)}
        members = self.series.tweets.through._default_manager
        here = members.filter(series_id=self.series.pk, tweet_id__in=[row.pk for row in known.values()])
        joined = set(here.values_list("tweet_id", flat=True))
        fresh = [row for row in belonging.values() if row.pk not in joined]
        insert([members.model(series_id=self.series.pk, tweet_id=row.pk) for row in fresh])
        self.count(tellings, belonging, {row.pk for row in fresh})

    def belongs(self, record: PostRecord) -> bool:
        """True when a record's post is the series' own."""
        tags = {fold_hashtag(tag) for tag in record.hashtags}
        collected_for_the_hashtag = not record.embedded and not self.is_personal
        return collected_for_the_hashtag or bool(tags & self.series.folded_hashtags)

    def count(self, tellings: Sequence[Telling], belonging: dict[str, Tweet], fresh: set[int]) -> None:
        """Add a batch to the counts and to what was touched."""
        stored = self.stored
        updated = {row.pk for row in belonging.values()} & stored.changed_ids - fresh
        told = [one.key for one in tellings if one.key in belonging and not one.record.embedded]
        twice = len(told) - len(set(told))
        stored.read += sum(not telling.record.embedded for telling in tellings)
        stored.added += len(fresh)
        stored.updated += len(updated)
        stored.unchanged += len(belonging) - len(fresh) - len(updated) + twice
        stored.kept_aside += len({telling.key for telling in tellings} - belonging.keys())
        stored.moments.extend(row.posted_at for row in belonging.values() if row.pk in fresh | updated)


def tellings_in(records: Sequence[PostRecord], rows: Sequence[Tweet]) -> list[Telling]:
    """Return records with their unsaved rows and the keys of their posts."""
    united = Alias.objects.keys_of_posts(row.key for row in rows if not row.source_id)
    return [Telling(record, row, united.get(row.key, row.key)) for record, row in zip(records, rows, strict=True)]


def compressed(raw: str) -> bytes | None:
    """Return a raw record as it is stored; nothing for an embedded post."""
    return zlib.compress(raw.encode(), COMPRESSION) if raw else None


def batches(records: Iterable[PostRecord], size: int = BATCH) -> Iterator[list[PostRecord]]:
    """Yield records in lists of at most `size`."""
    batch: list[PostRecord] = []
    for record in records:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
