"""Look at an archive from a process of its own: `python -m tests.killing.looking` prints as JSON what is in it.

Everything has the names it has in addresses and files, never those of rows: two archives that say the same are alike.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys


def main() -> None:
    """Check that the archive is whole and print what it holds and what its index holds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatarchive.settings")
    import django

    django.setup()
    from tests.fuzzing.consistency import assert_consistent

    assert_consistent()
    json.dump({**held(), **index()}, sys.stdout)


def held() -> dict[str, object]:
    """Posts, people, chats, places, raw records, uploads."""
    from transcripts.models import Handle, ImportRun, Participant, Question, Session

    return {
        "posts": posts(),
        "people": sorted(Participant.objects.values_list("network", "source_id", "handle", "name")),
        "handles": sorted(Handle.objects.values_list("participant__source_id", "folded")),
        "sessions": sorted(map(str, Session.objects.values_list("chat__address", "start", "end"))),
        "questions": sorted(Question.objects.values_list("chat__address", "slug", "label", "text", "position")),
        "places": places(),
        "addresses": addresses(),
        "sightings": sightings(),
        "runs": sorted(ImportRun.objects.values_list("file_name", "state", "read")),
    }


def posts() -> list[str]:
    from transcripts.models import Tweet

    hidden = {"_state", "id", "author_id", "_author_cache"}
    rows = Tweet.objects.select_related("author").order_by("key")
    return [
        fingerprint({n: v for n, v in vars(row).items() if n not in hidden} | {"by": str(row.author)}) for row in rows
    ]


def places() -> list[list[object]]:
    from transcripts.models import Placement

    rows = Placement.objects.select_related("chat", "question", "tweet").order_by("chat__address", "tweet__key")
    return [[row.chat.address, row.tweet.key, row.label, row.role, row.method, row.confidence] for row in rows]


def addresses() -> list[str]:
    from transcripts.models import Chat, Question, Tweet

    public = Chat.objects.public().select_related("series")
    asked = Question.objects.filter(chat__in=public).select_related("chat__series")
    return sorted(one.get_absolute_url() for one in [*public, *asked, *Tweet.objects.public()])


def sightings() -> list[str]:
    from transcripts.models import Sighting

    rows = Sighting.objects.select_related("tweet", "run").order_by("run__sha256", "position", "tweet__key")
    return [fingerprint([row.run.sha256, row.position, row.tweet.key, row.heading, row.raw]) for row in rows]


def fingerprint(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:16]


def index() -> dict[str, object]:
    """Whether what a search finds is what the database shows."""
    from transcripts import search
    from transcripts.models import Tweet

    status = search.status()
    shown = set(Tweet.objects.public().values_list("key", flat=True))
    found = {hit.key for number in (1, 2, 3) for hit in every_hit(f"point {number}")}
    told = set(Tweet.objects.public().filter(text__contains="What about point").values_list("key", flat=True))
    return {
        "index_is_current": status.is_current,
        "found_but_not_shown": sorted(found - shown),
        "asked_but_not_found": sorted(told - found),
    }


def every_hit(words: str) -> list[object]:
    from transcripts import search

    pages = search.find(words, per_page=100).pages
    return [hit for page in range(1, pages + 1) for hit in search.find(words, page=page, per_page=100).hits]


if __name__ == "__main__":
    main()
