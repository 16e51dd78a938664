"""Posts of which only the day is known: when they were probably said, judged by what stands around them in their file.

That moment is for grouping alone; nobody is shown it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from .posts import Hour, Post

LAG = timedelta(seconds=40)


def seat(posts: Sequence[Post], files: Iterable[Sequence[str]], hours: Sequence[Hour], zone: tzinfo) -> list[Post]:
    """Return the posts, those without a time moved into the hour of their day, between their neighbours in the file.

    `files` are the keys of posts in the order in which each file tells them.
    """
    known = {post.key: post for post in posts}
    seats: dict[str, datetime] = {}
    for file in files:
        # An hour without length is itself made of posts without a time.
        for hour in (one for one in hours if one.start < one.end):
            day = hour.start.astimezone(zone).date()
            told = [known[key] for key in file if key in known and on(known[key], day, hour, zone)]
            for post, moment in zip(told, moments(told, hour), strict=True):
                if not post.exact_time:
                    seats.setdefault(post.key, moment)
    return [replace(post, posted_at=seats[post.key]) if post.key in seats else post for post in posts]


def on(post: Post, day: object, hour: Hour, zone: tzinfo) -> bool:
    """True for a post of an hour, and for one of its day that has no time."""
    if post.exact_time:
        return hour.start <= post.posted_at <= hour.end
    return post.posted_at.astimezone(zone).date() == day


def moments(told: Sequence[Post], hour: Hour) -> list[datetime]:
    """Return a moment for each post of a file: its own, or one between those of its timed neighbours."""
    known = [place for place, post in enumerate(told) if post.exact_time]
    found = []
    for place, post in enumerate(told):
        before = max((one for one in known if one <= place), default=None)
        after = min((one for one in known if one > place), default=None)
        since = told[before].posted_at if before is not None else hour.start
        until = told[after].posted_at if after is not None else hour.end
        if post.exact_time:
            found.append(post.posted_at)
        else:
            behind = place - (before if before is not None else -1)
            gap = (after if after is not None else len(told)) - (before if before is not None else -1)
            found.append(between(since, until, behind, gap))
    return found


def between(since: datetime, until: datetime, behind: int, gap: int) -> datetime:
    """Return the moment of the n-th of some posts between two; where the file is in no order of time, soon after."""
    if until <= since:
        return since + LAG * behind
    return since + (until - since) * behind / gap
