"""Posts of `data/volume` as an archive of published chats: one a source and day, written in bulk and indexed.

Importing them would find the hours among them and leave what lies between them unpublished; here all are to be found.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils import timezone

from transcripts import search
from transcripts.grouping import Method, Part
from transcripts.models import Chat, Handle, Participant, Placement, Series, Tweet

BATCH = 2_000

Record = dict[str, Any]


def read_records(file: Path, every: int) -> Iterator[Record]:
    """Yield every n-th post of the file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, every):
            yield json.loads(line)


def build(file: Path, every: int) -> None:
    """Write the posts into the database, which must be empty, and index them."""
    rows = Rows()
    for start in _batches(read_records(file, every)):
        rows.write(start)
    search.rebuild(lambda done, total: print(f"  indexed {done} of {total}", end="\r", flush=True))


class Rows:
    """What was written so far."""

    def __init__(self) -> None:
        self.people: dict[str, Participant] = {}
        self.series: dict[str, Series] = {}
        self.chats: dict[tuple[str, str], Chat] = {}

    def write(self, records: list[Record]) -> None:
        """Write a batch of posts with their authors and chats."""
        self._write_people(records)
        self._write_chats(records)
        tweets = Tweet.objects.bulk_create([self._tweet(record) for record in records], batch_size=BATCH)
        Placement.objects.bulk_create(
            [self._placement(record, tweet) for record, tweet in zip(records, tweets, strict=True)], batch_size=BATCH
        )

    def _write_people(self, records: list[Record]) -> None:
        names = {record["author"].lower(): record for record in records}
        new = {handle: record for handle, record in names.items() if handle not in self.people}
        made = Participant.objects.bulk_create(
            Participant(network="twitter", handle=record["author"], name=record["author_name"] or "")
            for record in new.values()
        )
        self.people.update(zip(new, made, strict=True))
        Handle.objects.bulk_create(
            Handle(participant=self.people[handle], network="twitter", folded=handle) for handle in new
        )

    def _write_chats(self, records: list[Record]) -> None:
        for slug in sorted({slug_of(record) for record in records} - self.series.keys()):
            self.series[slug] = Series.objects.create(slug=slug, name=f"#{slug} chats", hashtags=[slug])
        days = dict.fromkeys((slug_of(record), record["created_at"][:10]) for record in records)
        new = [day for day in days if day not in self.chats]
        now = timezone.now()
        made = Chat.objects.bulk_create(
            Chat(
                series=self.series[slug],
                date=day,
                address=day,
                timezone="UTC",
                published_at=now,
                first_published_at=now,
            )
            for slug, day in new
        )
        self.chats.update(zip(new, made, strict=True))

    def _tweet(self, record: Record) -> Tweet:
        return Tweet(
            key=record["id"],
            network="twitter",
            source_id=record["id"],
            author=self.people[record["author"].lower()],
            text=record["text"],
            posted_at=datetime.fromisoformat(record["created_at"]),
            is_repost=bool(record["retweeted_id"]) or record["text"].startswith("RT @"),
            repost_of_key=record["retweeted_id"] or "",
            reply_to_key=record["in_reply_to_id"] or "",
            hashtags=record["hashtags"],
        )

    def _placement(self, record: Record, tweet: Tweet) -> Placement:
        chat = self.chats[slug_of(record), record["created_at"][:10]]
        return Placement(chat=chat, tweet=tweet, part=Part.UNPLACED, method=Method.TIME, confidence=0.5)


def slug_of(record: Record) -> str:
    """Return the series a post is put in."""
    return "".join(sign for sign in record["src"].lower() if sign.isalnum())[:40]


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records, BATCH)):
        yield batch
