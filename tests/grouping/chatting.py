"""Builders of posts for the grouping tests: who says what at which minute of an evening."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from transcripts.grouping import Hour, Letters, Post

NINE = datetime(2015, 3, 10, 21, 0, tzinfo=UTC)
QA = Letters()
_numbers = count(1)


def said(author: str, text: str, minute: float = 0, **more: object) -> Post:
    """A post by someone, so many minutes after nine."""
    number = next(_numbers)
    mentions = tuple(word.strip("@.,:!").casefold() for word in text.split() if word.startswith(("@", ".@")))
    post = Post(f"k{number:06}", author, text, NINE + timedelta(minutes=minute), mentions=mentions, sequence=number)
    return replace(post, **more)  # type: ignore[arg-type]


def host(text: str, minute: float = 0, **more: object) -> Post:
    return said("host", text, minute, **more)


def guest(text: str, minute: float = 0, **more: object) -> Post:
    return said("guest", text, minute, **more)


def reply(to: Post, author: str, text: str, minute: float = 0) -> Post:
    return said(author, text, minute, reply_to=to.key, reply_to_author=to.author)


def retweet(of: Post, author: str, minute: float = 0) -> Post:
    return said(author, f"RT @{of.author}: {of.text}", minute, repost_of=of.key, is_repost=True)


def evening(hosts: tuple[str, ...] = ("host",)) -> Hour:
    """The hour from nine to ten."""
    return Hour(NINE, NINE + timedelta(minutes=60), hosts, 1.0)


def small_chat() -> list[Post]:
    """Hellos, three questions with marked answers, and goodbyes."""
    return [
        host("Hello everyone, welcome to the chat!", 0),
        said("ann", "Hi, I'm Ann from Leeds", 1),
        host("Q1: What do libraries lend besides books?", 6),
        said("ann", "A1 seeds and garden tools", 8),
        said("bob", "A1: telescopes and cameras", 9),
        host("Q2: Who pays for the repairs?", 16),
        said("ann", "A2 the council budget pays repairs", 18),
        said("bob", "A2 our friends group raises money", 19),
        host("Q3: What would you add next?", 26),
        said("ann", "A3 sewing machines", 28),
        host("Thanks all for joining, good night!", 36),
    ]
