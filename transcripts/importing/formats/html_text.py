"""The text of a fragment of HTML as a reader sees it, with the links in it: what networks call a post's content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..records import Link
from .decoding import storable
from .html_events import Closed, Event, Opened, Words, html_events

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title"})
_PARAGRAPHS = frozenset({"p", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"})
_LINES = frozenset({"div", "li", "tr", "dt", "dd"})
_SHORTENED = frozenset({"invisible", "ellipsis"})
_PEOPLE_AND_TAGS = frozenset({"mention", "hashtag"})
LARGEST_TEXT = 1 << 21
"""The most characters of text that a page can have."""

_COST_OF_A_PIECE = 16
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class HtmlText:
    text: str
    links: tuple[Link, ...] = ()


def html_text(html: str) -> HtmlText:
    """The text of `html`, an address that is shown shortened put back whole (as Mastodon's own readers copy it)."""
    writer = TextWriter()
    for event in html_events([storable(html)]):
        writer.take(event)
    return writer.written()


@dataclass(slots=True)
class TextWriter:
    """Writes down the events it is given; `written()` tells the text so far."""

    _pieces: list[str] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)
    _unseen: int = 0
    _room: int = LARGEST_TEXT
    _anchor: Opened | None = None
    _anchor_at: int = 0
    _shortened: bool = False

    def take_all(self, events: Iterable[Event]) -> None:
        for event in events:
            self.take(event)

    def take(self, event: Event) -> None:
        self._room -= _COST_OF_A_PIECE
        if self._room < 0:
            return
        if isinstance(event, Words):
            if not self._unseen:
                self._room -= len(event.text)
                self._pieces.append(_SPACES.sub(" ", event.text))
        elif event.tag in _UNSEEN:
            self._unseen = max(0, self._unseen + (1 if isinstance(event, Opened) else -1))
        elif isinstance(event, Opened):
            self._open(event)
        else:
            self._close(event)

    def written(self) -> HtmlText:
        text = _AROUND_LINE_END.sub("\n", "".join(self._pieces))
        text = _BLANK_LINES.sub("\n\n", text).strip()
        return HtmlText(storable(text), tuple(dict.fromkeys(self._links)))

    def _open(self, event: Opened) -> None:
        if event.tag == "br":
            self._pieces.append("\n")
        elif event.tag == "a":
            self._anchor, self._anchor_at, self._shortened = event, len(self._pieces), False
        elif event.tag == "img":
            self._pieces.append(event.get("alt"))
        elif event.classes & _SHORTENED:
            self._shortened = True
        else:
            self._break(event.tag)

    def _close(self, event: Closed) -> None:
        if event.tag == "a":
            self._end_link()
        else:
            self._break(event.tag)

    def _break(self, tag: str) -> None:
        self._pieces.append("\n\n" if tag in _PARAGRAPHS else "\n" if tag in _LINES else "")

    def _end_link(self) -> None:
        anchor, self._anchor = self._anchor, None
        if anchor is None or not anchor.get("href"):
            return
        address = anchor.get("href")
        shown = "".join(self._pieces[self._anchor_at :]).strip()
        if self._shortened:
            self._pieces[self._anchor_at :] = [address]
            shown = address
        is_name = anchor.classes & _PEOPLE_AND_TAGS or shown.startswith(("@", "#"))
        if shown and not is_name and address.startswith(("http://", "https://")):
            self._links.append(Link(storable(shown), storable(address)))
