"""Hours under a hashtag that says it is a chat ("#pstweetchat"), which nobody leads by numbers or by a set welcome.

Whoever hosts is known by what others do: several turn to who asks all of them something, or thank who closes the hour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from .asking import is_original
from .bounds import Timeline
from .phrases import asks_about_people, calls_for_a_chat, is_countdown, is_farewell, is_thanks, is_thanks_for_hosting
from .plain_sessions import plain_question
from .posts import Post

PAUSE = timedelta(minutes=12)
SHORTEST = timedelta(minutes=30)
LONGEST = timedelta(minutes=150)
APART = timedelta(minutes=75)
AROUND = timedelta(hours=12)
FEWEST_POSTS = 20
FEWEST_PEOPLE = 4
ADDRESSED_SHARE = 0.3
SHARE_OF_THE_DAY = 0.5
ANSWERED_WITHIN = timedelta(minutes=6)
FEWEST_WHO_TURN = 2
FEWEST_SIGNS = 2
MOST_HOSTS = 2
CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class CrowdHour:
    """An hour from the first post of a crowd to its last."""

    first: datetime
    last: datetime
    hosts: tuple[str, ...]
    confidence: float = CONFIDENCE


def names_a_chat(hashtags: Iterable[str]) -> bool:
    """Whether a hashtag says that it is a chat's."""
    return any(tag.endswith("chat") for tag in hashtags)


def crowd_hours(
    timed: Timeline, hashtags: Sequence[str], usual: Sequence[str], known: Sequence[tuple[datetime, datetime]]
) -> list[CrowdHour]:
    """Hours away from those already known in which a crowd talks at once, and most of what it says around that time."""
    if not names_a_chat(hashtags):
        return []
    found = []
    for crowd in _crowds(timed.posts):
        first, last = crowd[0].posted_at, crowd[-1].posted_at
        near = any(start - APART <= last and first <= end + APART for start, end in known)
        if not near and SHORTEST <= last - first <= LONGEST and is_a_crowd(crowd) and _stands_out(crowd, timed):
            found.append(CrowdHour(first, last, hosts_of(crowd, usual)))
    return found


def _crowds(posts: Iterable[Post]) -> list[list[Post]]:
    """People's own posts, parted where nobody says anything for a while."""
    own = [post for post in posts if is_original(post)]
    crowds = [own[:1]]
    for before, post in pairwise(own):
        if post.posted_at - before.posted_at > PAUSE:
            crowds.append([])
        crowds[-1].append(post)
    return [crowd for crowd in crowds if crowd]


def is_a_crowd(posts: Sequence[Post]) -> bool:
    """Enough people say enough, and much of it to one another."""
    addressed = sum(bool(post.reply_to or post.reply_to_author or post.mentions) for post in posts)
    people = len({post.author for post in posts})
    return len(posts) >= FEWEST_POSTS and people >= FEWEST_PEOPLE and addressed >= ADDRESSED_SHARE * len(posts)


def _stands_out(crowd: Sequence[Post], timed: Timeline) -> bool:
    """A conference under the hashtag goes on all day; a chat does not."""
    around = timed.between(crowd[0].posted_at - AROUND, crowd[-1].posted_at + AROUND)
    return len(crowd) >= SHARE_OF_THE_DAY * sum(map(is_original, around))


def hosts_of(posts: Sequence[Post], usual: Sequence[str]) -> tuple[str, ...]:
    """The usual hosts who speak; else who leads by several signs; else who is addressed by most people."""
    present = {post.author for post in posts}
    if known := tuple(handle for handle in usual if handle in present):
        return known
    leading = _leading(posts)
    chosen = sorted(name for name in leading if leading[name] >= FEWEST_SIGNS and name in present)
    if chosen:
        return tuple(sorted(chosen, key=lambda name: -leading[name])[:MOST_HOSTS])
    asking = {post.author for post in posts if plain_question(post)} | leading.keys() & present
    turning = Counter(name for name, _ in {(name, post.author) for post in posts for name in post.mentions[:1]})
    addressed = max(asking, key=lambda name: (turning[name], name), default="")
    return (addressed,) if turning[addressed] >= FEWEST_PEOPLE else ()


def _leading(posts: Sequence[Post]) -> Counter[str]:
    """Signs that somebody hosts: asks everyone and is answered, is thanked for hosting, closes the hour."""
    signs: Counter[str] = Counter()
    for post in posts:
        if plain_question(post) and _turned_to(post, posts):
            signs[post.author] += 1
        if is_thanks_for_hosting(post.text):
            signs.update(name for name in post.mentions if name != post.author)
        if _closes(post):
            signs[post.author] += FEWEST_SIGNS
    return signs


def _turned_to(question: Post, posts: Sequence[Post]) -> bool:
    """Several answer a question soon, by a reply or by calling its author's name."""
    if asks_about_people(question.text) or is_countdown(question.text):
        return False
    until = question.posted_at + ANSWERED_WITHIN
    turning = {
        post.author
        for post in posts
        if question.posted_at <= post.posted_at <= until
        and post.author != question.author
        and (post.reply_to == question.key or question.author in post.mentions[:1])
    }
    return len(turning) >= FEWEST_WHO_TURN


def _closes(post: Post) -> bool:
    """Thanks and a goodbye to all, or to the next time."""
    to_all = not (post.reply_to or post.reply_to_author or post.text.startswith(("@", ".@")))
    return to_all and is_thanks(post.text) and (is_farewell(post.text) or calls_for_a_chat(post.text))
