"""Where an hour really begins and ends: with the hellos before its first question, with the goodbyes after its last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .asking import is_original
from .markers import read_markers
from .phrases import (
    is_countdown,
    is_farewell,
    is_hello,
    is_invitation,
    is_praise,
    is_thanks,
)
from .posts import Letters, Post

LONGEST_OPENING = timedelta(minutes=40)
LONGEST_CLOSING = timedelta(minutes=60)
EARLY_HELLOS = timedelta(minutes=2)
QUIET_BEFORE = timedelta(minutes=8)
QUIET_AFTER = timedelta(minutes=12)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Posts in order of time, which can be asked for those of a stretch."""

    posts: tuple[Post, ...]
    times: tuple[datetime, ...]

    @classmethod
    def of(cls, posts: Iterable[Post]) -> Timeline:
        ordered = tuple(posts)
        return cls(ordered, tuple(post.posted_at for post in ordered))

    def between(self, start: datetime, end: datetime) -> tuple[Post, ...]:
        """The posts from start to end, both included."""
        return self.posts[bisect_left(self.times, start) : bisect_right(self.times, end)]


def widened(
    timed: Timeline, first: datetime, last: datetime, hosts: Sequence[str], letters: Letters
) -> tuple[datetime, datetime]:
    """Start and end of the hour whose first and last questions were asked at these times."""
    return _start(timed, first, hosts), _end(timed, first, last, hosts, letters)


def _start(timed: Timeline, first: datetime, hosts: Sequence[str]) -> datetime:
    """Back from the first question while hosts speak or people greet; "starting soon" is still before."""
    opening: list[Post] = []
    earliest = first
    for post in reversed(timed.between(first - LONGEST_OPENING, first)):
        if earliest - post.posted_at > QUIET_BEFORE:
            break
        if _opens(post, hosts):
            opening.append(post)
            earliest = post.posted_at
    by_hosts = [post.posted_at for post in opening if post.author in hosts]
    welcomed = min(by_hosts, default=first)
    return min((post.posted_at for post in opening if post.posted_at >= welcomed - EARLY_HELLOS), default=first)


def _opens(post: Post, hosts: Sequence[str]) -> bool:
    if is_countdown(post.text) or not is_original(post):
        return False
    by_host = post.author in hosts and not post.reply_to and not is_invitation(post.text)
    return by_host or (is_hello(post.text) and not post.reply_to)


def _end(timed: Timeline, first: datetime, last: datetime, hosts: Sequence[str], letters: Letters) -> datetime:
    """On from the last question as long as something of the chat is said without a long pause."""
    spoken = {post.key for post in timed.between(first, last)}
    end = last
    for post in timed.between(last, last + LONGEST_CLOSING):
        if post.posted_at - end > QUIET_AFTER:
            break
        if _is_of_the_chat(post, spoken, hosts, letters):
            spoken.add(post.key)
            end = post.posted_at
    return end


def _is_of_the_chat(post: Post, spoken: set[str], hosts: Sequence[str], letters: Letters) -> bool:
    if post.author in hosts or any(name in hosts for name in post.mentions):
        return True
    if {post.reply_to, post.quote_of, post.repost_of} & spoken or read_markers(post.text, letters):
        return True
    return is_farewell(post.text) or is_thanks(post.text) or is_praise(post.text)
