"""Pasted HTML, read without a tree: what is not touched must come back byte for byte, so every piece keeps its place.

Never shown: comments, scripts, styles, code. In a link that is there already no other can be put.
"""

from __future__ import annotations

import html
import re

from .prose import Format, Prose, Prosing

UNSEEN = "script|style|textarea|title|code|pre|template|svg|math|noscript|button|select|head|iframe|object|kbd|samp"
# Bounded or unambiguous throughout: no paste takes more than linear time.
PIECE = re.compile(
    rf"""
    (?P<comment><!--.*?(?:-->|\Z))
    | <(?P<unseen>{UNSEEN})\b[^<>]*>.*?(?:</(?P=unseen)\s*>|\Z)
    | <(?P<slash>/?)(?P<name>[a-z][^\s/<>]*)(?:"[^"<>]*"|'[^'<>]*'|[^'"<>])*>
    | (?P<other><[!?/][^<>]*>)
    | (?P<entity>&(?:\#\d{{1,7}}|\#x[0-9a-f]{{1,6}}|\w{{1,31}});)
    | (?P<space>\s+)
    | (?P<text>[^<&\s]+|[<&])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
BLOCK_NAMES = """
address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2
h3 h4 h5 h6 header hr html li main nav ol p section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
QUOTATIONS = frozenset({"blockquote"})
LONE_NAMES = "br img hr input wbr meta link source track area base col embed"
ALONE = frozenset(LONE_NAMES.split())


def read_html(source: str) -> Prose:
    """Read HTML; broken HTML is read as far as it goes."""
    reading = HtmlReading(source, Format.HTML)
    for piece in PIECE.finditer(source):
        reading.take(piece)
    reading.end_link(len(source))
    return reading.prose()


class HtmlReading(Prosing):
    """Collects the visible text of HTML."""

    def __init__(self, source: str, format: Format) -> None:
        super().__init__(source, format)
        self.quotations = 0
        self.link_begun: int | None = None

    def take(self, piece: re.Match[str]) -> None:
        """Take one piece of the source."""
        start, end = piece.span()
        match piece.lastgroup:
            case "text":
                self.show(start, end)
            case "space":
                self.show_as(start, end, " ")
            case "entity":
                self.show_as(start, end, html.unescape(piece.group()))
            case "name":
                self.tag(start, end, piece.group("name").lower(), closing=bool(piece.group("slash")))
            case _:
                self.mark(start, end, "", opens=True, closes=True)

    def tag(self, start: int, end: int, name: str, *, closing: bool) -> None:
        """Take a tag."""
        if name in BLOCKS:
            self.quotations = (
                max(0, self.quotations + (-1 if closing else 1)) if name in QUOTATIONS else self.quotations
            )
            self.begin_block(start, quoted=self.quotations > 0)
            self.end_link(start)
            self.mark(start, end, name, opens=True, closes=True)
        elif name in ALONE:
            self.mark(start, end, name)
            if name == "br":
                self.show_as(start, end, "\n")
        else:
            self.mark(start, end, name, opens=not closing, closes=closing)
            if name == "q":
                self.show_as(start, end, "”" if closing else "“")
        if name == "a":
            self.end_link(end)
            self.link_begun = None if closing else start

    def end_link(self, at: int) -> None:
        """Bar the link that ends here, if one was begun."""
        if self.link_begun is not None:
            self.barred.append((self.link_begun, at))
            self.link_begun = None
