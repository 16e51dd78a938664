"""Whether a post could ask a question, the mark it would ask by, how its question reads, and the order of posts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .markers import Marker, Place, read_markers
from .phrases import LINK, asks_something
from .posts import Letters, Post, Role
from .wording import all_words

REPOSTED = re.compile(r"^\W*(?:RT|MT)\W+[@＠]\w", re.IGNORECASE)
POINTING_BACK = re.compile(
    r"\b(?:to|for|in|on|from|re|your|my|answers?|of|about|with|by|see|and|as|that|like|before|after"
    r"|till|until|sorry|was|is|missed)"
    r"\s*$",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\W*(?:is |are |'s )?(?:now |nearly |almost |next |just )*"
    r"(?:coming|up(?:on)?\b|next\b|soon\b|on (?:its|the) way|in (?:\d+|a|one|two|five|just)\b|will be"
    r"|to follow|approach|nearly\b)",
    re.IGNORECASE,
)
TRAILING_TAGS = re.compile(r"(?:\s*[#＃@＠]\w+)+\s*$")
LEADING_SIGNS = re.compile(r"^(?:\s*(?:[@＠#＃]\w+|[.:,–—-]))*\s*")


@dataclass(frozen=True, slots=True)
class Ask:
    """One post that asks, under which mark, and how its question reads."""

    post: Post
    label: str
    number: int | None
    text: str
    letter: str


def in_order(posts: Iterable[Post]) -> list[Post]:
    """Posts by time, then as their source had them, so that no result hangs on the order in which they came."""
    return sorted(posts, key=lambda post: (post.posted_at, post.sequence, post.key))


def is_original(post: Post) -> bool:
    """Somebody's own words: neither a repost nor a text that begins like one."""
    return not (post.is_repost or post.repost_of or REPOSTED.match(post.text))


def asking_mark(post: Post, letters: Letters) -> Marker | None:
    """The mark by which this post, if it came from a host, would ask a question; None when it cannot ask.

    A mark inside the text counts when a question follows it ("brings us to: Q2 What…?"), not when it points
    back ("my answer to Q1").
    """
    if not is_original(post) or (post.reply_to and post.reply_to_author != post.author):
        return None
    own = [mark for mark in read_markers(post.text, letters) if not mark.quoted]
    if not own or (own[0].role is Role.ANSWER and own[0].place is Place.LEADING):
        return None
    return next((mark for mark in own if mark.role is not Role.ANSWER and _asks(mark, post)), None)


def announces(mark: Marker, post: Post) -> bool:
    """ "Q2 coming up…" announces a question without asking it."""
    return bool(NOT_YET.match(post.text, mark.end)) and not asks_something(post.text)


def _asks(mark: Marker, post: Post) -> bool:
    if announces(mark, post):
        return False
    if mark.place is Place.LEADING:
        return True
    rest = post.text[mark.end :]
    announced = not POINTING_BACK.search(post.text[: mark.start])
    if mark.place is Place.TRAILING:
        return asks_something(post.text[: mark.start]) and announced
    return announced and (asks_something(rest) or (_signed(mark, post) and len(all_words(rest)) > 3))


def _signed(mark: Marker, post: Post) -> bool:
    return not post.text[mark.start : mark.end][-1].isalnum()


def question_text(text: str, mark: Marker | None) -> str:
    """The question as it reads: from its mark on, without links, leading mentions and the hashtags around it."""
    rest = text if mark is None else text[mark.end :]
    if mark is not None and mark.place is Place.TRAILING:
        rest = text[: mark.start]
    plain = TRAILING_TAGS.sub("", LINK.sub(" ", rest))
    plain = LEADING_SIGNS.sub("", plain, count=1)
    return " ".join(plain.split())
