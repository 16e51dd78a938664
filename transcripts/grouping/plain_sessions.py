"""Hours whose host asks without numbers, found with care: a talk that people tweet from also has its questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .asking import is_original
from .bounds import Timeline
from .phrases import asks_something, calls_for_a_chat, is_hello, is_thanks
from .posts import Post

LONGEST_PAUSE = timedelta(minutes=25)
CLOSING = timedelta(minutes=15)
APART = timedelta(minutes=75)
SHORTEST = timedelta(minutes=12)
LONGEST = timedelta(hours=3)
FEWEST_BY_A_USUAL_HOST = 3
FEWEST_BY_ANYBODY = 4
FEWEST_PEOPLE = 4
ANSWERED_SHARE = 0.6
ANNOUNCED_BEFORE = timedelta(hours=20)
AT_ONCE = timedelta(minutes=4)
FEWEST_AT_ONCE = 3
FOLLOWED_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class PlainHour:
    """A host's unnumbered questions, from the first to the last."""

    first: datetime
    last: datetime
    host: str
    confidence: float


def plain_hours(timed: Timeline, usual: Sequence[str], known: Sequence[tuple[datetime, datetime]]) -> list[PlainHour]:
    """Hours away from those already known in which one person asks and many others answer."""
    found = []
    for run in _runs(timed):
        first, last = run[0].posted_at, run[-1].posted_at
        near = any(start - APART <= last and first <= end + APART for start, end in known)
        if not near and SHORTEST <= last - first <= LONGEST and _is_led(run, timed, usual):
            found.append(PlainHour(first, last, run[0].author, 0.65 if run[0].author in usual else 0.5))
    return _leading(found)


def plain_question(post: Post) -> bool:
    """A question to all: somebody's own words with a question mark, addressed to nobody."""
    text = post.text.lstrip()
    if not is_original(post) or post.reply_to or post.reply_to_author or text.startswith(("@", ".@")):
        return False
    return asks_something(text) and not calls_for_a_chat(text)


def _runs(timed: Timeline) -> list[list[Post]]:
    open_runs: dict[str, list[Post]] = {}
    runs: list[list[Post]] = []
    for post in timed.posts:
        if plain_question(post):
            run = open_runs.get(post.author)
            if run is None or post.posted_at - run[-1].posted_at > LONGEST_PAUSE:
                run = open_runs[post.author] = []
                runs.append(run)
            run.append(post)
    return runs


def _is_led(run: Sequence[Post], timed: Timeline, usual: Sequence[str]) -> bool:
    host = run[0].author
    around = timed.between(run[0].posted_at, run[-1].posted_at + CLOSING)
    others = [post for post in around if post.author != host and is_original(post)]
    people = len({post.author for post in others})
    if host in usual:
        return len(run) >= FEWEST_BY_A_USUAL_HOST and people >= 2
    answered = {post.reply_to or post.quote_of for post in others}
    share = sum(post.key in answered for post in run) / len(run)
    thanked = any(is_thanks(post.text) and host in post.mentions for post in others)
    enough = len(run) >= FEWEST_BY_ANYBODY and people >= FEWEST_PEOPLE and thanked
    return enough and (share >= ANSWERED_SHARE or (_is_announced(run[0], timed) and _is_followed(run, others)))


def _is_announced(first: Post, timed: Timeline) -> bool:
    """Somebody else invited to the chat, or opened it, and named the host."""
    before = timed.between(first.posted_at - ANNOUNCED_BEFORE, first.posted_at)
    return any(
        post.author != first.author
        and first.author in post.mentions
        and not post.reply_to
        and (calls_for_a_chat(post.text) or is_hello(post.text))
        for post in before
    )


def _is_followed(run: Sequence[Post], others: Sequence[Post]) -> bool:
    """Most of the questions make several people speak at once."""
    followed = [
        {post.author for post in others if asked.posted_at < post.posted_at <= asked.posted_at + AT_ONCE}
        for asked in run
    ]
    return sum(len(people) >= FEWEST_AT_ONCE for people in followed) >= FOLLOWED_SHARE * len(run)


def _leading(found: Sequence[PlainHour]) -> list[PlainHour]:
    """Of hours at the same time only the surest, then the longest."""
    by_rank = sorted(found, key=lambda hour: (-hour.confidence, hour.first - hour.last, hour.first, hour.host))
    kept: list[PlainHour] = []
    for hour in by_rank:
        if all(hour.last + APART < other.first or other.last + APART < hour.first for other in kept):
            kept.append(hour)
    return kept
