"""A chat as the desk shows it: every post in the order of time, where it stands, and which ones need a person."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from ..grouping import Method, Part
from ..models import Chat
from .annotations import NoteField
from .decided import last_placers
from .posts import Doubt, Place, Reading, ShownPost
from .reasons import sentence, why_here
from .threads import fold_retweets
from .transcript import TITLES

ALL, NEED, DOUBT, HIDDEN = "all", "need", "doubt", "hidden"


Sieve: TypeAlias = Callable[[ShownPost], bool]


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a post can be sorted under: its word for the machine, for the eye, what it is about, and its key."""

    value: str
    name: str
    title: str = ""
    key: str = ""


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
    placers: dict[str, str]
    notes: tuple[NoteField, ...]

    @classmethod
    def of(cls, chat: Chat) -> Desk:
        """Read a chat."""
        asked = list(chat.questions.all())
        digits = keys_for([one.number for one in asked])
        questions = tuple(Choice(one.label, one.label, one.text, key) for one, key in zip(asked, digits, strict=True))
        hidden = chat.placements.filter(tweet__hidden=True)
        reasons = dict(hidden.values_list("tweet__key", "tweet__hidden_reason"))
        reading = Reading.of(chat)
        posts = _folded(reading.posts(chat.placements.all()))
        return cls(tuple(posts), questions, reasons, last_placers(chat), reading.added.fields(asked))

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Where posts can be sorted: the questions, then the parts."""
        return (*self.questions, *(Choice(part, TITLES[part]) for part in TITLES if part != Part.UNPLACED))

    @cached_property
    def labels(self) -> str:
        """The questions and their keys, for the script."""
        return json.dumps({one.value: one.key for one in self.questions})

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
            Filter(DOUBT, "Not sure", "All whose place is not sure", sum(map(is_doubtful, self.posts))),
            *places,
            Filter(Part.UNPLACED, TITLES[Part.UNPLACED], "", count[Part.UNPLACED]),
            Filter(HIDDEN, "Hidden", "", hidden),
        )

    def shown(self, which: str) -> tuple[ShownPost, ...]:
        """Return the posts that a filter lets through."""
        if which == NEED:
            return self.needy
        if which == ALL:
            return self.posts
        test = SIEVES.get(which) or (by_person(which) if which.startswith("@") else standing_under(which))
        return tuple(post for post in self.posts if test(post))

    @cached_property
    def people(self) -> tuple[Filter, ...]:
        """Whose posts can be looked at alone, by handle."""
        number = Counter(post.author.folded for post in self.posts)
        return tuple(Filter(f"@{handle}", f"@{handle}", "", number[handle]) for handle in sorted(number))

    @cached_property
    def names(self) -> dict[str, str]:
        """What the filters are called."""
        return {one.value: one.name for one in (*self.filters, *self.people)}

    def why(self, post: ShownPost) -> str:
        """Return why a post stands where it does: by which evidence, or who put it there."""
        by = self.placers.get(post.key) if post.place.method == Method.HAND else ""
        return f"Sure: {by}." if by else reason_for(post.place)

    def told(self, post: ShownPost) -> dict[str, Any]:
        """Return what a page that is open has to know of a post that changed."""
        return {
            "key": post.key,
            "place": stands_under(post.place),
            "asks": post.asks,
            "words": sentence(post.place.label),
            "why": self.why(post),
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


def keys_for(numbers: Sequence[int | None]) -> list[str]:
    """Return a digit for each of some questions: its number, where that is free, else one that is left, if any."""
    free = [str(digit) for digit in range(1, 10)]
    keys = []
    for number in numbers:
        key = str(number) if str(number) in free else ""
        keys.append(key)
        free = [digit for digit in free if digit != key]
    return [key or (free.pop(0) if free else "") for key in keys]


def needs_person(post: ShownPost) -> bool:
    """True for a post that is not sorted yet or only by a guess; nobody need look at what is hidden."""
    if post.hidden or post.place.method == Method.HAND:
        return False
    return post.place.label == Part.UNPLACED or post.place.doubt is Doubt.GUESS


def is_doubtful(post: ShownPost) -> bool:
    """True for a post whose place is not sure, or that has none."""
    return not post.hidden and post.place.doubt is not Doubt.SURE


def by_person(which: str) -> Sieve:
    """Return what tells the posts of a person, told as @handle, from others."""
    return lambda post: f"@{post.author.folded}" == which


def standing_under(which: str) -> Sieve:
    """Return what tells the posts of a question or part from others."""
    return lambda post: stands_under(post.place) == which


def reason_for(place: Place) -> str:
    """Return how sure the place is and why; what is not sorted yet is so for want of any reason."""
    return "Nothing tells where it belongs." if place.label == Part.UNPLACED else why_here(place)


def stands_under(place: Place) -> str:
    """Return the question or part a post stands under, whether it asks or answers."""
    return place.label.removesuffix(".ask")


SIEVES: dict[str, Sieve] = {NEED: needs_person, DOUBT: is_doubtful, HIDDEN: lambda post: post.hidden}
"""Which posts a filter lets through that is neither a place nor a person."""
