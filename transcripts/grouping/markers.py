"""Marks like "Q1:", "A2." or "#q1" in the text of a post.

The forms are those seen in real transcripts: any letter of the series with a number up to 30, an optional part
("T2b") or running number ("a1.2"), written out ("Question 1", "Topic two"), tagged ("#q1"), or a "Bonus".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .posts import Letters, Role


class Place(StrEnum):
    """Where in the text a marker stands; only mentions, hashtags, links and signs may come before a leading one."""

    LEADING = "leading"
    INSIDE = "inside"
    TRAILING = "trailing"


@dataclass(frozen=True, slots=True)
class Marker:
    """One mark in a text.

    `role` is None when the letter both asks and answers in this series (T/T chats, "Bonus"): it depends on who
    speaks. `number` is None for a bonus question. `quoted` marks stand in the text after "RT @handle", which is
    somebody else's. `start` and `end` are offsets into the text, the end past the sign that follows the mark.
    """

    role: Role | None
    number: int | None
    part: str
    label: str
    place: Place
    quoted: bool
    start: int
    end: int


WRITTEN_OUT = {
    "Q": ("question", "ques"),
    "T": ("topic",),
    "A": ("answer", "ans"),
    "R": ("respuesta", "réponse", "reponse", "response"),
    "F": ("frage",),
    "P": ("pregunta",),
}
NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
HIGHEST_NUMBER = 30

FOREIGN = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)+/\S*|[@＠][\w.-]*\w")
REPOST = re.compile(r"(?<!\w)(?:RT|MT)\b(?=[\s:]*[@＠])", re.IGNORECASE)
UNSAID = re.compile(r"(?:[#＃]\w+|\b(?:RT|MT|re|ok|okay|so|and|also|my|for)\b|[\W_])*", re.IGNORECASE)
BONUS = re.compile(r"\bbonus(?:\s+(?:question|q))?\s?(?:[:)\]–—-]|(?<=n)\b|(?<=q)\b)", re.IGNORECASE)
SIGN_AFTER = r"\s?\.?[):\]–—-]|\.(?!\w)"

QUARTER = re.compile(
    r"Q[1-4]\s+(?:of\s+)?(?:20\d\d|['’]\d\d|fy|results?|earnings|revenues?|sales|profits?|gdp|guidance"
    r"|report\b|figures"
    r"|growth|forecasts?|financials?|losses|dividend|shipments)",
    re.IGNORECASE,
)
PAPER = re.compile(
    r"A[0-6][\s-]?(?:paper|sheets?|pages?|sized?|format|posters?|pdf|notebooks?|landscape|portrait"
    r"|print|folders?)\b",
    re.IGNORECASE,
)
UNIVERSITY = re.compile(
    r"R[12][\s-](?:institution|universit|school|librar|research|inst\b|uni\b|campus|college)", re.IGNORECASE
)
OTHER_THING = re.compile(r"T[12][\s-](?:diabet|line\b|lines\b)|A[1-9][\s-](?:motorway|road\b)", re.IGNORECASE)
MEASURE = re.compile(
    r"A \d+[\s-](?:hour|day|week|month|year|minute|min|hr|page|step|way|part|star|mile)", re.IGNORECASE
)
FALSE_FRIENDS = (QUARTER, PAPER, UNIVERSITY, OTHER_THING, MEASURE)
PAPER_BEFORE = re.compile(r"\b(?:audi|(?:side|sides|sheet|piece|page)s? of|20\d\d)\s+$", re.IGNORECASE)


@lru_cache(maxsize=16384)
def read_markers(text: str, letters: Letters) -> tuple[Marker, ...]:
    """All marks in the text, in the order in which they stand there."""
    words = FOREIGN.sub(lambda found: " " * len(found.group()), text)
    repost = REPOST.search(text)
    quoted_from = repost.start() if repost else len(text)
    lettered = [
        _lettered(found, words, quoted_from, letters)
        for found in _pattern(letters).finditer(words)
        if not _is_false_friend(found, words)
    ]
    bonus = [_bonus(found, words, quoted_from) for found in BONUS.finditer(words)]
    markers = lettered + [mark for mark in bonus if mark.place is Place.LEADING]
    return tuple(sorted(markers, key=lambda mark: mark.start))


def own_markers(text: str, letters: Letters) -> tuple[Marker, ...]:
    """The marks the author made, or those of the reposted text when there are no others."""
    markers = read_markers(text, letters)
    own = tuple(mark for mark in markers if not mark.quoted)
    return own or markers


@lru_cache(maxsize=64)
def _pattern(letters: Letters) -> re.Pattern[str]:
    known = sorted({letter.upper() for letter in (*letters.question, *letters.answer)})
    single = "".join(re.escape(letter) for letter in known)
    written = "|".join(word for letter in known for word in WRITTEN_OUT.get(letter, ()))
    numbers = r"\d{1,2}"
    named = rf"|(?P<word>{written})\s?(?:no\.?\s?|number\s|#\s?)?(?P<named>{numbers}|{'|'.join(NUMBER_WORDS)})"
    return re.compile(
        rf"(?<![\w&'’$£€+-])[#＃]?(?:(?P<letter>[{single}])(?P<gap>\s?)(?P<number>{numbers}){named if written else ''})"
        rf"(?P<part>[a-h])?(?:\.\d{{1,2}})?(?![\w%]|['’][a-z]|[.,]\d)(?P<sign>{SIGN_AFTER})?",
        re.IGNORECASE,
    )


def _is_false_friend(found: re.Match[str], words: str) -> bool:
    if int_of(found) > HIGHEST_NUMBER:
        return True
    if found.group("gap") and not _spaced_mark_is_meant(found, words):
        return True
    if found.group("sign"):
        return False
    start = found.start("letter") if found.group("letter") else found.start()
    here = any(friend.match(words, start) for friend in FALSE_FRIENDS)
    return here or bool(PAPER_BEFORE.search(words, 0, found.start()))


def _spaced_mark_is_meant(found: re.Match[str], words: str) -> bool:
    """ "A 2" is an article and a number unless it begins the post in capitals or a sign follows."""
    if found.group("letter").islower():
        return False
    leading = UNSAID.fullmatch(words, 0, found.start()) is not None
    return leading or found.group("sign") is not None


def int_of(found: re.Match[str]) -> int:
    """The number of a found mark, whether in digits or as a word."""
    number: str = found.group("number") or found.groupdict().get("named") or ""
    return int(number) if number.isdigit() else NUMBER_WORDS.index(number.lower())


def _lettered(found: re.Match[str], words: str, quoted_from: int, letters: Letters) -> Marker:
    letter = (found.group("letter") or found.group("word")[0]).upper()
    number = int_of(found)
    part = (found.group("part") or "").lower()
    return Marker(
        role=_role(letter, letters),
        number=number,
        part=part,
        label=f"{letter}{number}{part}",
        place=_place(words, found.start(), found.end()),
        quoted=found.start() > quoted_from,
        start=found.start(),
        end=found.end(),
    )


def _bonus(found: re.Match[str], words: str, quoted_from: int) -> Marker:
    asks = re.search(r"\bq", found.group(), re.IGNORECASE) is not None
    return Marker(
        role=Role.ASK if asks else None,
        number=None,
        part="",
        label="Bonus",
        place=_place(words, found.start(), found.end()),
        quoted=found.start() > quoted_from,
        start=found.start(),
        end=found.end(),
    )


def _role(letter: str, letters: Letters) -> Role | None:
    asks = letter in {known.upper() for known in letters.question}
    answers = letter in {known.upper() for known in letters.answer}
    if asks and answers:
        return None
    return Role.ASK if asks else Role.ANSWER


def _place(words: str, start: int, end: int) -> Place:
    if UNSAID.fullmatch(words, 0, start):
        return Place.LEADING
    if UNSAID.fullmatch(words, end, len(words)):
        return Place.TRAILING
    return Place.INSIDE
