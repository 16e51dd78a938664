"""Which answers a host may want to pick: a suggestion for whoever writes the recap, never shown as picked."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nlargest

from ..models import Chat
from .posts import ShownPost
from .threads import unfolded
from .transcript import Section, Transcript

EACH = 3
REPOSTED = 2
"""A retweet says more than a like: its sender showed the post to others."""


def suggest(chat: Chat, transcript: Transcript) -> list[ShownPost]:
    """Return of each question the answers that were liked, retweeted and replied to most, the most of all first."""
    rows = chat.tweets.values_list("key", "likes", "reposts")
    counts = {key: (likes or 0, reposts or 0) for key, likes, reposts in rows}
    return [post for section in transcript.questions for post in _most_noticed(section, counts)]


def _most_noticed(section: Section, counts: Mapping[str, tuple[int, int]]) -> list[ShownPost]:
    noticed = {post.key: _notice(post, *counts.get(post.key, (0, 0))) for post in unfolded(section.posts)}
    answers = [post for post in unfolded(section.posts) if noticed[post.key] and not post.by_host]
    return nlargest(EACH, answers, key=lambda post: noticed[post.key])


def _notice(post: ShownPost, likes: int, reposts: int) -> int:
    """Return how much a post was noticed; the retweets that are here may be more than its source had counted."""
    return likes + REPOSTED * max(reposts, len(post.retweets)) + len(list(unfolded(post.replies)))
