"""The headings of a pasted transcript: which question or part of the hour each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .markers import Marker, Place, read_markers
from .posts import Letters, Part, Post, Role

ORDINALS = (
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
OPENING = re.compile(
    r"\b(?:intro(?:s|ductions?)?|welcome|hellos?|greetings|meet the|who (?:was|is) here)\b", re.IGNORECASE
)
CLOSING = re.compile(
    r"\b(?:wrap[- ]?up|goodbyes?|thanks|thank you|closing|next (?:chat|week)|final thoughts)\b", re.IGNORECASE
)
ORDINAL = re.compile(rf"\b(?P<word>{'|'.join(ORDINALS)})\s+(?:question|topic)\b", re.IGNORECASE)
LEAD_IN = re.compile(r"^[^:?]{0,80}\b(?:question|topic|asked|chat|discussed)\b[^:?]{0,60}:\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of an outline: of a question (its label, number and text) or of a part, never both."""

    written: str
    label: str
    number: int | None
    text: str
    part: Part | None = None


def read_outline(outline: Sequence[str], letters: Letters) -> tuple[Heading, ...]:
    """The headings in order; those without a number of their own get the next free one."""
    written = list(dict.fromkeys(line.strip() for line in outline if line.strip()))
    taken = {number for line in written if (number := _number(line, letters)) is not None}
    headings: list[Heading] = []
    last = 0
    for line in written:
        heading = _heading(line, letters, _next_free(last, taken))
        if heading.number is not None and heading.part is None:
            last = heading.number
            taken.add(last)
        headings.append(heading)
    return tuple(headings)


def headings_of(posts: Iterable[Post]) -> tuple[str, ...]:
    """The headings the posts stand under, in the order of the source."""
    placed = [post for post in posts if post.heading]
    return tuple(dict.fromkeys(post.heading for post in sorted(placed, key=lambda post: (post.sequence, post.key))))


def _next_free(last: int, taken: set[int]) -> int:
    number = last + 1
    while number in taken:
        number += 1
    return number


def _number(line: str, letters: Letters) -> int | None:
    mark = _mark(line, letters)
    if mark is not None:
        return mark.number
    ordinal = ORDINAL.search(line)
    return ORDINALS.index(ordinal.group("word").lower()) if ordinal else None


def _mark(line: str, letters: Letters) -> Marker | None:
    marks = [mark for mark in read_markers(line, letters) if mark.role is not Role.ANSWER]
    return next((mark for mark in marks if mark.place is Place.LEADING), None)


def _heading(line: str, letters: Letters, free: int) -> Heading:
    mark = _mark(line, letters)
    if mark is not None:
        return Heading(line, mark.label, mark.number, line[mark.end :].strip(" -–—:.") or line)
    number = _number(line, letters)
    if number is None and (part := _part(line)) is not None:
        return Heading(line, "", None, "", part)
    number = free if number is None else number
    letter = letters.question[0] if letters.question else "Q"
    return Heading(line, f"{letter}{number}", number, LEAD_IN.sub("", line, count=1).strip())


def _part(line: str) -> Part | None:
    if "?" in line or len(line.split()) > 6:
        return None
    if OPENING.search(line):
        return Part.INTRO
    return Part.WRAPUP if CLOSING.search(line) else None
