"""Addresses of the archive, where each lies as a file, and how files that lie there point at each other. Pure."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

# Leaves of a long page: the only queries that make pages of their own, in the order in which they become paths.
LEAVES = ("show", "page")
OEMBED = "/oembed"
# Its query is read by a script, on a host of files, too.
SEARCH = "/search/"
# File systems allow 255 bytes to a name.
LONGEST_NAME = 200
UNNAMEABLE = {"", ".", ".."}


class Unplaceable(ValueError):
    """An address that no file can lie at."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A page or file of the archive: its path, decoded, and the part of its query that makes it a page of its own."""

    path: str
    query: str = ""

    def __str__(self) -> str:
        """The address as it is asked for."""
        return f"{quote(self.path, safe='/@+,')}{f'?{self.query}' if self.query else ''}"

    @property
    def place(self) -> str:
        """The path at which a host of files serves it: queries become paths, names too long for a file are cut."""
        path = self._oembed_place() if self.path == OEMBED else self._leaf_place()
        return "/".join(map(_short, path.split("/")))

    @property
    def file(self) -> str:
        """The file below the export; raises Unplaceable."""
        inner = self.place.removeprefix("/")
        if UNNAMEABLE & set(inner.removesuffix("/").split("/")) and inner:
            raise Unplaceable(f"no file can have the name of {self}")
        return f"{inner}index.html" if not inner or inner.endswith("/") else inner

    def _leaf_place(self) -> str:
        told = parse_qsl(self.query)
        if self.path.endswith("/"):
            return self.path + "".join(f"{name}/{value}/" for name, value in told)
        # Of a file: ann.atom?page=2 lies at ann.page-2.atom.
        stem, ending = posixpath.splitext(self.path)
        return stem + "".join(f".{name}-{value}" for name, value in told) + ending

    def _oembed_place(self) -> str:
        """Return where the oEmbed answer for a page lies, of which a host of files cannot read the query."""
        told = dict(parse_qsl(self.query))
        page = unquote(urlsplit(told["url"]).path).rstrip("/") or "/index"
        return f"{OEMBED}{page}.{told['format']}"


@dataclass(frozen=True, slots=True)
class Link:
    """What a reference on a page leads to, within the archive: an address, and what the reader's browser adds to it."""

    address: Address
    query: str = ""
    fragment: str = ""

    def relative_to(self, page: Address) -> str:
        """Return the reference as it stands on a page that lies at its place, in whatever folder the export lies."""
        here, there = page.place, self.address.place
        way = posixpath.relpath(there, posixpath.dirname(here) or "/")
        # A name with a colon in front would be read as a scheme.
        way = quote(f"{way}/" if there.endswith("/") else way, safe="/@+,")
        return f"{way}{f'?{self.query}' if self.query else ''}{f'#{self.fragment}' if self.fragment else ''}"


def read_link(reference: str, page: Address, site_url: str) -> Link | None:
    """Return what a reference on a page leads to; None when it leaves the archive or leads to no address at all."""
    try:
        told = urlsplit(urljoin(f"{site_url}{page}", reference.strip()))
    except ValueError:
        return None
    site = urlsplit(site_url)
    if told.scheme not in ("http", "https") or told.netloc.lower() != site.netloc.lower():
        return None
    path = unquote(told.path) or "/"
    if path == OEMBED:
        return Link(_oembed(told.query), fragment=told.fragment)
    return Link(Address(path, _leaf(told.query)), told.query if path == SEARCH else "", told.fragment)


def read_address(path: str) -> Address:
    """Return the address of a path with its query, as it stands in a list."""
    told = urlsplit(path)
    return Address(unquote(told.path), _leaf(told.query))


def _leaf(query: str) -> str:
    """Keep of a query what makes another page; the first leaf is the page itself."""
    told: Mapping[str, str] = dict(parse_qsl(query))
    kept = {name: told[name] for name in LEAVES if told.get(name, "").isalnum()}
    first = {"show": "all", "page": "1"}
    return urlencode({name: value for name, value in kept.items() if value != first[name]})


def _oembed(query: str) -> Address:
    told = dict(parse_qsl(query))
    format = "xml" if told.get("format") == "xml" else "json"
    return Address(OEMBED, urlencode({"url": told.get("url", ""), "format": format}))


def _short(name: str) -> str:
    """Return a name that is too long for a file cut, with a mark that tells it from others that begin alike."""
    as_bytes = name.encode()
    if len(as_bytes) <= LONGEST_NAME:
        return name
    mark = hashlib.sha256(as_bytes).hexdigest()[:12]
    return f"{as_bytes[: LONGEST_NAME - 20].decode(errors='ignore')}~{mark}"
