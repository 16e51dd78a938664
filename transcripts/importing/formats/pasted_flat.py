"""Embedded tweets that a blog's archive page has run together with the article into one line.

Of each, the foot (“— Name (@handle) January 3, 2017”) still stands; its words begin at the marker before it (“A1:”).
Where there is none, nothing tells the words from the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 1 << 20
_DATE = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4})"
_FOOT = re.compile(rf"\s[—–]\s(?P<foot>[^—–()@]{{1,60}}\(@[\w.-]{{1,60}}\)\s{_DATE})(?=\s|$)")
_ANSWER = re.compile(r"(?:(?<=\s)|^)[AR]\d{1,2}(?:\.\d)?[:.)]?\s")
_QUESTION = re.compile(r"(?:(?<=\s)|^)[QTF]\d{1,2}[:.)]\s[^?]{3,250}\?")


def unflattened(line: str) -> list[str]:
    """The article, questions and tweets of such a line, each a line of its own; none when `line` is no such line.

    A tweet is its words and below them its foot, the words left out where nothing tells them.
    """
    feet = list(_FOOT.finditer(line)) if len(line) <= _LONGEST else []
    if not feet or (len(feet) == 1 and feet[0].end() == len(line.rstrip())):
        return []
    begins = [0, *(foot.end() for foot in feet)]
    pieces = [piece for start, foot in zip(begins, feet, strict=False) for piece in _tweet(line, start, foot)]
    return [*pieces, *_article(line[feet[-1].end() :])]


def _tweet(line: str, start: int, foot: re.Match[str]) -> Iterator[str]:
    before = line[start : foot.start()]
    answer = next(reversed(list(_ANSWER.finditer(before))), None)
    yield from _article(before[: answer.start()] if answer else before)
    yield f"{before[answer.start() :] if answer else ''}\n— {foot['foot']}".strip()


def _article(text: str) -> Iterator[str]:
    """The questions of a stretch of the article, and what stands around them."""
    begin = 0
    for question in _QUESTION.finditer(text):
        yield text[begin : question.start()].strip()
        yield question.group().strip()
        begin = question.end()
    yield text[begin:].strip()
