"""Sitemaps (https://www.sitemaps.org/protocol.html): what there is to read, by the addresses of SITE_URL, whoever asks.

Django's own framework names the host that was asked for, counts everything, and pages by OFFSET: not for millions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import conditional_page

from ..models import Chat
from ..publishing import Listed, iso_utc, listed_chats, listed_people, listed_series, pages_of, people_slices
from .listing import unlisted

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@conditional_page
def index(request: HttpRequest) -> HttpResponseBase:
    """Name every sitemap: of the series, of people in slices, of each chat with the moment of its last change."""
    people = (Listed(f"/sitemap-people-{number}.xml") for number in range(1, people_slices() + 1))
    chats = (
        Listed(f"/sitemap-{chat.series.slug}.{chat.address}.xml", changed_at=chat.changed_at) for chat in listed_chats()
    )
    return _written("sitemapindex", "sitemap", [Listed("/sitemap-series.xml"), *people, *chats])


@conditional_page
def series_sitemap(request: HttpRequest) -> HttpResponseBase:
    """List home and the series."""
    return _written("urlset", "url", listed_series())


@conditional_page
def people_sitemap(request: HttpRequest, number: int) -> HttpResponseBase:
    """List a slice of the people."""
    if not 1 <= number <= people_slices():
        raise Http404
    return _written("urlset", "url", listed_people(number))


@conditional_page
def chat_sitemap(request: HttpRequest, slug: str, address: str) -> HttpResponseBase:
    """List a chat, its questions and its posts."""
    chat = Chat.objects.listed().select_related("series").filter(series__slug=slug, address=address).first()
    if chat is None:
        raise Http404
    return _written("urlset", "url", pages_of(chat))


def _written(root: str, element: str, pages: Iterable[Listed]) -> HttpResponseBase:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{NAMESPACE}">', *_lines(element, pages)]
    document = "\n".join([*lines, f"</{root}>", ""])
    return unlisted(HttpResponse(document, content_type="application/xml; charset=utf-8"))


def _lines(element: str, pages: Iterable[Listed]) -> Iterator[str]:
    for page in pages:
        changed = f"<lastmod>{iso_utc(page.changed_at)}</lastmod>" if page.changed_at else ""
        yield f"<{element}><loc>{escape(settings.SITE_URL + page.path)}</loc>{changed}</{element}>"
