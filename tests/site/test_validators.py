"""Each quick validator finds the faults that it is there for."""

from __future__ import annotations

import json

import pytest

from .pages import Page
from .site import Answer, Report, Site
from .validators import QUICK
from .validators.feeds import calendar_faults

URL = "http://localhost:8000"
PAGE = Page("page", "/page/", has_card=True, described_as="WebPage", microformat="h-feed", can_be_embedded=True)
HEAD = '<link rel="alternate" type="{0}" href="' + URL + '/told.{1}">'
HTML = f"""<head>{HEAD.format("application/json+oembed", "json")}{HEAD.format("text/xml+oembed", "xml")}
{HEAD.format("application/feed+json", "feed")}<meta name="robots" content="noindex">
<script type="application/ld+json">{{"@type": "Comment", "text": "x"}}</script></head>
<a href="/gone/">x</a><a href="/other/#nowhere">x</a><p class="h-entry"><a class="u-url" href="/elsewhere/">x</a></p>"""
SITEMAP = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{URL}{{}}</loc></url></urlset>'
ANSWERS = {
    "/page/": ("text/html", HTML),
    "/other/": ("text/html", "<p>x</p>"),
    "/told.feed": ("application/feed+json", json.dumps({"version": "1", "items": []})),
    "/told.json": ("application/json", json.dumps({"type": "rich", "html": "<p>", "width": 900, "height": 9})),
    "/told.xml": ("text/xml", "<oembed><width>899</width></oembed>"),
    "/robots.txt": ("text/plain", f"Sitemap: {URL}/sitemap.xml"),
    "/sitemap.xml": ("application/xml", SITEMAP.format("/sitemap-1.xml")),
    "/sitemap-1.xml": ("application/xml", SITEMAP.format("/page/")),
}


def fetch(path: str) -> Answer:
    """A site on which much is amiss."""
    if path.startswith("/oembed?url=http%3A"):
        path = "/told.json"
    media_type, body = ANSWERS.get(path, ("text/html", "not here"))
    return Answer(200 if path in ANSWERS else 404, media_type, body.encode())


def faults(name: str) -> str:
    """What a validator finds there, as lines."""
    found: Report = QUICK[name](Site(URL, (PAGE,), fetch))
    return "\n".join(found.faults)


WANTED = {
    "links": ["/gone/, which answers 404", "#nowhere, where that place is not"],
    "extruct": ["no og:title", "calls itself None", "the picture None", "as ['Comment']", "without author"],
    "mf2py": ["begins with [['h-entry']]", "published None", "the author None", "stands at http://localhost:8000/else"],
    "feeds": ["version is 1", "no title"],
    "sitemaps": ["is not to be listed", "not its own canonical"],
    "oEmbed": ["otherwise in XML", "lacks version", "no words or no frame", "900 × 9 where", "404, not 400"],
}


@pytest.mark.parametrize("name", QUICK)
def test_what_is_amiss_is_found(name: str) -> None:
    found = faults(name)
    assert [one for one in WANTED[name] if one not in found] == [], found


def test_a_calendar_without_dates_is_found() -> None:
    document = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert {"the calendar has no VERSION", "an event has no DTSTART"} <= {*calendar_faults(document)}
