"""Saved web pages: a blog's recap, a WordPress export or answer, a Storify or Wakelet page.

Every embedded tweet or Bluesky post is taken, headings are candidates for questions. On a page without any the text
is read as if it had been pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from ..records import HeadingRecord, PostRecord, ReadOptions, Record, UnreadableFile
from .decoding import decoded_chunks, storable
from .html_events import Closed, Event, Opened, Words, html_events
from .html_text import TextWriter
from .json_fields import obj, string
from .json_stream import JsonRecord, read_json
from .pasted_headings import heading_in
from .recap import Recap
from .transcript import Transcript
from .web_embeds import Quotation, embedded_post

_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_CDATA_BEGUN = re.compile(r"(?:<(?:!(?:\[(?:C(?:D(?:A(?:TA?)?)?)?)?)?)?|\]\]?)\Z")
_PAGE = re.compile(rb"<(?:!doctype html|html|body|blockquote|div|p|h[1-6]|article|table|wp:|graphml)\b", re.IGNORECASE)
_WORDPRESS_ANSWER = re.compile(rb'"content"\s*:\s*\{\s*"rendered"\s*:')
_GRAPH = re.compile(rb"<graphml\b")
_IS_A_GRAPH = (
    "it is a graph of who spoke to whom and holds no posts; "
    "export the posts themselves from the same program, for instance as CSV, and import that."
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_HEADING = 300
_NOTHING = "it quotes no tweet and no post; if it should, save the page again once its quotes are shown on it."


class WebPage:
    """HTML, WordPress's export (WXR) or its API's answer, with embedded posts or with a transcript in its text."""

    name = "web-page"
    title = "Saved web page (HTML)"
    is_selection = True
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if start[:1] in (b"{", b"["):
            return _WORDPRESS_ANSWER.search(start) is not None
        return start[:1] == b"<" and _PAGE.search(start) is not None

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        if _GRAPH.search(stream.read(4096)):
            raise UnreadableFile(_IS_A_GRAPH)
        stream.seek(0)
        before: list[Record] = []
        records = _Walk(options).records(html_events(_html(stream)))
        for record in records:
            before.append(record)
            if isinstance(record, PostRecord):
                yield from before
                yield from records
                return
        stream.seek(0)
        yield from _pasted(stream, options)


def _html(stream: BinaryIO) -> Iterator[str]:
    """The page, or what stands as HTML in an export or answer around it."""
    start = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    stream.seek(0)
    if start in (b"{", b"["):
        yield from _rendered(stream)
    else:
        yield from _without_cdata(decoded_chunks(stream))


def _without_cdata(chunks: Iterable[str]) -> Iterator[str]:
    """The text without the marks around CDATA, also where a mark lies across two pieces."""
    begun = ""
    for chunk in chunks:
        text = _CDATA.sub("", storable(begun + chunk))
        cut = _CDATA_BEGUN.search(text)
        begun = cut.group() if cut else ""
        yield text.removesuffix(begun)
    yield begun


def _rendered(stream: BinaryIO) -> Iterator[str]:
    for found in read_json(stream):
        if isinstance(found, JsonRecord):
            title, content = (string(obj(found.value.get(name)).get("rendered")) for name in ("title", "content"))
            yield f"<p>{title}</p>\n{content}\n"


@dataclass(slots=True)
class _Walk:
    """The walk through one page: quotations and headings, all else passed over."""

    options: ReadOptions
    position: int = 0
    heading: str = ""
    quotation: Quotation | None = None
    paragraph: TextWriter | None = None

    def records(self, events: Iterator[Event]) -> Iterator[Record]:
        for event in events:
            if self.quotation is None and isinstance(event, Opened) and event.tag == "blockquote":
                self.quotation, self.paragraph = Quotation(), None
            if self.quotation is not None:
                yield from self._quoted(self.quotation, event)
            else:
                yield from self._outside(event)

    def _quoted(self, quotation: Quotation, event: Event) -> Iterator[Record]:
        if quotation.take(event):
            self.quotation = None
            record = embedded_post(quotation, self.position + 1, self.heading, self.options)
            self.position += record is not None
            yield from (record,) if record else ()

    def _outside(self, event: Event) -> Iterator[Record]:
        if isinstance(event, Words):
            if self.paragraph:
                self.paragraph.take(event)
        elif event.tag == "p" or event.tag in _HEADINGS:
            ended, self.paragraph = self.paragraph, TextWriter() if isinstance(event, Opened) else None
            if isinstance(event, Closed) and ended:
                yield from self._heading(ended.written().text, is_heading=event.tag in _HEADINGS)

    def _heading(self, text: str, *, is_heading: bool) -> Iterator[HeadingRecord]:
        found = text if is_heading else heading_in(text)
        if found and len(found) <= _LONGEST_HEADING:
            self.heading = found
            self.position += 1
            yield HeadingRecord(found, self.position)


def _pasted(stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
    """The posts in the page's bare text, read line by line."""
    writer = TextWriter()
    writer.take_all(html_events(_html(stream)))
    text = writer.written().text.encode()
    for kind in (Recap(), Transcript()):
        if kind.recognises(text[: 64 * 1024], ""):
            yield from kind.read(BytesIO(text), options)
            return
    raise UnreadableFile(_NOTHING)
