"""extruct: the tags and JSON-LD that services read which show a link."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import extruct
from lxml import html
from PIL import Image

from ..pages import Page
from ..site import Report, Site

NEEDED = ("og:title", "og:type", "og:url", "og:description", "og:site_name", "og:image", "og:image:alt")
POSTINGS = ("DiscussionForumPosting", "Comment")


def check(site: Site) -> Report:
    """Check the pages that others link to."""
    pages = [page for page in site.pages if page.has_card]
    return Report.on(len(pages), (f"{page.path}: {fault}" for page in pages for fault in faults_of(site, page)))


def faults_of(site: Site, page: Page) -> Iterator[str]:
    """Yield what one page lacks."""
    text, address = site.read(page.path).text, f"{site.url}{page.path}"
    told = extruct.extract(text, base_url=address, syntaxes=["opengraph", "json-ld"])
    tags = dict(told["opengraph"][0]["properties"]) if told["opengraph"] else {}
    yield from (f"has no {name}" for name in NEEDED if not tags.get(name))
    canonical = html.fromstring(text).xpath("//head/link[@rel='canonical']/@href")
    if [tags.get("og:url")] != canonical or canonical != [address]:
        yield f"calls itself {tags.get('og:url')} and {canonical}"
    yield from _picture_faults(site, tags)
    types = [one.get("@type") for one in told["json-ld"]]
    if types != [page.described_as] * bool(page.described_as):
        yield f"is described as {types}"
    yield from _posting_faults(told["json-ld"], site.url)


def _picture_faults(site: Site, tags: dict[str, str]) -> Iterator[str]:
    if not tags.get("og:image", "").startswith(f"{site.url}/"):
        yield f"has the picture {tags.get('og:image')}"
        return
    answer = site.read(tags["og:image"])
    if (answer.status, answer.media_type) != (200, tags.get("og:image:type")):
        yield f"has a picture that answers {answer.status} {answer.media_type}"
        return
    told = (tags.get("og:image:width"), tags.get("og:image:height"))
    if told != tuple(map(str, Image.open(BytesIO(answer.body)).size)):
        yield f"has a picture that is not of the size {told}"


def _posting_faults(node: Any, url: str) -> Iterator[str]:
    """Yield what a posting lacks, however deep it is nested, of what Google asks of a discussion."""
    children = node if isinstance(node, list) else list(node.values()) if isinstance(node, dict) else []
    if isinstance(node, dict) and node.get("@type") in POSTINGS and "text" in node:
        lacking = [name for name in ("author", "datePublished", "url") if not node.get(name)]
        yield from (f"holds a posting without {name}" for name in lacking)
        if not str(node.get("url", url)).startswith(url):
            yield f"holds a posting of {node['url']}"
    for child in children:
        yield from _posting_faults(child, url)
