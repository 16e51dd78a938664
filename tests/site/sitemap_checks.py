"""What the sitemap protocol (sitemaps.org) asks: each check returns the faults it finds."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_ENTRIES, MOST_BYTES, LONGEST_ADDRESS = 50_000, 52_428_800, 2_048
# W3C Datetime, as far as Chatarchive writes it.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")


def addresses(document: bytes) -> list[str]:
    """Return what a sitemap, or an index of sitemaps, names."""
    return [str(loc.text) for loc in etree.fromstring(document).iter(f"{NAMESPACE}loc")]


def sitemap_faults(document: bytes, site_url: str) -> list[str]:
    """Return what a sitemap or an index of sitemaps lacks or has too much of."""
    root = etree.fromstring(document)
    if root.tag not in (f"{NAMESPACE}urlset", f"{NAMESPACE}sitemapindex"):
        return [f"the root is {root.tag}"]
    named = addresses(document)
    found = (
        [f"{one} is named twice" for one in {one for one in named if named.count(one) > 1}] if len(named) < 1000 else []
    )
    if len(named) > MOST_ENTRIES or len(document) > MOST_BYTES:
        found.append(f"{len(named)} entries, {len(document)} bytes")
    for address in named:
        found += _address_faults(address, site_url)
    moments = [str(one.text) for one in root.iter(f"{NAMESPACE}lastmod")]
    return found + [f"{moment} is no W3C Datetime" for moment in moments if not MOMENT.match(moment)]


def _address_faults(address: str, site_url: str) -> list[str]:
    parts = urlsplit(address)
    if f"{parts.scheme}://{parts.netloc}" != site_url or not address.isascii() or len(address) >= LONGEST_ADDRESS:
        return [f"{address} is not of {site_url}, not escaped, or too long"]
    return [f"{address} has a query or fragment"] if parts.query or parts.fragment else []
