"""How fast a file becomes rows, beside a bare `bulk_create` of the same ready objects.

Run it with `python -m benchmarks.importing`.
Both run in the same process, on the same new database, one after the other, three times; the table has the medians.
The index is apart. The posts are made up here: chats of 400 posts each under one hashtag, a week apart.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

ROUNDS = 3
CHATS = 25
POSTS = 400
WORDS = [
    "seed",
    "row",
    "bed",
    "root",
    "leaf",
    "rain",
    "soil",
    "book",
    "shelf",
    "desk",
    "lamp",
    "page",
    "ink",
    "map",
    "key",
]
FIRST = datetime(2015, 1, 6, 20, tzinfo=UTC)
SNOWFLAKE_EPOCH_MS = 1_288_834_974_657


def statuses() -> Iterator[dict[str, object]]:
    """Made-up statuses: eight questions an hour, two thirds of the answers marked, the others replies."""
    for chat in range(CHATS):
        start = FIRST + timedelta(weeks=chat)
        for place in range(POSTS):
            yield status(chat, place, start + timedelta(seconds=9 * place))


def status(chat: int, place: int, at: datetime) -> dict[str, object]:
    """One made-up status."""
    question, within = divmod(place, POSTS // 8)
    asks = within == 0
    words = " ".join(WORDS[(chat * 7 + place * step) % len(WORDS)] for step in range(3, 15))
    mark = f"Q{question + 1}: " if asks else f"A{question + 1} " if place % 3 else ""
    author = "host" if asks else f"person{(chat * 31 + place * 17) % 300}"
    return {
        "id_str": str(((int(at.timestamp() * 1000) - SNOWFLAKE_EPOCH_MS) << 22) + place),
        "created_at": at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "text": f"{mark}{words} #benchlib",
        "user": {"id_str": str(10_000 + hash_of(author)), "screen_name": author, "name": author.title()},
        "entities": {"hashtags": [{"text": "benchlib", "indices": [0, 0]}], "urls": [], "user_mentions": []},
        "lang": "en",
        "favorite_count": place % 5,
        "retweet_count": place % 3,
    }


def hash_of(text: str) -> int:
    """A number of one's own for a name, alike in every run."""
    return int.from_bytes(text.encode()) % 1_000_003


def timed(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def empty() -> None:
    """Leave no row behind."""
    from transcripts.models import Chat, ImportRun, Participant, Series, Tweet

    for model in (Chat, ImportRun, Series, Tweet, Participant):
        model.objects.all().delete()


def round_of(path: Path) -> tuple[float, float, float]:
    """Seconds for the import without the index, of its storing alone, and for the bare `bulk_create`."""
    from transcripts.importing import ImportOptions, import_file
    from transcripts.models import Tweet

    empty()
    batches: list[float] = []
    started = time.perf_counter()
    # The index stays apart; progress is told after each stored batch.
    with patch("transcripts.search.index"):
        import_file(path, ImportOptions(series="benchlib"), lambda read: batches.append(time.perf_counter()))
    whole, store = time.perf_counter() - started, batches[-1] - started
    ready = list(Tweet.objects.all())
    assert len(ready) == CHATS * POSTS
    ready_again(ready)
    return whole, store, timed(lambda: Tweet.objects.bulk_create(ready, batch_size=1000))


def ready_again(rows: list[Any]) -> None:
    """Take the posts away, and leave their objects ready to be created."""
    from transcripts.models import Chat, Sighting, Tweet

    Chat.objects.all().delete()
    Sighting.objects.all().delete()
    Tweet.objects.all().delete()
    for row in rows:
        row.pk = None


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["CHATARCHIVE_DATA"] = place
        os.environ["DJANGO_SETTINGS_MODULE"] = "chatarchive.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        path = Path(place) / "benchlib.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in statuses()))
        rounds = [round_of(path) for _ in range(ROUNDS)]
    posts = CHATS * POSTS
    whole, store, bare = (median(figures) for figures in zip(*rounds, strict=True))
    print(f"{posts} posts, {CHATS} chats; median of {ROUNDS} rounds", file=sys.stderr)
    print("| stage | posts a second | of bulk_create |\n|---|---|---|")
    for name, seconds in {
        "bare bulk_create": bare,
        "read and store": store,
        "find and group": whole - store,
        "whole import (index apart)": whole,
    }.items():
        print(f"| {name} | {posts / seconds:,.0f} | {bare / seconds:.2f} |")
    print(f"| peak memory | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB | |")


if __name__ == "__main__":
    main()
