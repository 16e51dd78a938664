"""The sitemaps: valid, and naming pages that answer and let themselves be listed."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from ..site import Report, Site
from ..sitemap_checks import addresses, sitemap_faults

# A page of each kind is among the first ones of some sitemap.
LOOKED_AT_IN_EACH = 8


def check(site: Site) -> Report:
    """Check the index, the sitemaps it names, and the first pages of each."""
    index = f"{site.url}/sitemap.xml"
    if f"Sitemap: {index}" not in site.read("/robots.txt").text.splitlines():
        return Report.on(1, ["robots.txt does not lead to the sitemaps"])
    sitemaps = [index, *addresses(site.read(index).body)]
    found = [f"{one}: {fault}" for one in sitemaps for fault in sitemap_faults(site.read(one).body, site.url)]
    pages = [page for one in sitemaps[1:] for page in addresses(site.read(one).body)[:LOOKED_AT_IN_EACH]]
    found += [f"{page}: {fault}" for page in pages for fault in page_faults(site, page)]
    return Report.on(len(sitemaps) + len(pages), found)


def page_faults(site: Site, address: str) -> Iterator[str]:
    """Yield why a page should not be in a sitemap."""
    answer = site.read(address)
    if answer.status != 200:
        yield f"answers {answer.status}"
        return
    head = html.fromstring(answer.body).find("head")
    if head.xpath("meta[@name='robots'][contains(@content, 'noindex')]"):
        yield "is not to be listed"
    if head.xpath("link[@rel='canonical']/@href") != [address]:
        yield "is not its own canonical address"
