"""A page as it lies among files: relative links, no control without a server behind it, its own policy. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import html
from lxml.html import HtmlElement

from .addresses import OEMBED, Address, Link, read_link

# Everything that a browser follows or fetches.
ATTRIBUTES = ("href", "src", "action", "poster")
# These name the page for others, wherever a copy lies: they are followed, and stay as they are.
NAMING = frozenset({"canonical", "cite-as", "author", "license", "me", "pingback", "webmention"})
PICTURES = frozenset({"og:image", "twitter:image"})
IN_STYLES = re.compile(rb"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
IN_SCRIPTS = re.compile(rb"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.{0,2}/[^"']+)["']""")
IN_SITEMAPS = re.compile(rb"<loc>\s*([^<]+?)\s*</loc>")
IN_ROBOTS = re.compile(rb"^Sitemap:\s*(\S+)", re.MULTILINE)
IN_OEMBED = re.compile(rb"""<iframe [^>]*\bsrc=\\"([^"\\]+)""")
REFERENCES = {
    "text/css": IN_STYLES,
    "text/javascript": IN_SCRIPTS,
    "application/xml": IN_SITEMAPS,
    "text/plain": IN_ROBOTS,
    "application/json": IN_OEMBED,
}
FEEDS = frozenset({"application/atom+xml", "application/feed+json"})
LEAF_OF_FEED = rb"""%s/feeds/[^"'<>?\s]+\?page=\d+"""
# What only the header of an answer can say.
HEADER_ONLY = ("frame-ancestors", "report-uri", "sandbox")


@dataclass(frozen=True, slots=True)
class Site:
    """What pages need to know of the archive: its address, and which paths only a server answers."""

    url: str
    needs_server: Callable[[str], bool]


@dataclass(slots=True)
class Rewritten:
    """A page or file as it is to lie, and the addresses of the archive that it refers to, in their order."""

    content: bytes
    found: dict[Address, None] = field(default_factory=dict)


def rewrite_page(content: bytes, page: Address, site: Site, policy: str = "") -> Rewritten:
    """Return a page as it lies among files.

    References within the archive become relative, those to what needs a server go, with the forms that send something;
    `policy`, the Content-Security-Policy that the page was sent with, stands in the page itself, for a host of files
    sends none.
    """
    tree = read_page(content)
    for form in tree.forms:
        if form.method == "POST":
            form.drop_tree()
    rewritten = Rewritten(b"")
    for element in list(tree.iter("*")):
        for name in ATTRIBUTES:
            link = read_link(element.get(name, ""), page, site.url) if name in element.attrib else None
            if link:
                _relate(element, name, link, page, site, rewritten.found)
    rewritten.found |= dict.fromkeys(_pictures(tree, page, site))
    if policy:
        _say_policy(tree, policy)
    rewritten.content = html.tostring(tree, doctype="<!DOCTYPE html>", encoding="utf-8")
    return rewritten


def read_page(content: bytes) -> HtmlElement:
    """Return the tree of a page."""
    return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def rewrite_feed(content: bytes, page: Address, site: Site) -> Rewritten:
    """Return a feed whose next and former leaves are files; all else in it is whole addresses already."""
    found: dict[Address, None] = {}

    def placed(match: re.Match[bytes]) -> bytes:
        link = read_link(match[0].decode(), page, site.url)
        if link is None or site.needs_server(link.address.path):
            return match[0]
        found[link.address] = None
        return f"{site.url}{Address(link.address.place)}".encode()

    leaves = re.compile(LEAF_OF_FEED % re.escape(site.url.encode()))
    return Rewritten(leaves.sub(placed, content), found)


def rewrite_file(content: bytes, kind: str, file: Address, site: Site) -> Rewritten:
    """Return what is no page as it lies among files, and what a style sheet, a script, a sitemap, a feed refers to."""
    if kind in FEEDS:
        return rewrite_feed(content, file, site)
    pattern = REFERENCES.get(kind)
    told = (next(filter(None, match.groups())).decode() for match in pattern.finditer(content)) if pattern else ()
    links = (read_link(reference, file, site.url) for reference in told)
    found = {link.address: None for link in links if link and not site.needs_server(link.address.path)}
    return Rewritten(content, found)


def _relate(element: HtmlElement, name: str, link: Link, page: Address, site: Site, found: dict[Address, None]) -> None:
    """Have a reference lead to where its target lies, or take it away when only a server answers there."""
    if site.needs_server(link.address.path):
        _take_away(element)
        return
    found[link.address] = None
    if link.address.path == OEMBED:
        # Those who ask for it are no browsers: they do not resolve what is relative.
        element.set(name, f"{site.url}{Address(link.address.place)}")
    elif not NAMING & set(element.get("rel", "").split()) and not element.get(name, "").startswith("#"):
        element.set(name, link.relative_to(page))


def _take_away(element: HtmlElement) -> None:
    if element.tag == "a":
        # The words stay.
        element.drop_tag()
    else:
        element.drop_tree()


def _pictures(tree: HtmlElement, page: Address, site: Site) -> Iterator[Address]:
    """Yield the pictures that stand for the page elsewhere."""
    for meta in tree.iter("meta"):
        if {meta.get("property"), meta.get("name")} & PICTURES:
            link = read_link(meta.get("content", ""), page, site.url)
            if link:
                yield link.address


def _say_policy(tree: HtmlElement, policy: str) -> None:
    meta = html.Element("meta")
    meta.set("http-equiv", "Content-Security-Policy")
    # Sorted: the order in which the header names them differs from process to process.
    rules = sorted(rule.strip() for rule in policy.split(";"))
    meta.set("content", "; ".join(rule for rule in rules if rule and not rule.startswith(HEADER_ONLY)))
    meta.tail = "\n    "
    tree.head.insert(1, meta)
