"""mf2py: the microformats2 by which other sites read a post and its author."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import mf2py

from ..pages import Page
from ..site import Report, Site


def check(site: Site) -> Report:
    """Check the pages that hold microformats."""
    pages = [page for page in site.pages if page.microformat]
    return Report.on(len(pages), (f"{page.path}: {fault}" for page in pages for fault in faults_of(site, page)))


def faults_of(site: Site, page: Page) -> Iterator[str]:
    """Yield what the items of a page lack."""
    items = mf2py.parse(doc=site.read(page.path).text, url=f"{site.url}{page.path}")["items"]
    if not items or items[0]["type"] != [page.microformat]:
        yield f"begins with {[item['type'] for item in items[:1]]}"
    for entry in entries_in(items):
        told = entry["properties"]
        for name in ("url", "published"):
            if len(told.get(name, ())) != 1:
                yield f"an entry has {name} {told.get(name)}"
        if not told.get("content"):
            yield "an entry has no content"
        if [author["type"] for author in told.get("author", ()) if isinstance(author, dict)] != [["h-card"]]:
            yield f"an entry has the author {told.get('author')}"
        yield from (f"an entry stands at {url}" for url in told.get("url", ()) if not url.startswith(f"{site.url}/t/"))


def entries_in(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the h-entries among items, within feeds and as answers to others."""
    for item in items:
        if "h-entry" in item["type"]:
            yield item
        yield from entries_in(item.get("children", []))
        yield from entries_in([one for one in item["properties"].get("comment", ()) if isinstance(one, dict)])
