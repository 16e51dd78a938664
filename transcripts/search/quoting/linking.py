"""Putting links into a paste, and touching nothing else in it: not a byte between the links is another one.

Links never stand in links, nor across the borders of what markup opens and closes; where a quote crosses them, each
stretch of it gets its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt

from .prose import Format, Mark, Prose

CLOSED_BY = {"“": "”", "«": "»", "(": ")", '"': '""'}
AFTER_A_QUOTE = re.compile(r"""[.,;:!?…]{0,3}[”»)"]""")


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of the visible text, as for slicing, and where it is to lead."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the source that can be made a link."""

    start: int
    end: int
    url: str


def with_links(prose: Prose, links: Iterable[Link]) -> str:
    """Return the paste in its own format with links put in; plain text becomes Markdown by them."""
    write = _html_link if prose.format == Format.HTML else _markdown_link
    pieces: list[str] = []
    done = 0
    for stretch in _stretches(prose, links):
        pieces += [prose.source[done : stretch.start], write(prose.source[stretch.start : stretch.end], stretch.url)]
        done = stretch.end
    return "".join([*pieces, prose.source[done:]])


def text_as_html(prose: Prose, links: Iterable[Link]) -> str:
    """Return the visible text as HTML, a paragraph a block, with links put in; everything is escaped."""
    links = sorted(links, key=lambda link: link.start)
    paragraphs = []
    for block in prose.blocks:
        inside = [link for link in links if block.start <= link.start and link.end <= block.end]
        tag = "blockquote" if block.quoted else "p"
        paragraphs.append(f"<{tag}>{_block_as_html(prose.text, block.start, block.end, inside)}</{tag}>")
    return "\n".join(paragraphs)


def markdown_as_html(source: str) -> str:
    """Return Markdown as HTML; HTML within it is escaped, and links with dangerous schemes are none."""
    return str(MarkdownIt("commonmark", {"html": False}).render(source))


def rounded_off(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of a text with the marks right around it that close what it opens, or open what it closes.

    So a link that holds `she “left early` takes in the closing mark, too.
    """
    opened: list[str] = []
    unopened: list[str] = []
    for place in range(start, end):
        sign = _sign_at(text, place)
        if sign in CLOSED_BY:
            opened.append(CLOSED_BY[sign])
        elif sign in CLOSED_BY.values():
            if opened and opened[-1] == sign:
                opened.pop()
            else:
                unopened.append(sign)
    while opened and (closing := AFTER_A_QUOTE.match(text, end)) and closing.group()[-1] == opened[-1][0]:
        opened.pop()
        end = closing.end()
    while unopened and start and CLOSED_BY.get(_sign_at(text, start - 1)) == unopened[0]:
        unopened.pop(0)
        start -= 1
    return start, end


def _sign_at(text: str, place: int) -> str:
    """Return a character; a straight quotation mark doubled where it closes, for it looks the same where it opens."""
    sign = text[place]
    if sign != '"':
        return sign
    opens = (not place or text[place - 1] in " \n([—–-/") and text[place + 1 : place + 2].strip() != ""
    return sign if opens else '""'


def _block_as_html(text: str, start: int, end: int, links: Sequence[Link]) -> str:
    pieces: list[str] = []
    done = start
    for link in links:
        inner = escape(text[link.start : link.end], quote=False)
        pieces += [escape(text[done : link.start], quote=False), _html_link(inner, link.url)]
        done = link.end
    pieces.append(escape(text[done:end], quote=False))
    return "".join(pieces).strip().replace("\n", "<br>\n")


def _html_link(inner: str, url: str) -> str:
    return f'<a href="{escape(url)}">{inner}</a>'


def _markdown_link(inner: str, url: str) -> str:
    return f"[{inner}]({url})"


def _stretches(prose: Prose, links: Iterable[Link]) -> Iterator[_Stretch]:
    """Yield what becomes a link, in order and without overlap."""
    done = 0
    for link in sorted(links, key=lambda link: link.start):
        start, end = prose.starts[link.start], prose.ends[link.end - 1]
        for piece in _unbarred(prose, max(start, done), end):
            for one in _balanced(prose, *piece):
                trimmed = _trimmed(prose, *one)
                if trimmed and trimmed[0] >= done:
                    done = trimmed[1]
                    yield _Stretch(*trimmed, link.url)


def _unbarred(prose: Prose, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, after in prose.barred:
        if first < end and start < after:
            if start < first:
                yield start, first
            start = after
    if start < end:
        yield start, end


def _balanced(prose: Prose, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which everything that opens also closes."""
    begun = start
    open_marks: list[Mark] = []
    for mark in prose.marks:
        if mark.end <= start or mark.start >= end:
            continue
        if mark.closes and not mark.opens and open_marks and open_marks[-1].name == mark.name:
            open_marks.pop()
        elif mark.closes:
            yield from _parts(begun, mark.start, open_marks)
            begun, open_marks = mark.end, []
        elif mark.opens:
            open_marks.append(mark)
    yield from _parts(begun, end, open_marks)


def _parts(start: int, end: int, unclosed: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Yield a stretch, cut where something was opened and not closed."""
    for mark in unclosed:
        yield start, mark.start
        start = mark.end
    yield start, end


def _trimmed(prose: Prose, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch without space around it, or None where no link can stand."""
    source = prose.source
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    inner = source[start:end]
    if not any(sign.isalnum() for sign in inner):
        return None
    if prose.format == Format.HTML:
        return start, end
    return _trimmed_for_markdown(source, start, end)


def _trimmed_for_markdown(source: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch that brackets around it make a link and nothing else."""
    while end > start and source[end - 1] == "\\":
        end -= 1
    # "![" would show a picture, "\[" a bracket.
    while start and source[start - 1] in "!\\":
        start -= 1
    depth = 0
    for sign in source[start:end]:
        depth += {"[": 1, "]": -1}.get(sign, 0)
        if depth < 0:
            return None
    return None if depth or "\n\n" in source[start:end] else (start, end)
