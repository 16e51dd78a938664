"""What RFC 4287 (Atom), RFC 5005 (paging) and JSON Feed 1.1 ask of a feed: each check returns the faults it finds."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser
from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
ABSOLUTE = re.compile(r"https?://[^\s/]+/\S*\Z")
# RFC 3339, section 5.6, with the capitals that RFC 4287, section 3.3 asks for.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
FEED_ELEMENTS = {"author", "entry", "id", "link", "subtitle", "title", "updated"}
ENTRY_ELEMENTS = {"author", "category", "content", "id", "link", "published", "summary", "title", "updated"}
FEED_FIELDS = {"version", "title", "home_page_url", "feed_url", "description", "next_url", "authors", "items"}
ITEM_FIELDS = {"id", "url", "title", "content_html", "summary", "date_published", "date_modified", "authors", "tags"}
RUNNABLE = {"script", "iframe", "object", "embed", "style", "form", "img", "link", "meta", "base"}


def atom_faults(document: bytes) -> list[str]:
    """Return what an Atom document lacks or has too much of."""
    root = etree.fromstring(document)
    if root.tag != f"{ATOM}feed":
        return [f"the root is {root.tag}"]
    entries = root.findall(f"{ATOM}entry")
    found = [*_elements(root, FEED_ELEMENTS), *_required(root), *_feed_links(root)]
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        found.append("an entry has no author, and the feed none for it (4.1.1)")
    for entry in entries:
        found += [*_elements(entry, ENTRY_ELEMENTS), *_required(entry), *_entry_links(entry), *_content(entry)]
    found += _repeated(entry.findtext(f"{ATOM}id") or "" for entry in entries)
    parsed = feedparser.parse(document)
    return found + ([f"feedparser: {parsed.bozo_exception}"] if parsed.bozo else [])


def json_feed_faults(document: bytes) -> list[str]:
    """Return what a JSON Feed lacks or has too much of."""
    feed = json.loads(document)
    found = _unknown("the feed", feed, FEED_FIELDS)
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        found.append(f"version is {feed.get('version')}")
    found += [] if _is_text(feed.get("title")) else ["the feed has no title"]
    found += _addresses("the feed", feed, ("home_page_url", "feed_url", "next_url"))
    found += _json_authors("the feed", feed)
    items = feed.get("items")
    if not isinstance(items, list):
        return [*found, "items is no list"]
    for item in items:
        found += _item_faults(item)
    return found + _repeated(item.get("id", "") for item in items)


CHECKS: dict[str, Callable[[bytes], list[str]]] = {
    "application/atom+xml": atom_faults,
    "application/feed+json": json_feed_faults,
}
"""The check of a feed, by its media type."""


def _elements(element: etree._Element, known: set[str]) -> Iterator[str]:
    for child in element:
        if str(child.tag).removeprefix(ATOM) not in known:
            yield f"{child.tag} is not expected in {element.tag}"


def _required(element: etree._Element) -> Iterator[str]:
    """Yield what is missing or there twice of what feed and entry must have once (4.1.1, 4.1.2)."""
    for name in ("id", "title", "updated"):
        values = [child.text or "" for child in element.findall(f"{ATOM}{name}")]
        if len(values) != 1 or not values[0].strip():
            yield f"{element.tag} has {name} {values}"
    if not ABSOLUTE.match(element.findtext(f"{ATOM}id") or ""):
        yield "an id is no absolute IRI (4.2.6)"
    for moment in [*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")]:
        yield from _moment_faults(moment.text or "")
    for author in element.findall(f"{ATOM}author"):
        if not (author.findtext(f"{ATOM}name") or "").strip():
            yield "an author has no name (3.2.1)"
        if not ABSOLUTE.match(author.findtext(f"{ATOM}uri") or "http://x/"):
            yield "the address of an author is not absolute"


def _links(element: etree._Element, rel: str) -> list[str]:
    links = element.findall(f"{ATOM}link")
    return [link.get("href", "") for link in links if link.get("rel", "alternate") == rel]


def _feed_links(root: etree._Element) -> Iterator[str]:
    for rel in ("self", "alternate"):
        if len(_links(root, rel)) != 1:
            yield f"the feed has {len(_links(root, rel))} links rel={rel}"
    for rel in ("next", "previous", "first", "hub"):
        if len(_links(root, rel)) > (rel != "hub"):
            yield f"the feed has links rel={rel} {_links(root, rel)}"
    yield from (
        f"{link.get('href')} is not absolute"
        for link in root.iter(f"{ATOM}link")
        if not ABSOLUTE.match(link.get("href", ""))
    )


def _entry_links(entry: etree._Element) -> Iterator[str]:
    if _links(entry, "alternate") != [entry.findtext(f"{ATOM}id")]:
        yield "an entry does not lead to its permalink"


def _content(entry: etree._Element) -> Iterator[str]:
    """Yield what is amiss with the content: there, escaped HTML, nothing that runs or loads."""
    contents = entry.findall(f"{ATOM}content")
    if len(contents) != 1 or contents[0].get("type") != "html" or len(contents[0]):
        yield "an entry has no content of type html (4.1.3)"
    for content in contents:
        yield from _html_faults(content.text or "")


def _html_faults(text: str) -> Iterator[str]:
    if not text.strip():
        yield "an entry is empty"
        return
    for element in html.fragment_fromstring(text, create_parent=True).iter():
        if element.tag in RUNNABLE or any(name.startswith("on") for name in element.attrib):
            yield f"an entry holds {element.tag} {dict(element.attrib)}"
        if not ABSOLUTE.match(element.get("href", "http://x/")):
            yield f"an entry links to {element.get('href')}"


def _moment_faults(text: str) -> Iterator[str]:
    if not MOMENT.match(text):
        yield f"{text!r} is no date-time of RFC 3339"
    elif datetime.fromisoformat(text) > datetime.now(UTC):
        yield f"{text} is yet to come"


def _repeated(ids: Iterator[str]) -> list[str]:
    return [f"{one} stands {times} times" for one, times in Counter(ids).items() if times > 1]


def _item_faults(item: dict[str, Any]) -> list[str]:
    found = _unknown("an item", item, ITEM_FIELDS)
    if not _is_text(item.get("id")) or not ABSOLUTE.match(item["id"]):
        found.append(f"an item has the id {item.get('id')!r}")
    if not _is_text(item.get("content_html")):
        found.append("an item has neither content_html nor content_text")
    found += _addresses("an item", item, ("url",))
    found += _html_faults(str(item.get("content_html", "")))
    for name in ("date_published", "date_modified"):
        found += _moment_faults(str(item.get(name, "")))
    if not all(map(_is_text, item.get("tags", []))):
        found.append("a tag is no text")
    return found + _json_authors("an item", item)


def _json_authors(where: str, told: dict[str, Any]) -> list[str]:
    authors = told.get("authors", [])
    return [f"{where} has the author {one}" for one in authors if not _is_text(one.get("name") or one.get("url"))]


def _unknown(where: str, told: dict[str, Any], known: set[str]) -> list[str]:
    return [f"{where} has {name}" for name in told.keys() - known]


def _addresses(where: str, told: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    return [f"{where} has the {name} {told[name]}" for name in names if name in told and not ABSOLUTE.match(told[name])]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
