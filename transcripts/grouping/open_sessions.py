"""Hours without set questions: a usual host welcomes people, several talk, and the host closes the hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .asking import is_original
from .bounds import Timeline
from .phrases import calls_for_a_chat, is_countdown, is_farewell, is_hello, is_thanks
from .posts import Post

SHORTEST = timedelta(minutes=30)
LONGEST = timedelta(minutes=100)
APART = timedelta(minutes=75)
FEWEST_OTHERS = 3
CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class OpenHour:
    """An hour from its welcome to its closing words."""

    first: datetime
    last: datetime
    host: str
    confidence: float = CONFIDENCE


def open_hours(timed: Timeline, usual: Sequence[str], known: Sequence[tuple[datetime, datetime]]) -> list[OpenHour]:
    """Hours away from those already known that a usual host opens and closes; nobody else's hello tells of a chat."""
    found: list[OpenHour] = []
    taken = list(known)
    for post in timed.posts:
        if post.author not in usual or not _welcomes(post):
            continue
        hour = _opened_by(post, timed)
        if hour and not any(start - APART <= hour.last and hour.first <= end + APART for start, end in taken):
            found.append(hour)
            taken.append((hour.first, hour.last))
    return found


def _welcomes(post: Post) -> bool:
    return _to_all(post) and is_hello(post.text) and not is_countdown(post.text)


def _opened_by(welcome: Post, timed: Timeline) -> OpenHour | None:
    """The hour that begins with a welcome, when its host closes it and others talk meanwhile."""
    start = welcome.posted_at
    after = timed.between(start, start + LONGEST)
    closing = [post.posted_at for post in after if post.author == welcome.author and _closes(post, start)]
    if not closing:
        return None
    others = {post.author for post in timed.between(start, closing[-1]) if is_original(post)} - {welcome.author}
    return OpenHour(start, closing[-1], welcome.author) if len(others) >= FEWEST_OTHERS else None


def _closes(post: Post, start: datetime) -> bool:
    """Thanks, a goodbye or the date of the next chat, said to all, late enough."""
    said = is_thanks(post.text) or is_farewell(post.text) or calls_for_a_chat(post.text)
    return post.posted_at - start >= SHORTEST and said and _to_all(post)


def _to_all(post: Post) -> bool:
    return is_original(post) and not (post.reply_to or post.reply_to_author or post.text.startswith(("@", ".@")))
