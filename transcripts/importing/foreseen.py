"""A file's posts before they are taken in, and what a preview tells of the chats they would make. Plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from ..grouping import Post


@dataclass(frozen=True, slots=True)
class ForeseenPost:
    """A post as an example: who, when, what, and under which question's label or in which part it would stand."""

    author: str
    posted_at: datetime
    text: str
    place: str
    exact_time: bool = True


@dataclass(frozen=True, slots=True)
class ForeseenQuestion:
    """A question that would be found."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ForeseenChat:
    """A chat that would be made, or that the file would add to (`path` is then its address).

    `posts` counts all that would stand in it, `fresh` those of them that only this file tells of.
    """

    date: date
    start: datetime
    end: datetime
    title: str
    hosts: tuple[str, ...]
    confidence: float
    questions: tuple[ForeseenQuestion, ...]
    posts: int
    fresh: int
    unsorted: int
    sample: tuple[ForeseenPost, ...]
    path: str


@dataclass(slots=True)
class FileOfPosts:
    """The posts of a file by key: the series' own, and those aside, which an hour may call in. How handles are spelled.

    `without_id` are keys; `twins` lead from a post to the one of the archive that it is in other words, or back.
    `outside` is how many of its own posts would stand in no chat.
    """

    posts: dict[str, Post] = field(default_factory=dict)
    aside: dict[str, Post] = field(default_factory=dict)
    handles: dict[str, str] = field(default_factory=dict)
    without_id: set[str] = field(default_factory=set)
    twins: dict[str, str] = field(default_factory=dict)
    outside: int = 0

    def first(self, number: int) -> tuple[ForeseenPost, ...]:
        """The file's first posts in time, as examples."""
        return tuple(self.example(post, "") for post in sorted(self.posts.values(), key=in_time)[:number])

    def example(self, post: Post, place: str) -> ForeseenPost:
        """A post as an example."""
        return ForeseenPost(self.spelled(post.author), post.posted_at, post.text, place, post.exact_time)

    def spelled(self, handle: str) -> str:
        """A handle as its owner writes it."""
        return self.handles.get(handle, handle)


def in_time(post: Post) -> tuple[datetime, int, str]:
    """Return what sorts posts as they were said."""
    return post.posted_at, post.sequence, post.key
