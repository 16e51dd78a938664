"""What grouping thinks about: posts, the hours among them, the questions asked, and a verdict for each post.

Everything here is plain data; no Django, no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Part(StrEnum):
    """Where a post stands when it is about no question."""

    INTRO = "intro"
    WRAPUP = "wrapup"
    ASIDE = "aside"
    OFF = "off"
    UNPLACED = "unplaced"


class Role(StrEnum):
    """Whether a post asks its question or answers it."""

    ASK = "ask"
    ANSWER = "answer"


class Method(StrEnum):
    """The evidence a post was placed by."""

    MARKER = "marker"
    REPLY = "reply"
    QUOTE = "quote"
    THREAD = "thread"
    RETWEET = "retweet"
    TIME = "time"
    TEXT = "text"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Letters:
    """The marker letters of a series, upper case: those that ask and those that answer."""

    question: tuple[str, ...] = ("Q", "T")
    answer: tuple[str, ...] = ("A", "R")


@dataclass(frozen=True, slots=True)
class Post:
    """One post as grouping sees it.

    `key` and the references are the keys of posts (DESIGN: "Key of a post"); a reference may point outside
    the posts at hand and is empty when there is none. `author` and `reply_to_author` are case-folded handles
    without "@". `heading` is the heading the source put the post under, when the source is a grouped transcript.
    `sequence` orders posts of equal time as the source did. `answered_at` is when the post that it answers, or else
    quotes, was posted, where the reference itself tells, also of one that is not at hand.
    """

    key: str
    author: str
    text: str
    posted_at: datetime
    reply_to: str = ""
    reply_to_author: str = ""
    answered_at: datetime | None = None
    quote_of: str = ""
    repost_of: str = ""
    is_repost: bool = False
    mentions: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    has_media: bool = False
    exact_time: bool = True
    heading: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Hour:
    """A stretch of time in which a chat took place; start and end are aware datetimes, the end is inclusive."""

    start: datetime
    end: datetime
    hosts: tuple[str, ...]
    confidence: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of a chat and the posts that ask it, oldest first (none when only a heading or answers tell of it).

    `headings` are the headings of a pasted transcript that stand for it, as they are written there.
    """

    label: str
    number: int | None
    text: str
    asked_at: datetime | None
    asked_by: tuple[str, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a post belongs: under a question's label or in a part, never both; confidence from 0 to 1."""

    key: str
    question: str | None
    part: Part | None
    role: Role
    method: Method
    confidence: float


LABELS_OF_PARTS = frozenset(str(part) for part in Part)


def placed(key: str, label: str, method: Method, confidence: float) -> Verdict:
    """A verdict by the label of a question or a part, for a post that asks nothing."""
    part = Part(label) if label in LABELS_OF_PARTS else None
    return Verdict(key, None if part else label, part, Role.ANSWER, method, round(confidence, 3))


def label_of(verdict: Verdict) -> str:
    """The label of the question a post is placed under, else the value of its part."""
    return verdict.question or str(verdict.part)
