"""The words of posts and of what quotes them, so that edited words can be compared. Pure: text in, words out.

Every word keeps its place in the text, how it is written (folded), and its sense: "u" and "you" have one sense, so do
"w/o" and "without", "don’t" and "do not". Mentions, hashtags, links, markers and emoji are words of kinds that quotes
may lack without being any less a quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Indel

from .. import folding
from .shorthand import COMMON, SPELLED_OUT

ALIKE = 0.8
SLIGHT = 0.3

# Vowel signs, accents that stand by themselves and soft hyphens are within a word.
WORD_PART = rf"(?:{folding.LETTER}|[{folding.INDIC}])(?:[^\W{folding.SPACELESS}]|[{folding.INDIC}{folding.MARKS}])*"
TOKEN = re.compile(
    rf"""
    (?P<link>(?:https?://|www\.)[^\s<>"“”]+ | \b[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{1,6}}/[^\s<>"“”]*)
    | (?P<mention>(?<![\w/])[@＠]\w{{1,60}}(?:[.-]\w{{1,60}}){{0,4}}(?:@\w{{1,60}}(?:[.-]\w{{1,60}}){{1,4}})?)
    | (?P<hashtag>[#＃]\w+)
    | (?P<cut>[\[(]?[ ]?(?:…|\.[ ]?\.(?:[ ]?\.)*)[ ]?[\])]?)
    | (?P<part>(?<![\w/])\d{{1,2}}/\d{{1,2}}(?![\w/]))
    | (?P<short>\b(?:w/in|w/o|w/|b/c|b/w|b/t)(?!\w) | \bw/ | &(?:amp;)? | \+)
    | (?P<word>{WORD_PART}(?:['’ʼ‘`´]{WORD_PART})* | [{folding.SPACELESS}])
    | (?P<picture>[{folding.PICTURES}])
    """,
    re.VERBOSE | re.IGNORECASE,
)
BRACKETS = re.compile(r"\[[^\[\]]{1,80}\]")
MARKER = re.compile(r"[qatrfp]\d{1,2}[a-h]?|rt|mt")
DIGITS_FIRST = re.compile(r"(\d+)([a-z]+)")
CONTRACTED = re.compile(r"(\w+?)(n't|'(?:re|ve|ll|d|m|s))")
TAILS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am", "'s": "is"}
# "Ann's" says whose it is, "that's" that it is.
WITH_IS = frozenset({"that", "it", "what", "there", "he", "she", "who", "where", "here", "how"})
STEM_OF_NOT = {"ca": "can", "wo": "will", "sha": "shall"}


class Kind(StrEnum):
    """What a word is; all but plain words may be left out of a quote."""

    WORD = "word"
    MENTION = "mention"
    HASHTAG = "hashtag"
    LINK = "link"
    MARKER = "marker"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place in a text, as for slicing.

    `written` is its folded form, `sense` what it stands for; `weight` how much it tells, 0 to 1. `after_cut`: an
    ellipsis stands before it. `bracketed`: somebody put it [in brackets]. A short form of several words ("btw") gives
    several words at one place.
    """

    start: int
    end: int
    written: str
    sense: str
    kind: Kind
    weight: float
    after_cut: bool = False
    bracketed: bool = False

    @property
    def is_plain(self) -> bool:
        """True for what a quote can hardly do without."""
        return self.kind == Kind.WORD


def read_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order; never raises."""
    return tuple(_words(text))


def alike(one: Word, other: Word) -> float:
    """Return how much two words are one: 1 of one sense, less for other forms and slips of the pen, 0 for none."""
    if one.sense == other.sense:
        return 1.0
    if one.kind == Kind.LINK and other.kind == Kind.LINK:
        return 0.5
    if one.sense[:1] != other.sense[:1] or len(one.sense) < 4 or len(other.sense) < 4:
        return 0.0
    return _likeness(one.sense, other.sense)


@lru_cache(maxsize=50_000)
def _likeness(one: str, other: str) -> float:
    if folding.stem(one) == folding.stem(other):
        return 0.8
    likeness = Indel.normalized_similarity(one, other)
    return float(likeness) * 0.8 if likeness >= ALIKE else 0.0


def _words(text: str) -> Iterator[Word]:
    after_cut = False
    brackets = BRACKETS.finditer(text)
    bracket = next(brackets, None)
    for found in TOKEN.finditer(text):
        if found.lastgroup == "cut":
            after_cut = True
            continue
        start, end = found.span()
        while bracket and bracket.end() <= start:
            bracket = next(brackets, None)
        bracketed = bracket is not None and bracket.start() < start
        for written, sense, kind in _senses(found):
            weight = _weight(sense, kind) * (SLIGHT if bracketed else 1)
            yield Word(start, end, written, sense, kind, weight, after_cut, bracketed)
            after_cut = False


def _senses(found: re.Match[str]) -> Iterator[tuple[str, str, Kind]]:
    """Yield written form, sense and kind of each of the words that a token stands for."""
    kind, raw = str(found.lastgroup), found.group()
    match kind:
        case "link":
            address = raw.rstrip(".,;:!?)…’'*_")
            yield address, address.lower(), Kind.LINK
        case "picture":
            yield raw, raw.lower(), Kind(kind)
        case "mention":
            handle = folding.fold_handle(raw)
            yield handle, handle, Kind.MENTION
        case "hashtag":
            tag = folding.fold_hashtag(raw)
            marker = MARKER.fullmatch(tag) is not None
            yield tag, tag, Kind.MARKER if marker else Kind.HASHTAG
        case "part":
            yield raw, raw, Kind.MARKER
        case _:
            yield from _plain_senses("&" if raw.startswith("&") else folding.fold(raw))


def _plain_senses(folded: str) -> Iterator[tuple[str, str, Kind]]:
    squeezed = folded.replace("'", "").rstrip("_")[: folding.LONGEST_TOKEN]
    if MARKER.fullmatch(squeezed):
        yield squeezed, squeezed, Kind.MARKER
        return
    for sense in _spelled_out(folded, squeezed):
        yield squeezed, sense, Kind.WORD


def _spelled_out(folded: str, squeezed: str) -> tuple[str, ...]:
    contracted = CONTRACTED.fullmatch(folded)
    if contracted:
        head, tail = contracted.groups()
        if tail != "'s" or head in WITH_IS:
            return (STEM_OF_NOT.get(head, head) if tail == "n't" else head, TAILS[tail])
    if squeezed in SPELLED_OUT:
        return SPELLED_OUT[squeezed]
    numbered = DIGITS_FIRST.fullmatch(squeezed)
    if numbered:
        unit = numbered.group(2)
        return (numbered.group(1), *SPELLED_OUT.get(unit, (unit,)))
    return (squeezed,)


def _weight(sense: str, kind: Kind) -> float:
    if kind != Kind.WORD:
        return 0.0
    if sense in COMMON or (len(sense) < 3 and sense.isascii() and not sense.isdigit()):
        return SLIGHT
    return 0.5 if len(sense) == 1 and not sense.isascii() else 1.0
