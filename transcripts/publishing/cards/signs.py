"""From characters to signs: which font draws each, which way it runs, and what stays together on a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TypedDict

from . import bidi
from .clusters import DIRECTION_MARKS, clusters, is_spoken
from .fonts import Face, face_of, is_shaping

UNIT = 100
"""The size, in pixels, in which everything is measured; letters grow evenly with their size."""
PICTURE = 1.12
"""How wide an emoji is, in sizes of the letters beside it."""
CLINGS_TO_NEXT, CLINGS_TO_LAST = ("Ps", "Pi"), ("Pe", "Pf", "Po")
SMALL = frozenset("ーゝヽ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ")
"""What no line of Japanese begins with besides punctuation."""
NAME_SIGN = re.compile(r"[#@](?=(\w))")


@dataclass(frozen=True, slots=True)
class Hand:
    """In which weight words are written, and in which language: it chooses between shapes of one character."""

    bold: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A cluster of characters with the font that draws it and its level of direction; a space has no font."""

    text: str
    face: Face | None
    level: int = 0

    @property
    def is_space(self) -> bool:
        """True for what is left out where a line ends."""
        return self.face is None

    @property
    def is_unspaced(self) -> bool:
        """True for Chinese, Japanese and emoji: they are written without spaces, and lines end between any two."""
        char = self.text[0]
        return "\u2e80" <= char <= "\ua4cf" or "\uf900" <= char <= "\ufaff" or char >= "\ufe30"


@dataclass(frozen=True, slots=True)
class Run:
    """Signs side by side that one font draws in one direction; `width` is in sizes."""

    text: str
    face: Face
    level: int
    width: float

    @property
    def is_rtl(self) -> bool:
        """True when it runs from right to left."""
        return bool(self.level % 2)


def can_draw(text: str) -> bool:
    """True when there is something to be seen in a text, and some font here has every letter of it."""
    seen = [one for one in clusters(text) if not one.isspace()]
    return bool(seen) and all(face_of(one) for one in seen if is_spoken(one[0]))


def signs_of(paragraph: str, base: int, hand: Hand) -> list[Sign]:
    """Return a paragraph's signs in reading order; emoji that no font has are named, other such signs left out."""
    told = [piece for one in clusters(paragraph) for piece in _drawable(one, hand)]
    # The sign of a hashtag or handle goes with its name, as on the pages, where each is a link of its own.
    text = NAME_SIGN.sub(r"\1", "".join(one[0] for one in told))
    return [
        Sign(" " if one.isspace() else one, None if one.isspace() else face_of(one, bold=hand.bold), level)
        for one, level in zip(told, bidi.levels(text, base), strict=True)
        if one not in DIRECTION_MARKS
    ]


def words_of(signs: Sequence[Sign]) -> Iterator[Sequence[Sign]]:
    """Yield what stays on one line, with the spaces behind it."""
    start = 0
    for place in range(1, len(signs)):
        if not signs[place].is_space and _may_part(signs[place - 1], signs[place]):
            yield signs[start:place]
            start = place
    if signs:
        yield signs[start:]


def without_spaces(signs: Sequence[Sign]) -> Sequence[Sign]:
    """Return signs without the spaces at their end."""
    end = len(signs)
    while end and signs[end - 1].is_space:
        end -= 1
    return signs[:end]


def runs_of(signs: Sequence[Sign], hand: Hand) -> list[Run]:
    """Return signs as runs of one font and direction, in reading order."""
    filled = _with_fonts(signs, hand)
    runs = []
    for (face, level), group in groupby(filled, key=lambda sign: (sign.face, sign.level)):
        if face is not None:
            text = "".join(sign.text for sign in group)
            runs.append(Run(text, face, level, _width(text, face, level % 2, hand.lang)))
    return runs


def width_of(signs: Sequence[Sign], hand: Hand) -> float:
    """Return how wide signs are beside each other, in sizes."""
    return sum(run.width for run in runs_of(signs, hand))


class Shaping(TypedDict, total=False):
    """What tells the shaper how letters follow each other and which language it is; nothing where there is none."""

    direction: str
    language: str | None


def shaping(is_rtl: bool, lang: str) -> Shaping:
    """Return how the letters of a run are shaped."""
    if not is_shaping():
        return {}
    return {"direction": "rtl" if is_rtl else "ltr", "language": lang or None}


def _drawable(cluster: str, hand: Hand) -> Iterable[str]:
    """Return what of a cluster can be drawn: itself, its first character, its name character by character."""
    if cluster.isspace() or cluster in DIRECTION_MARKS or face_of(cluster, bold=hand.bold):
        return [cluster]
    if face_of(cluster[0], bold=hand.bold):
        return [cluster[0]]
    name = unicodedata.name(cluster[0], "").lower() if unicodedata.category(cluster[0]) == "So" else ""
    return f"[{name}]" if name else ()


def _may_part(before: Sign, after: Sign) -> bool:
    """True where a line may end between two signs."""
    if before.is_space:
        return True
    if not (before.is_unspaced or after.is_unspaced) or after.text in SMALL:
        return False
    clings = unicodedata.category(after.text[0]) in CLINGS_TO_LAST and after.text not in "#@"
    return not clings and unicodedata.category(before.text[0]) not in CLINGS_TO_NEXT


def _with_fonts(signs: Sequence[Sign], hand: Hand) -> Iterator[Sign]:
    """Yield signs, spaces with the font of what stands before them."""
    last = own = face_of("a", bold=hand.bold)
    for sign in signs:
        if sign.is_space:
            yield replace(sign, face=own if last is None or last.strike else last)
        else:
            last = sign.face
            yield sign


@lru_cache(maxsize=20_000)
def _width(text: str, face: Face, is_rtl: int, lang: str) -> float:
    if face.strike:
        return sum(1 for _ in clusters(text)) * PICTURE
    return float(face.at(UNIT).getlength(text, **shaping(bool(is_rtl), lang))) / UNIT
