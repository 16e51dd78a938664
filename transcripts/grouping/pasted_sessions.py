"""Hours known from pasted transcripts alone: posts under headings, or of which only the day is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, tzinfo

from .asking import asking_mark, is_original
from .crowd_sessions import CONFIDENCE, hosts_of, is_a_crowd, names_a_chat
from .markers import own_markers
from .phrases import asks_something
from .posts import Hour, Letters, Post

FEWEST_NUMBERS = 2
HEADED = 0.9
NUMBERED = 0.8


def pasted_hours(
    known: Sequence[Hour],
    ordered: Iterable[Post],
    zone: tzinfo,
    letters: Letters,
    usual: Sequence[str],
    hashtags: Sequence[str],
    told_days: Collection[date],
) -> list[Hour]:
    """The chats of days without a known hour whose posts stand under headings or without a time."""
    days = {hour.start.astimezone(zone).date() for hour in known}
    pasted: dict[date, list[Post]] = defaultdict(list)
    for post in ordered:
        if post.heading or not post.exact_time:
            pasted[post.posted_at.astimezone(zone).date()].append(post)
    return [
        Hour(posts[0].posted_at, posts[-1].posted_at, _hosts(posts, letters, usual), sure)
        for day, posts in pasted.items()
        if day not in days and (sure := 1.0 if day in told_days else _confidence(posts, letters, hashtags))
    ]


def _confidence(posts: Sequence[Post], letters: Letters, hashtags: Sequence[str]) -> float:
    """How sure it is that posts are a chat: headings, several numbers, or a crowd under the hashtag of a chat."""
    if any(post.heading for post in posts):
        return HEADED
    numbers = {mark.number for post in posts for mark in own_markers(post.text, letters)} - {None}
    if len(numbers) >= FEWEST_NUMBERS:
        return NUMBERED
    return CONFIDENCE if names_a_chat(hashtags) and is_a_crowd([post for post in posts if is_original(post)]) else 0.0


def _hosts(posts: Sequence[Post], letters: Letters, usual: Sequence[str]) -> tuple[str, ...]:
    present = {post.author for post in posts}
    known = tuple(handle for handle in usual if handle in present)
    asked: dict[str, int] = defaultdict(int)
    for post in posts:
        mark = asking_mark(post, letters)
        if mark is not None and asks_something(post.text):
            asked[post.author] += 1
    leading = sorted((author for author in asked if asked[author] >= 2), key=lambda author: (-asked[author], author))
    return known or tuple(leading[:1]) or hosts_of(posts, usual)
