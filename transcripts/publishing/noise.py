"""Noise as the desk shows it: what is proposed for hiding, why, and which posts that are."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..counting import count
from ..grouping import Proposal, Sent, find_noise
from ..models import Chat, Decision
from .desk import Desk
from .post_html import clock, day_of
from .posts import Doubt, ShownPost
from .tweet_html import plain

MOST_AT_ONCE = 30
MOST_POSTS = 500  # A form may have a thousand fields.
MOST_SHOWN = 5
SHOWN_LENGTH = 200


class Program(NamedTuple):
    """How a post was sent: the program and the hashtags that its source told."""

    app: str
    hashtags: list[str]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A post in a line of a proposal; `anchor` leads to where it stands on the desk, folded or not."""

    who: str
    when: str
    text: str
    anchor: str

    @classmethod
    def of(cls, post: ShownPost) -> Suspect:
        """Return a post as it is told in one line."""
        when = clock(post.local) if post.has_time else day_of(post.local)
        text = textwrap.shorten(plain(post.text), SHOWN_LENGTH, placeholder="…")
        return cls(f"@{post.author.handle}", when, text, f"d-{post.repost_of or post.key}")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with the keys it names, the first of its posts, and the post that stays where it is a repeat."""

    kind: str
    sentence: str
    doubt: str
    keys: tuple[str, ...]
    shown: tuple[Suspect, ...]
    stays: Suspect | None = None

    @property
    def more(self) -> int:
        """How many posts are not shown."""
        return len(self.keys) - len(self.shown)


@dataclass(frozen=True)
class NoiseFound:
    """What is proposed for hiding in a chat, the surest first; so many at once, the others come up after these."""

    proposals: tuple[Proposed, ...]
    waiting: int = 0

    @classmethod
    def of(cls, chat: Chat, desk: Desk) -> NoiseFound:
        """Look for noise among the posts of a desk that nobody hid; two queries."""
        posts = {post.key: post for post in visible(desk)}
        told = chat.placements.values_list("tweet__key", "tweet__app", "tweet__hashtags")
        programs = {key: Program(app, hashtags) for key, app, hashtags in told}
        questions = [question.title for question in desk.questions]
        found = find_noise((sent(post, programs) for post in posts.values()), questions, chat.series.letters)
        kept = Decision.objects.kept({key for one in found for key in one.keys}) if found else set()
        fresh = [one for one in found if not kept.issuperset(one.keys)]
        return cls(tuple(proposed(one, kept, posts) for one in fresh[:MOST_AT_ONCE]), len(fresh[MOST_AT_ONCE:]))

    @cached_property
    def words(self) -> str:
        """How much there is, in words."""
        number = sum(len(one.keys) for one in self.proposals)
        return f"{count(number, 'post')} to look at" if number else "nothing found"


def visible(desk: Desk) -> Iterator[ShownPost]:
    """Yield the posts that nobody hid, each with its retweets."""
    for post in desk.posts:
        if not post.hidden:
            yield from (post, *post.retweets)


def sent(post: ShownPost, programs: Mapping[str, Program]) -> Sent:
    """Return a post as grouping looks for noise in it."""
    program = programs[post.key]
    return Sent(
        key=post.key,
        author=post.author.folded,
        text=post.text,
        posted_at=post.posted_at,
        app=program.app,
        links=tuple(one.url for one in post.words.entities),
        hashtags=tuple(str(tag).casefold() for tag in program.hashtags),
        reply_to=post.reply_to,
        is_repost=post.is_repost,
        asks=post.asks,
        by_host=post.by_host,
    )


def proposed(one: Proposal, kept: set[str], posts: Mapping[str, ShownPost]) -> Proposed:
    """Return a proposal as it is shown, without the posts that a person kept."""
    keys = tuple(key for key in one.keys if key not in kept)[:MOST_POSTS]
    return Proposed(
        kind=one.kind.capitalize(),
        sentence=plain(one.sentence),
        doubt=Doubt.of(one.confidence),
        keys=keys,
        shown=tuple(Suspect.of(posts[key]) for key in keys[:MOST_SHOWN]),
        stays=Suspect.of(posts[one.stays]) if one.stays else None,
    )
