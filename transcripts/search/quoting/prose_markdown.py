"""Pasted Markdown, read piece by piece as HTML is; HTML may stand in it."""

from __future__ import annotations

import re

from .prose import Format, Prose
from .prose_html import PIECE, HtmlReading

LABEL = r"[^\[\]\n]{0,200}(?:\n[^\[\]\n]{1,200}|\[[^\[\]\n]{0,100}\][^\[\]\n]{0,200})?"
# Bounded throughout, as pieces of HTML are.
MARKDOWN_PIECE = re.compile(
    rf"""
    (?P<front>\A---\s*?\n(?:(?!---)[^\n]*\n){{0,100}}---\s*?$)
    | (?P<fenced>^\ {{0,3}}(?P<fence>```+|~~~+).*?(?:^\ {{0,3}}(?P=fence)[^\n]*$|\Z))
    | (?P<blank>\r?\n(?:[ \t>]*\r?\n)+)
    | (?P<rule>^\ {{0,3}}(?:[-*_=]\ ?){{3,200}}$)
    | (?P<footnote>^\ {{0,3}}\[\^[^\[\]\n]{{1,100}}\]:[ \t]*)
    | (?P<definition>^\ {{0,3}}\[[^\[\]\n]{{1,200}}\]:[^\n]*$)
    | (?P<prefix>^(?=[\ \t>\#*+\d-])[\ \t]*(?:>[\ \t]?)*[\ \t]*(?:(?:[-*+]|\d{{1,9}}[.)])[\ \t]+|\#{{1,6}}[\ \t]+)?)
    | (?P<code>(?P<ticks>`{{1,3}})(?!`)[^`\n]{{1,300}}(?:\n[^`\n]{{1,300}})?(?P=ticks)(?!`))
    | (?P<image>!\[[^\[\]\n]{{0,300}}\](?:\([^()\s]{{0,600}}(?:\s"[^"\n]{{0,200}}")?\)|\[[^\[\]\n]{{0,100}}\]))
    | (?P<link>\[(?P<label>{LABEL})\]
        (?:\([^()\s]{{0,600}}(?:\([^()\s]{{0,200}}\)[^()\s]{{0,200}})?(?:\s"[^"\n]{{0,200}}")?\)|\[[^\[\]\n]{{0,100}}\]))
    | (?P<address><(?:https?|mailto):[^\s<>]{{1,600}}>)
    | (?P<escape>\\[!-/:-@\[-`{{-~])
    | (?P<delimiter>\*{{1,3}}(?![\s*])|(?<=\S)\*{{1,3}}|(?<!\w)_{{1,3}}(?=\S)|(?<=\S)_{{1,3}}(?!\w)|~~)
    | (?P<line>\r?\n)
    | (?P<word>[^\W_]+|[ ]+(?=[^\W_]))
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
# Code where it follows a blank line and no item of a list goes on.
INDENTED = re.compile(r"(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+")
MARKUP = frozenset({"front", "fenced", "rule", "definition", "code", "image", "address"})


def read_markdown(source: str) -> Prose:
    """Read Markdown as CommonMark has it, by and large."""
    reading = _MarkdownReading(source, Format.MARKDOWN)
    reading.read(0, len(source))
    reading.end_link(len(source))
    return reading.prose()


class _MarkdownReading(HtmlReading):
    def __init__(self, source: str, format: Format) -> None:
        super().__init__(source, format)
        self.open_delimiters: list[str] = []
        self.in_list = False
        self.after_blank = True

    def read(self, start: int, end: int) -> None:
        """Read a stretch of the source."""
        place = start
        while place < end:
            code = INDENTED.match(self.source, place, end) if self.after_blank and not self.in_list else None
            own = MARKDOWN_PIECE.match(self.source, place, end)
            self.after_blank = False
            if code:
                self.mark(place, code.end(), "code", opens=True, closes=True)
                place = code.end()
            elif own and own.end() > place:
                self.take_markdown(own)
                place = own.end()
            elif self.source[place] in "<&" and (piece := PIECE.match(self.source, place, end)):
                self.take(piece)
                place = piece.end()
            else:
                self.show(place, place + 1)
                place += 1

    def take_markdown(self, piece: re.Match[str]) -> None:
        """Take a piece that is Markdown's own."""
        start, end = piece.span()
        kind = next(name for name, value in piece.groupdict().items() if value is not None)
        if kind in MARKUP:
            self.mark(start, end, kind, opens=True, closes=True)
        elif kind == "word":
            self.show(start, end)
        elif kind == "line":
            self.show_as(start, end, "\n")
        elif kind == "escape":
            self.show_as(start, end, piece.group()[1])
        elif kind == "blank":
            self._begin_after_blank(start, end)
        elif kind == "footnote":
            self._begin(start)
            self.mark(start, end, kind)
        elif kind == "prefix":
            self._begin_line(start, end, piece.group())
        elif kind == "delimiter":
            self._delimiter(start, end, piece.group())
        else:
            self._link(piece)

    def _begin(self, at: int, *, quoted: bool = False) -> None:
        self.open_delimiters = []
        self.begin_block(at, quoted=quoted or self.quotations > 0)

    def _begin_after_blank(self, start: int, end: int) -> None:
        self._begin(start)
        self.after_blank = True
        self.in_list = self.in_list and self.source[end : end + 1] in (" ", "\t")

    def _begin_line(self, start: int, end: int, prefix: str) -> None:
        quoted = ">" in prefix
        self.in_list = self.in_list or prefix.strip(" \t>#") != ""
        if quoted != self.quoted or prefix.strip(" \t>"):
            self._begin(start, quoted=quoted)
        self.mark(start, end, "prefix")

    def _delimiter(self, start: int, end: int, signs: str) -> None:
        closing = signs in self.open_delimiters
        if closing:
            self.open_delimiters.remove(signs)
        else:
            self.open_delimiters.append(signs)
        self.mark(start, end, signs, opens=not closing, closes=closing)

    def _link(self, piece: re.Match[str]) -> None:
        self.barred.append(piece.span())
        self.read(piece.start("label"), piece.end("label"))
