"""See all that an archive holds and shows: `python -m tests.removing.looking` prints rows, index and pages.

With paths, only how each of them answers.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterable, Iterator

MOST_PAGES = 60
"""Of a large archive so many posts and people are seen on their own pages; transcripts and exports show them all."""


def main() -> None:
    """Print it, each line with where it is from."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatarchive.settings")
    import django
    from django.conf import settings

    # Nothing was collected here.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    for found in (answers(sys.argv[1:]),) if sys.argv[1:] else (rows(), index(), pages()):
        for line in found:
            print(line.replace("\n", "\\n"))


def answers(paths: Iterable[str]) -> Iterator[str]:
    """Yield the status of each path."""
    from django.test import Client

    visitor = Client(HTTP_HOST="localhost")
    yield from (str(visitor.get(path).status_code) for path in paths)


def rows() -> Iterator[str]:
    """Yield every row of every table, what is compressed in it unpacked."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  its own names
            for row in cursor.fetchall():
                yield f"table {table}: {[as_text(value) for value in row]}"


def as_text(value: object) -> str:
    if not isinstance(value, bytes | memoryview):
        return str(value)
    return zlib.decompress(bytes(value)).decode()


def index() -> Iterator[str]:
    """Yield every word that the search index holds anywhere, of documents that are deleted in it too."""
    from django.conf import settings
    from whoosh.index import exists_in, open_dir

    for directory in filter(exists_in, map(str, settings.SEARCH_INDEX_DIR.rglob("*"))):
        reader = open_dir(directory).reader()
        yield from (f"index {name}: {term!r}" for name, term in reader.all_terms())
        yield from (f"index document: {stored}" for stored in reader.all_stored_fields())


def pages() -> Iterator[str]:
    """Yield every page that anyone may see, and the desks."""
    from django.contrib.auth.models import User
    from django.test import Client

    from transcripts.models import Chat

    visitor, keeper = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
    keeper.force_login(User.objects.get_or_create(username="keeper", is_staff=True, is_superuser=True)[0])
    yield from read(visitor, public())
    yield from read(keeper, (f"{chat.get_absolute_url()}edit/" for chat in Chat.objects.all()))
    yield from read(keeper, ["/requests/", "/uploads/"])


def public() -> Iterator[str]:
    from transcripts.models import Chat, Participant, Question, Series, Tweet
    from transcripts.publishing import EXPORTS, FEEDS, RECAPS

    yield from ("/", "/about/", "/robots.txt", "/search/?q=gardenlib", "/search/?q=%40*")
    yield from (f"/feeds/chats.{kind}" for kind in FEEDS)
    for series in Series.objects.public():
        yield from (f"/feeds/series/{series.slug}.{kind}" for kind in (*FEEDS, "ics"))
        yield from (f"/{series.slug}.{kind}" for kind in EXPORTS)
    for chat in Chat.objects.public():
        yield chat.get_absolute_url()
        yield from (f"{chat.get_absolute_url()[:-1]}.{kind}" for kind in EXPORTS)
        yield f"/sitemap-{chat.series.slug}.{chat.address}.xml"
        yield from (f"{chat.get_absolute_url()}recap{ending}" for ending in ("/", *(f".{kind}" for kind in RECAPS)))
        yield from (f"{chat.get_absolute_url()}asked/{host.network}/{host.folded}/" for host in chat.hosts.all())
    for model in (Series, Question, Tweet, Participant):
        yield from (row.get_absolute_url() for row in model.objects.order_by("pk")[:MOST_PAGES])
    for tweet in Tweet.objects.order_by("pk")[:MOST_PAGES]:
        yield f"{tweet.get_absolute_url()[:-1]}.json"
    for person in Participant.objects.order_by("pk")[:MOST_PAGES]:
        yield from (f"{person.get_absolute_url()}posts.csv", f"/feeds{person.get_absolute_url()[:-1]}.atom")


def read(client: object, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        response = client.get(path)  # type: ignore[attr-defined]
        yield f"page {path} {response.status_code}: {response.getvalue().decode()}"


if __name__ == "__main__":
    main()
