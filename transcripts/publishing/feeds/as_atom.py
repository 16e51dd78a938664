"""Atom 1.0 (RFC 4287), in leaves where there is more (RFC 5005, section 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from ..moments import iso_utc
from .feed import Feed, FeedAuthor, FeedEntry

ENDING = "atom"
ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no way to write (production 2, Char), however it is escaped.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_atom(feed: Feed) -> bytes:
    """Return a feed as a document in UTF-8."""
    root = _element(
        "feed",
        _element("id", feed.url(ENDING, leaf=1)),
        _element("title", feed.title),
        *([_element("subtitle", feed.about)] if feed.about else []),
        _moment("updated", feed.updated),
        _author(feed.author),
        *_links(feed),
        *map(_entry, feed.entries),
    )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _links(feed: Feed) -> Iterator[etree._Element]:
    yield _element("link", rel="self", type="application/atom+xml", href=feed.url(ENDING))
    yield _element("link", rel="alternate", type="text/html", href=feed.page_url)
    if feed.leaf > 1:
        yield _element("link", rel="first", href=feed.url(ENDING, leaf=1))
        yield _element("link", rel="previous", href=feed.url(ENDING, feed.leaf - 1))
    if feed.has_more:
        yield _element("link", rel="next", href=feed.url(ENDING, feed.leaf + 1))


def _entry(entry: FeedEntry) -> etree._Element:
    return _element(
        "entry",
        _element("id", entry.permalink),
        _element("title", entry.title),
        _element("link", rel="alternate", type="text/html", href=entry.permalink),
        _moment("published", entry.published),
        _moment("updated", entry.updated),
        *map(_author, entry.authors),
        *(_element("category", term=writable(tag)) for tag in entry.tags),
        *([_element("summary", entry.summary)] if entry.summary else []),
        _element("content", entry.html, type="html"),
    )


def _author(author: FeedAuthor) -> etree._Element:
    uri = [_element("uri", author.url)] if author.url else []
    return _element("author", _element("name", author.name), *uri)


def _moment(name: str, moment: datetime) -> etree._Element:
    """Return a date construct (RFC 3339)."""
    return _element(name, iso_utc(moment))


def _element(name: str, *inside: etree._Element | str, **attributes: str) -> etree._Element:
    """Return an element of Atom with elements or a text inside, and with attributes."""
    made = etree.Element(f"{{{ATOM}}}{name}", attributes, nsmap={None: ATOM})  # type: ignore[dict-item]  # without a prefix
    for piece in inside:
        if isinstance(piece, str):
            made.text = writable(piece)
        else:
            made.append(piece)
    return made


def writable(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return NOT_IN_XML.sub("", text)
