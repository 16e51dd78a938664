"""Conversations: posts under what they answer, retweets folded into what they repeat. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from .posts import ShownPost

DEPTH = 3


def fold_retweets(posts: Sequence[ShownPost]) -> list[ShownPost]:
    """Return the posts with their retweets inside; of retweets without an original the first stands for it."""
    originals = {post.key for post in posts if not post.is_repost}
    present = {post.key: post for post in posts}
    repeats: dict[str, list[ShownPost]] = defaultdict(list)
    for post in posts:
        if post.is_repost:
            repeats[repeated_by(post, present)].append(post)
    heads = {told[0].key: told[1:] for repeated, told in repeats.items() if repeated not in originals}
    shown = (post for post in posts if not post.is_repost or post.key in heads)
    return [
        replace(post, retweets=tuple(told)) if told else post
        for post in shown
        for told in [heads.get(post.key) if post.is_repost else repeats.get(post.key)]
    ]


def repeated_by(post: ShownPost, present: Mapping[str, ShownPost]) -> str:
    """Return the key of what a retweet repeats, through retweets of retweets; its words where nothing tells."""
    seen = {post.key}
    while (other := present.get(post.repost_of)) and other.is_repost and other.key not in seen:
        post = other
        seen.add(post.key)
    return post.repost_of or post.text


def thread(posts: Sequence[ShownPost]) -> tuple[ShownPost, ...]:
    """Return the posts that answer none of the others, each with its replies inside, in the order given.

    Replies are at most three deep: what answers the third level stands beside it, after what it answers.
    """
    present = {post.key: post for post in posts}
    children: dict[str, list[ShownPost]] = defaultdict(list)
    roots = []
    for post in posts:
        parent = present.get(post.reply_to)
        if parent is None or (parent.posted_at, parent.key) >= (post.posted_at, post.key):
            roots.append(post)
        else:
            children[parent.key].append(post)
    return tuple(_nested(post, children, DEPTH) for post in roots)


def _nested(post: ShownPost, children: dict[str, list[ShownPost]], levels: int) -> ShownPost:
    replies = children.get(post.key)
    if not replies:
        return post
    if levels == 1:
        return replace(post, replies=tuple(_levelled(replies, children)))
    return replace(post, replies=tuple(_nested(reply, children, levels - 1) for reply in replies))


def _levelled(replies: Iterable[ShownPost], children: dict[str, list[ShownPost]]) -> list[ShownPost]:
    """Return replies and all that follows from them on one level, oldest first."""
    found, waiting = [], list(replies)
    while waiting:
        post = waiting.pop()
        found.append(post)
        waiting.extend(children.get(post.key, ()))
    return sorted(found, key=lambda post: (post.posted_at, post.key))


def unfolded(posts: Iterable[ShownPost]) -> Iterable[ShownPost]:
    """Yield threaded posts one by one, each before its replies, without their retweets."""
    for post in posts:
        yield post
        yield from unfolded(post.replies)
