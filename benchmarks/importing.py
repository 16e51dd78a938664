"""How fast a file becomes rows, beside a bare `bulk_create` of the same ready objects, by stage, on both databases.

`python -m benchmarks.importing` starts a PostgreSQL server of its own for the second half.
`python -m benchmarks.importing --volume FILE…` takes files in once, on SQLite, or on the database of DATABASE_URL.

Everything of a round runs in one process, on the same new database, one after the other; the tables have the medians.
Two things are bare: the rows of the posts alone, and all rows that the import writes (people, handles, posts, raw
records, memberships, chats, questions, placements…), in one transaction, as nobody who may be killed would write them.
The posts are made up here: chats of 400 posts each under one hashtag, a week apart.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
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


@dataclass
class Seconds:
    """What one round took."""

    read: float
    store: float
    group: float
    index: float
    posts_alone: float = 0
    all_rows: float = 0

    @property
    def whole(self) -> float:
        """The import, its index apart."""
        return self.read + self.store + self.group


def imported(path: Path, series: str, read: float) -> Seconds:
    """Import a file and tell its stages apart; `read` are the seconds that the format takes by itself."""
    from transcripts import search
    from transcripts.importing import ImportOptions, import_file

    batches: list[float] = []
    indexing: list[float] = []
    index = search.index
    started = time.perf_counter()
    # Progress is told after each stored batch; what then follows is grouping, and the index at its end.
    with patch("transcripts.search.index", lambda chats: indexing.append(timed(lambda: index(chats)))):
        import_file(path, ImportOptions(series=series, publish=True), lambda posts: batches.append(time.perf_counter()))
    ended = time.perf_counter()
    store = batches[-1] - started - read
    return Seconds(read, store, ended - batches[-1] - sum(indexing), sum(indexing))


def read_through(path: Path) -> int:
    """Read a file as its format does and keep nothing."""
    from transcripts.importing.formats import detect
    from transcripts.importing.opening import open_source
    from transcripts.importing.records import ReadOptions

    with open_source(path) as opened:
        found = detect(opened.head, opened.name)
        assert found
        return sum(1 for _ in found.read(opened.stream, ReadOptions()))


def round_of(path: Path) -> Seconds:
    """Import the made-up file into an empty archive, then create the same rows barely."""
    from django.apps import apps
    from django.conf import settings
    from django.db import transaction

    shutil.rmtree(settings.SEARCH_INDEX_DIR, ignore_errors=True)
    models = list(apps.get_app_config("transcripts").get_models(include_auto_created=True))
    empty(models)
    seconds = imported(path, "benchlib", timed(lambda: read_through(path)))
    ready = [(model, list(model._base_manager.all())) for model in models]
    people, posts = ([one for one in ready if one[0].__name__ == name] for name in ("Participant", "Tweet"))
    assert len(posts[0][1]) == CHATS * POSTS
    empty(models)
    with transaction.atomic():
        create(people)
        seconds.posts_alone = timed(lambda: create(posts))
    empty(models)
    with transaction.atomic():
        seconds.all_rows = timed(lambda: create(ready))
    return seconds


def create(ready: list[tuple[type, list[object]]]) -> None:
    """Create rows from objects that are ready, and nothing more."""
    for model, rows in ready:
        model._base_manager.bulk_create(rows, batch_size=1000)  # type: ignore[attr-defined]


def empty(models: list[type]) -> None:
    """Leave no row behind."""
    from django.db import transaction

    with transaction.atomic():
        for model in models:
            rows = model._base_manager.all()  # type: ignore[attr-defined]
            rows._raw_delete(rows.db)


def peak() -> str:
    """The most memory that was resident at a time."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def print_rounds(database: str, rounds: list[Seconds]) -> None:
    """Print the medians as a table."""
    middle = Seconds(*(median(getattr(one, name.name) for one in rounds) for name in fields(Seconds)))
    whole = median(one.whole for one in rounds)
    alone, every = (median(getattr(one, name) / one.whole for one in rounds) for name in ("posts_alone", "all_rows"))
    spread = max(one.whole for one in rounds) / min(one.whole for one in rounds)
    posts = CHATS * POSTS
    print(f"\n{database}: {posts:,} posts, {CHATS} chats, median of {ROUNDS} rounds (slowest/fastest {spread:.2f})\n")
    print("| stage | posts a second | of the import |\n|---|---|---|")
    for name in ("read", "store", "group"):
        print(f"| {name} | {posts / getattr(middle, name):,.0f} | {getattr(middle, name) / whole:.0%} |")
    print(f"| **import, index apart** | {posts / whole:,.0f} | |")
    print(f"| index | {posts / middle.index:,.0f} | apart |")
    print(f"| bare bulk_create of the posts alone | {posts / middle.posts_alone:,.0f} | ratio {alone:.2f} |")
    print(f"| bare bulk_create of all rows | {posts / middle.all_rows:,.0f} | ratio **{every:.2f}** |")
    print(f"| peak memory | {peak()} | |")


def measure_here() -> None:
    """Measure on the database of the environment."""
    from django.db import connection

    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "benchlib.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in statuses()))
        print_rounds(connection.vendor, [round_of(path) for _ in range(ROUNDS)])


def measure_volume(paths: list[Path]) -> None:
    """Take files in, once, and print the seconds by stage."""
    from django.db import connection

    from transcripts.models import Chat, Tweet

    print("| file | posts | read | store | group | index | peak memory |\n|---|---|---|---|---|---|---|")
    for path in paths:
        seconds = imported(path, "volume", timed(lambda path=path: read_through(path)))
        times = " | ".join(f"{getattr(seconds, name):.0f} s" for name in ("read", "store", "group", "index"))
        print(f"| {path.name}, {connection.vendor} | {Tweet.objects.count():,} | {times} | {peak()} |", flush=True)
    print(f"{Chat.objects.count()} chats")


def set_up(place: str) -> None:
    """Make an empty archive in a directory, or in the database of DATABASE_URL."""
    os.environ["CHATARCHIVE_DATA"] = place
    os.environ["DJANGO_SETTINGS_MODULE"] = "chatarchive.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def main() -> None:
    """Measure on both databases, each in a process of its own; or what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--volume", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--here", action="store_true", help="only on SQLite, or the database of DATABASE_URL")
    told = parser.parse_args()
    if told.here or told.volume:
        with tempfile.TemporaryDirectory() as place:
            set_up(place)
            measure_volume(told.volume) if told.volume else measure_here()
        return
    here = [sys.executable, "-m", "benchmarks.importing", "--here"]
    subprocess.run(here, check=True)
    subprocess.run([sys.executable, "-m", "tests.with_postgres", *here], check=True)


if __name__ == "__main__":
    main()
