"""The oEmbed provider (https://oembed.com): found from each page, the same in JSON and XML, and within bounds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from lxml import etree, html

from ..pages import Page
from ..site import Answer, Report, Site

REQUIRED = {"type", "version", "html", "width", "height"}
OPTIONAL = {"title", "author_name", "author_url", "provider_name", "provider_url", "cache_age"}
THUMBNAIL = {"thumbnail_url", "thumbnail_width", "thumbnail_height"}
FORMS = {"application/json+oembed": "application/json", "text/xml+oembed": "text/xml"}
BOUNDS = (300, 200)


def check(site: Site) -> Report:
    """Check the answers on each page that can be embedded, and that there is none for another."""
    pages = [page for page in site.pages if page.can_be_embedded]
    found = [f"{page.path}: {fault}" for page in pages for fault in faults_of(site, page)]
    about, first = f"url={site.url}/about/", f"url={site.url}{pages[0].path}"
    for query, wanted in (("", 400), (about, 404), (f"{first}&format=x", 501)):
        if (status := site.read(f"/oembed?{query}").status) != wanted:
            found.append(f"/oembed?{query} answers {status}, not {wanted}")
    return Report.on(len(pages), found)


def faults_of(site: Site, page: Page) -> Iterator[str]:
    """Yield what is amiss with how one page is embedded."""
    links = html.fromstring(site.read(page.path).body).xpath("//head/link[@rel='alternate']")
    named = {link.get("type"): link.get("href") for link in links if link.get("type") in FORMS}
    if named.keys() != FORMS.keys():
        yield f"leads to {named} only (section 4, discovery)"
        return
    answers = {kind: site.read(address) for kind, address in named.items()}
    for kind, answer in answers.items():
        if (answer.status, answer.media_type) != (200, FORMS[kind]):
            yield f"is answered with {answer.status} {answer.media_type}"
            return
    in_json, in_xml = (read_answer(answer) for answer in answers.values())
    if in_json != in_xml:
        yield "is told otherwise in XML than in JSON"
    yield from told_faults(site, in_json)
    yield from _bounds_faults(site, page)


def read_answer(answer: Answer) -> dict[str, str]:
    """Return the fields of an answer, in whichever format, as text."""
    if answer.media_type == "text/xml":
        return {str(one.tag): one.text or "" for one in etree.fromstring(answer.body)}
    return {name: str(value) for name, value in json.loads(answer.body).items()}


def told_faults(site: Site, told: dict[str, str]) -> Iterator[str]:
    """Yield what an answer lacks, or has that is not in the specification (section 2.3.4)."""
    yield from (f"lacks {name}" for name in REQUIRED - told.keys())
    yield from (f"has {name}" for name in told.keys() - REQUIRED - OPTIONAL - THUMBNAIL)
    if (told.get("type"), told.get("version")) != ("rich", "1.0"):
        yield f"is {told.get('type')} of version {told.get('version')}"
    if len(THUMBNAIL & told.keys()) not in (0, len(THUMBNAIL)):
        yield "has part of a thumbnail"
    embedded = html.fragment_fromstring(told.get("html", ""), create_parent=True)
    addresses = embedded.xpath(".//iframe/@src")
    if not (addresses and embedded.xpath(".//blockquote")):
        yield "has no words or no frame"
    addresses += [told[name] for name in ("thumbnail_url", "author_url", "provider_url") if name in told]
    for address in addresses:
        if not address.startswith(f"{site.url}/") or site.read(address).status != 200:
            yield f"leads to {address}"


def _bounds_faults(site: Site, page: Page) -> Iterator[str]:
    width, height = BOUNDS
    address = quote(f"{site.url}{page.path}", safe="")
    told = read_answer(site.read(f"/oembed?url={address}&maxwidth={width}&maxheight={height}"))
    if int(told["width"]) > width or int(told["height"]) > height:
        yield f"is {told['width']} × {told['height']} where {width} × {height} was the most"
