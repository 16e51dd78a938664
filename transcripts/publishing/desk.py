"""A chat as the desk shows it: every post in the order of time, where it stands, and which ones need a person."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..grouping import Method, Part, Role
from ..models import Chat
from .posts import Doubt, Place, Reading, ShownPost
from .reasons import place_words, why_here
from .threads import fold_retweets
from .transcript import TITLES

ALL, NEED, HIDDEN = "all", "need", "hidden"


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a post can be sorted under: its word for the machine, for the eye, and what it is about."""

    value: str
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A part of the transcript that can be looked at alone, with the number of posts in it."""

    value: str
    name: str
    title: str
    count: int


@dataclass(frozen=True)
class Desk:
    """All posts of a chat, hidden ones too, oldest first, retweets folded into what they repeat."""

    posts: tuple[ShownPost, ...]
    questions: tuple[Choice, ...]
    reasons: dict[str, str]

    @classmethod
    def of(cls, chat: Chat) -> Desk:
        """Read a chat."""
        questions = tuple(Choice(one.label, one.label, one.text) for one in chat.questions.all())
        hidden = chat.placements.filter(tweet__hidden=True)
        reasons = dict(hidden.values_list("tweet__key", "tweet__hidden_reason"))
        return cls(tuple(_folded(Reading.of(chat).posts(chat.placements.all()))), questions, reasons)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Where posts can be sorted: the questions, then the parts."""
        return (*self.questions, *(Choice(part, TITLES[part]) for part in TITLES if part != Part.UNPLACED))

    @cached_property
    def labels(self) -> str:
        """The questions in the order of their keys, for the script."""
        return json.dumps([one.value for one in self.questions])

    @cached_property
    def needy(self) -> tuple[ShownPost, ...]:
        """The posts that need a person, oldest first."""
        return tuple(post for post in self.posts if needs_person(post))

    @cached_property
    def filters(self) -> tuple[Filter, ...]:
        """What can be looked at alone; of parts those that hold a post."""
        count = Counter(stands_under(post.place) for post in self.posts)
        hidden = sum(post.hidden for post in self.posts)
        places = [Filter(one.value, one.name, one.title, count[one.value]) for one in self.choices]
        return (
            Filter(ALL, "All", "", len(self.posts)),
            Filter(NEED, "Need you", "", len(self.needy)),
            *places,
            Filter(Part.UNPLACED, TITLES[Part.UNPLACED], "", count[Part.UNPLACED]),
            Filter(HIDDEN, "Hidden", "", hidden),
        )

    def shown(self, which: str) -> tuple[ShownPost, ...]:
        """Return the posts that a filter lets through."""
        if which == NEED:
            return self.needy
        if which == HIDDEN:
            return tuple(post for post in self.posts if post.hidden)
        return tuple(post for post in self.posts if stands_under(post.place) == which) if which != ALL else self.posts

    def told(self, post: ShownPost) -> dict[str, Any]:
        """Return what a page that is open has to know of a post that changed."""
        return {
            "key": post.key,
            "place": stands_under(post.place),
            "asks": post.asks,
            "words": sentence(post.place),
            "why": reason_for(post.place),
            "needs": needs_person(post),
            "hidden": post.hidden,
            "reason": self.reasons.get(post.key, ""),
        }

    def told_of(self, keys: Iterable[str]) -> list[dict[str, Any]]:
        """Return what an open page has to know of some posts."""
        wanted = set(keys)
        return [self.told(post) for post in self.posts if post.key in wanted]


def _folded(posts: Sequence[ShownPost]) -> list[ShownPost]:
    """Return the posts, retweets folded; a hidden one stands alone, so that it can be shown again."""
    apart = [post for post in posts if post.is_repost and post.hidden]
    folded = fold_retweets([post for post in posts if not (post.is_repost and post.hidden)])
    order = {post.key: place for place, post in enumerate(posts)}
    return sorted([*folded, *apart], key=lambda post: order[post.key])


def place_sentence(question: str, part: str, role: str) -> str:
    """Return where a post stands by the words of the journal: Sorted under Q2."""
    asks = ".ask" if role == Role.ASK else ""
    return _sentence(f"{question}{asks}" if question else part)


def needs_person(post: ShownPost) -> bool:
    """True for a post that is not sorted yet or only by a guess; nobody need look at what is hidden."""
    if post.hidden or post.place.method == Method.HAND:
        return False
    return post.place.label == Part.UNPLACED or post.place.doubt is Doubt.GUESS


def reason_for(place: Place) -> str:
    """Return how sure the place is and why; what is not sorted yet is so for want of any reason."""
    return "Nothing tells where it belongs." if place.label == Part.UNPLACED else why_here(place)


def stands_under(place: Place) -> str:
    """Return the question or part a post stands under, whether it asks or answers."""
    return place.label.removesuffix(".ask")


def sentence(place: Place) -> str:
    """Return where a post stands: Sorted under Q2."""
    return _sentence(place.label)


def _sentence(label: str) -> str:
    words = place_words(label)
    return words[:1].upper() + words[1:]
