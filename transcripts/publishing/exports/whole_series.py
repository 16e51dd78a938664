"""A series as one zip: every public chat in every format, a list of them, and what all the fields mean."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from ...counting import count
from ...models import Archive, Series
from ..links import PageLink
from ..transcript import Transcript
from .chats import ChatDocument
from .dictionary import data_dictionary
from .document import Document
from .formats import EXPORTS
from .series import SeriesDocument
from .zipping import CHECKSUMS, Member, zipped

README = """\
{name}

{description}{chats} of {archive}, taken from {page}

chats/          each chat as a spreadsheet (.csv), as JSON, as Markdown, as plain text
{slug}.*        the chats of the series, with their questions, in the same formats
data.md         what each field means
{checksums}  to be checked with: sha256sum --check {checksums}

Each chat stands for good at its address, which is in its files. Hidden and removed posts are in none of them.
Posts belong to those who wrote them. Questions, and posts that should go: {contact}
"""


def zip_link(slug: str) -> PageLink:
    """Return a link to a series as one zip."""
    return PageLink("Everything (ZIP)", "application/zip", f"/{slug}.zip")


def series_zip(series: Series) -> Iterator[bytes]:
    """Yield the zip, piece by piece; chats are read one at a time."""
    return zipped(_members(series))


def _members(series: Series) -> Iterator[Member]:
    listed = SeriesDocument(series)
    yield Member("README.txt", [_readme(series, len(listed.cards)).encode()])
    yield Member("data.md", [data_dictionary().encode()])
    yield from _in_each_format(series.slug, listed)
    for chat in series.chats.public().select_related("series").order_by("date", "address"):
        yield from _in_each_format(f"chats/{chat.address}", ChatDocument(Transcript.of(chat, sources=True)))


def _in_each_format(stem: str, document: Document) -> Iterator[Member]:
    for ending, form in EXPORTS.items():
        yield Member(f"{stem}.{ending}", form.encoded(form.write(document)))


def _readme(series: Series, chats: int) -> str:
    archive = Archive.current()
    return README.format(
        name=series.name,
        description=f"{series.description.strip()}\n\n" if series.description.strip() else "",
        chats=count(chats, "chat"),
        archive=archive.name,
        page=f"{settings.SITE_URL}{series.get_absolute_url()}",
        slug=series.slug,
        checksums=CHECKSUMS,
        contact=archive.contact or f"{settings.SITE_URL}/about/",
    )
