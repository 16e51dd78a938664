"""HTML as a stream of tags and words, whatever its size and however broken it is.

libxml2 reads it in pieces and in linear time; the parser of the standard library needs minutes for a few thousand
unclosed tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

_NONE: Mapping[str, str] = MappingProxyType({})
_FED_AT_ONCE = 1 << 15
# A tag or comment that is longer is read as if it ended there: the parser keeps it in memory, many times over.
_LONGEST_MARKUP = 1 << 22
_END_OF_ANYTHING = b"\"'>--></script></style></title></textarea>"


@dataclass(frozen=True, slots=True)
class Opened:
    """A start tag, lower case, with its attributes."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.get("class").split())


@dataclass(frozen=True, slots=True)
class Closed:
    """An end tag, written or understood."""

    tag: str


@dataclass(frozen=True, slots=True)
class Words:
    """Text between tags, its entities resolved; one run of it may come in several pieces."""

    text: str


Event = Opened | Closed | Words


def html_events(chunks: Iterable[str]) -> Iterator[Event]:
    """The tags and words of a page or fragment, in its order."""
    target, silent = _Target(), 0
    parser = etree.HTMLParser(target=target, encoding="utf-8", remove_comments=True)
    for chunk in chunks:
        for start in range(0, len(chunk), _FED_AT_ONCE):
            parser.feed(chunk[start : start + _FED_AT_ONCE].encode("utf-8", "replace"))
            taken = target.taken()
            silent = 0 if taken else silent + _FED_AT_ONCE
            if silent > _LONGEST_MARKUP:
                parser.feed(_END_OF_ANYTHING)
            yield from taken
    with suppress(etree.LxmlError):
        parser.close()
    yield from target.taken()


class _Target:
    """Collects what the parser calls out (which is always text when it is given UTF-8)."""

    def __init__(self) -> None:
        self._events: list[Event] = []

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        self._events.append(
            Opened(str(tag), {str(name): str(value) for name, value in attrib.items()} if attrib else _NONE)
        )

    def end(self, tag: str | bytes) -> None:
        self._events.append(Closed(str(tag)))

    def data(self, data: str | bytes) -> None:
        self._events.append(Words(str(data)))

    def comment(self, text: str | bytes) -> None:
        return None

    def close(self) -> None:
        return None

    def taken(self) -> list[Event]:
        events, self._events = self._events, []
        return events
