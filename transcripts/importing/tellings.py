"""What one record told of a post, kept once another record tells of it too: so that either can be taken back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import datetime

from ..models import Sighting, Tweet
from .merging import MERGED_FIELDS

TOLD_FIELDS = ("key", "network", "source_id", *MERGED_FIELDS)


def packed(row: Tweet) -> bytes:
    """Return what a row tells as it is stored."""
    told = {field: getattr(row, field) for field in TOLD_FIELDS}
    return zlib.compress(json.dumps(told | {"posted_at": row.posted_at.isoformat()}).encode())


def unpacked(told_zlib: bytes) -> Tweet:
    """Return the unsaved row of what a record told."""
    told = json.loads(zlib.decompress(told_zlib))
    return Tweet(**(told | {"posted_at": datetime.fromisoformat(told["posted_at"])}))


def keep_apart(rows: Iterable[Tweet]) -> None:
    """Write down what the only record of each post told, before another one is merged into its row."""
    told = {row.pk: packed(row) for row in rows}
    alone = list(Sighting.objects.filter(tweet__in=told, told_zlib=None).only("pk", "tweet_id"))
    for sighting in alone:
        sighting.told_zlib = told[sighting.tweet_id]
    Sighting.objects.bulk_update(alone, ["told_zlib"], batch_size=200)
