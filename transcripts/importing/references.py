"""References that a source told only in part: rounded ids, and retweets without the id of their original."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from ..models import Series, Tweet

ROUNDED_DIGITS = 15
# So many ranges are asked for in one query.
AT_ONCE = 200
# In a row's `rounded`: the name of a reference that was found by its words, as cut retweets are.
FOUND_BY_WORDS = "found_by_words"
FIELDS = {"reply_to": "reply_to_key", "repost_of": "repost_of_key"}


@dataclass(frozen=True, slots=True)
class Known:
    """A post whose id is known: id, key, folded handle of its author."""

    source_id: int
    key: str
    handle: str


def resolve_rounded(series: Series) -> list[Tweet]:
    """Match rounded references of a series' posts to posts the archive has; return the rows that changed."""
    waiting = [row for row in series.tweets.exclude(rounded={}) if open_references(row)]
    if not waiting:
        return []
    known = known_posts([row.rounded[name] for name in open_references(row)] for row in waiting)
    changed = [row for row in waiting if resolve(row, known)]
    Tweet.objects.write(changed, list(FIELDS.values()))
    return changed


def open_references(row: Tweet) -> list[str]:
    """Return the names of a post's references that no post is known for."""
    return [name for name, field in FIELDS.items() if name in row.rounded and not getattr(row, field)]


def known_posts(wanted: Iterable[Iterable[str]]) -> list[Known]:
    """Return all posts whose id may be one of the wanted rounded ones, by id."""
    numbers = sorted({int(rounded_id) for rounded_ids in wanted for rounded_id in rounded_ids})
    found = [known for start in range(0, len(numbers), AT_ONCE) for known in near(numbers[start : start + AT_ONCE])]
    return sorted(found, key=lambda one: one.source_id)


def near(numbers: Iterable[int]) -> list[Known]:
    """Return the posts whose ids round to some numbers; ids of one length sort alike as text and as numbers."""
    ranges = [
        Q(source_id__gte=str(number - slack_of(number)), source_id__lte=str(number + slack_of(number)))
        for number in numbers
    ]
    rows = Tweet.objects.filter(reduce(or_, ranges), network="twitter")
    told = rows.values_list("source_id", "key", "author__handle")
    return [Known(int(source_id), key, handle.lower()) for source_id, key, handle in told if source_id.isdigit()]


def slack_of(number: int) -> int:
    """Return how far an id may lie from what it was rounded to."""
    return int(10 ** max(len(str(number)) - ROUNDED_DIGITS, 0))


def resolve(row: Tweet, known: Sequence[Known]) -> bool:
    """Fill in the references of a post that exactly one known post fits; True when one was found."""
    found = {name: match(row, row.rounded[name], known) for name in open_references(row)}
    for name, key in found.items():
        setattr(row, FIELDS[name], key)
    return any(found.values())


def match(row: Tweet, rounded_id: str, known: Sequence[Known]) -> str:
    """Return the key of the one post whose id rounds to the given one, or nothing."""
    wanted = int(rounded_id)
    slack = slack_of(wanted)
    first = bisect_left(known, wanted - slack, key=lambda one: one.source_id)
    last = bisect_left(known, wanted + slack, key=lambda one: one.source_id)
    candidates = [one for one in known[first:last] if one.key != row.key]
    if len(candidates) > 1 and row.reply_to_handle:
        candidates = [one for one in candidates if one.handle == row.reply_to_handle]
    return candidates[0].key if len(candidates) == 1 else ""
