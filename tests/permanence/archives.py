"""Archives as anyone sees them: what every address answers; and an empty one to begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from transcripts import search
from transcripts.curating import export_curation
from transcripts.models import (
    Alias,
    Annotation,
    Archive,
    Chat,
    Decision,
    ImportRun,
    KeptDecision,
    LedgerEntry,
    Participant,
    Placement,
    Question,
    Removal,
    ScheduledChat,
    Series,
    Tweet,
)
from transcripts.publishing import EXPORTS, RECAPS, answers_of

MANY = {LedgerEntry.Kind.POST, LedgerEntry.Kind.PERSON}
EVERY = 7 if connection.vendor == "postgresql" else 1
"""Of posts and people so many are asked once: all on SQLite; PostgreSQL may differ in the order of lists alone."""


@dataclass(frozen=True)
class Answered:
    """What an address answered, without what only says when the archive was made."""

    status: int
    location: str
    body: str


def empty_archive() -> None:
    """Take everything out; rows that come later have other numbers."""
    Placement.objects.all().delete()
    Chat.objects.all().delete()
    ImportRun.objects.all().delete()
    rows = (Tweet, Participant, Series, Alias, LedgerEntry, Removal, KeptDecision, Decision, ScheduledChat, Archive)
    for model in rows:
        model.objects.all().delete()
    assert not any(model.objects.exists() for model in (Question, Annotation))
    search.rebuild()


def paths() -> Iterator[str]:
    """Every address there is: the ledger, what stands beside its pages, and what belongs to the archive as a whole."""
    yield from ("/", "/about/", "/robots.txt", "/feeds/chats.atom", "/feeds/chats.json", "/search/?q=question")
    yield from ("/sitemap.xml", "/sitemap-series.xml", "/sitemap-people-1.xml", "/api/v1/statistics")
    for number, (path, kind) in enumerate(LedgerEntry.objects.order_by("path").values_list("path", "kind")):
        if kind not in MANY or number % EVERY == 0:
            yield path
            yield from beside(path, kind)


def beside(path: str, kind: str) -> Iterable[str]:
    """What is made of the same as a page."""
    bare, slug = path.rstrip("/"), path.strip("/")
    return {
        "series": [
            *(f"/feeds/series/{slug}.{kind}" for kind in ("atom", "json", "ics")),
            *(f"/api/v1/series/{slug}", f"/api/v1/series/{slug}/posts.jsonl"),
        ],
        "chat": [
            *(f"{bare}.{kind}" for kind in EXPORTS),
            *(f"{path}embed/", f"/sitemap-{slug.replace('/', '.')}.xml", f"/oembed?url={settings.SITE_URL}{path}"),
            *(f"/api/v1/chats/{slug}", f"/api/v1/chats/{slug}/transcript"),
        ],
        "recap": [f"{bare}.{kind}" for kind in RECAPS],
        "person": [f"/feeds/{slug}.json"],
    }.get(kind, [])


def answered() -> dict[str, Answered]:
    """What each of them answers."""
    visitor = Client()
    return {path: answer(visitor, path) for path in list(paths())}


def answer(visitor: Client, path: str) -> Answered:
    """What one answers."""
    response = visitor.get(path)
    told = without_times(response.getvalue().decode())
    # Leaves and lines of the API come in the order in which the archive took things in, as it says.
    told = "\n".join(sorted(told.splitlines())) if path.endswith(".jsonl") else told
    return Answered(response.status_code, response.headers.get("Location", ""), told)


TIMES_OF_WRITING = (
    re.compile(r"<updated>[^<]+</updated>"),
    re.compile(r"<lastmod>[^<]+</lastmod>"),
    re.compile(r"<published>[^<]+</published>"),
    re.compile(r'"date_(?:published|modified)": ?"[^"]+"'),
    re.compile(r"(?:DTSTAMP|LAST-MODIFIED|CREATED)[^\r\n]*"),
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"'),
)


def without_times(body: str) -> str:
    """A body without the times at which something was taken in, written or published."""
    for times in TIMES_OF_WRITING:
        body = times.sub("", body)
    return body


def curation() -> list[str]:
    """The exported curation, without its first line, which says when it was made."""
    return list(export_curation(answers_of))[1:]


def ledger() -> set[tuple[str, str, str]]:
    """All that was ever public, and what it names."""
    return set(LedgerEntry.objects.values_list("path", "kind", "key"))


def differences(one: dict[str, Answered], other: dict[str, Answered]) -> list[str]:
    """Where two archives answer differently, and the first lines that differ."""
    told = [f"only one has {path}" for path in sorted(one.keys() ^ other.keys())]
    for path in sorted(one.keys() & other.keys()):
        if one[path] != other[path]:
            here, there = one[path].body.splitlines(), other[path].body.splitlines()
            lines = next(((a, b) for a, b in zip(here, there, strict=False) if a != b), ("", ""))
            told.append(f"{path}: {one[path].status} {other[path].status}: {lines[0][:200]} | {lines[1][:200]}")
    return told


def keeper() -> User:
    """Who decides."""
    return User.objects.get_or_create(username="ed", is_staff=True)[0]
