"""One post told by several records: what of each is kept.

Every rule is commutative, associative and idempotent, so the order of files and records never matters:
longest text, highest count, finest time, richest lists.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from copy import copy
from functools import reduce
from typing import Any

from ..models import Tweet
from .references import FOUND_BY_WORDS

FINENESS = {"day": 0, "minute": 1, "second": 2}


def fullest(one: str, other: str) -> str:
    """Return the longer of two texts, the alphabetically later of two equally long."""
    return max(one, other, key=lambda text: (len(text), text))


def highest(one: int | None, other: int | None) -> int | None:
    """Return the higher of two counts; an unknown one yields."""
    return max((count for count in (one, other) if count is not None), default=None)


def richest(one: list[Any], other: list[Any]) -> list[Any]:
    """Return the list that tells more."""
    return max(one, other, key=lambda items: (len(items), json.dumps(items, sort_keys=True)))


def all_of(one: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """Return the entries of both."""
    return {key: fullest(one.get(key, ""), other.get(key, "")) for key in sorted(one.keys() | other.keys())}


RULES: dict[str, Callable[[Any, Any], Any]] = {
    "lang": fullest,
    "reply_to_key": fullest,
    "reply_to_handle": fullest,
    "quote_of_key": fullest,
    "repost_of_key": fullest,
    "is_repost": max,
    "links": richest,
    "media": richest,
    "hashtags": richest,
    "mentions": richest,
    "likes": highest,
    "reposts": highest,
    "replies": highest,
    "author_followers": highest,
    "app": fullest,
    "url": fullest,
    "remark": fullest,
    "rounded": all_of,
    "withheld": richest,
}


def merge(into: Tweet, other: Tweet) -> bool:
    """Take into a row all that another telling of the same post knows better; True when the row changed."""
    before = state_of(into)
    other = settle_guess(into, other)
    merge_text(into, other)
    merge_time(into, other)
    for field, rule in RULES.items():
        setattr(into, field, rule(getattr(into, field), getattr(other, field)))
    return state_of(into) != before


def settle_guess(into: Tweet, other: Tweet) -> Tweet:
    """Have a told original take the place of one that was guessed by the words of a retweet; return the other."""
    if is_guess(into) and other.repost_of_key and not is_guess(other):
        into.repost_of_key, into.rounded = other.repost_of_key, without_guess(into)
    if is_guess(other) and into.repost_of_key and not is_guess(into):
        other = copy(other)
        other.repost_of_key, other.rounded = into.repost_of_key, without_guess(other)
    return other


def is_guess(tweet: Tweet) -> bool:
    """True when the original of a retweet was found by its words."""
    return FOUND_BY_WORDS in tweet.rounded


def without_guess(tweet: Tweet) -> dict[str, str]:
    """Return what is told in part of a post's references, without the mark of a guess."""
    return {name: told for name, told in tweet.rounded.items() if name != FOUND_BY_WORDS}


def merge_text(into: Tweet, other: Tweet) -> None:
    """Keep the newest wording, of that the longest text, and whether it is cut; a whole text beats one pasted."""

    def rank(tweet: Tweet) -> tuple[int, bool, int, str]:
        return (tweet.edits, bool(tweet.source_id) and not tweet.cut_at_source, len(tweet.text), tweet.text)

    if (into.text, into.edits) == (other.text, other.edits):
        into.cut_at_source = into.cut_at_source and other.cut_at_source
    elif rank(other) > rank(into):
        into.text, into.edits, into.cut_at_source = other.text, other.edits, other.cut_at_source


def merge_time(into: Tweet, other: Tweet) -> None:
    """Keep the finest time, the earlier of two equally fine."""

    def rank(tweet: Tweet) -> tuple[int, float, int]:
        return (-FINENESS[tweet.precision], tweet.posted_at.timestamp(), tweet.sequence)

    if rank(other) < rank(into):
        into.posted_at, into.precision, into.sequence = other.posted_at, other.precision, other.sequence


def state_of(tweet: Tweet) -> list[object]:
    """Return all that merging may change, for comparison."""
    return [getattr(tweet, field) for field in MERGED_FIELDS]


MERGED_FIELDS = ("text", "edits", "cut_at_source", "posted_at", "precision", "sequence", *RULES)


def merged(tellings: Iterable[Tweet]) -> Tweet:
    """Return one row that knows all that several unsaved tellings of one post know."""

    def take(into: Tweet, other: Tweet) -> Tweet:
        merge(into, other)
        return into

    return reduce(take, tellings)
