"""What somebody was asked or told during chats, answered or not: what one could not keep up with in the hour.

A post counts as answered when its person replied to it (or further down its conversation), quoted it, or, within half
an hour and without replying to anything else, wrote to its author. Each says which; none of it is guessed from words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from ..grouping import Part, Role, asks_something, wants_to_know
from ..models import ChatQuerySet, Handle, Participant, Placement, PlacementQuerySet, Tweet, fold_handle
from .addresses import post_path
from .directory import Saying, sayings_by_placement

SOON = timedelta(minutes=30)
DEEPEST = 12
MENTION = re.compile(r"(?<![\w/@])@(\w(?:[\w.-]*\w)?(?:@[\w-]+(?:\.[\w-]+)+)?)")


class How(StrEnum):
    """How it was decided that a post is answered."""

    REPLY = "replied to it"
    BELOW = "replied further down"
    QUOTE = "quoted it"
    WROTE = "wrote to its author soon after"


@dataclass(frozen=True, slots=True)
class Answer:
    """The post that answers, and how that was decided."""

    key: str
    how: How

    @property
    def path(self) -> str:
        """Where the answer's page is."""
        return post_path(self.key)


@dataclass(frozen=True, slots=True)
class Addressed:
    """A post to somebody, by its placement; `answer` is None while there is none."""

    placement: int
    asks: bool
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class ShownAddressed:
    """A post to somebody where it stands, whether it asks, and what answers it."""

    saying: Saying
    asks: bool
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Own:
    """One of the person's own posts, as answers are found among them; `names` are those it speaks to."""

    key: str
    posted_at: datetime
    reply_to: str
    quote_of: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Addressing:
    """A post to the person, as its answer is looked for; `author` is the folded handle."""

    placement: int
    key: str
    posted_at: datetime
    author: str
    text: str


def posts_to(accounts: Collection[Participant], chats: ChatQuerySet) -> list[Addressed]:
    """Return what was said to accounts during the chats in which they took part, oldest first.

    A fixed number of queries. Retweets and what asks the chat's own questions are left out.
    """
    within = Placement.objects.visible().filter(tweet__is_repost=False, chat__in=joined(accounts, chats))
    said = own_posts(within, accounts)
    by_reference = answers_by_reference(said)
    found = addressed_to(within, accounts, said)
    return [Addressed(one.placement, asks(one.text), answer_to(one, said, by_reference)) for one in found]


def show(addressed: Iterable[Addressed]) -> list[ShownAddressed]:
    """Return posts to somebody as they are shown, in that order; a fixed number of queries."""
    told = {one.placement: one for one in addressed}
    sayings = sayings_by_placement(told)
    return [ShownAddressed(saying, told[pk].asks, told[pk].answer) for pk, saying in sayings.items()]


def joined(accounts: Collection[Participant], chats: ChatQuerySet) -> ChatQuerySet:
    """Return the chats that accounts hosted or wrote in."""
    wrote = Placement.objects.filter(tweet__author__in=accounts).exclude(part=Part.OFF)
    return chats.filter(Q(hosts__in=accounts) | Q(pk__in=wrote.values("chat"))).distinct()


def handles_of(accounts: Collection[Participant]) -> frozenset[str]:
    """Return the handles that accounts go or went by, folded."""
    return frozenset(Handle.objects.filter(participant__in=accounts).values_list("folded", flat=True))


def named_in(text: str, mentions: Iterable[str], reply_to_handle: str) -> frozenset[str]:
    """Return whom a post speaks to, by their folded handles."""
    named = (*MENTION.findall(text), *mentions, reply_to_handle)
    return frozenset(filter(None, map(fold_handle, named)))


def own_posts(within: PlacementQuerySet, accounts: Collection[Participant]) -> list[Own]:
    """Return what accounts said in the chats, also after the hour, oldest first."""
    columns = ("tweet__key", "tweet__posted_at", "tweet__reply_to_key", "tweet__quote_of_key")
    names = ("tweet__text", "tweet__mentions", "tweet__reply_to_handle")
    rows = within.filter(tweet__author__in=accounts).in_order().values_list(*columns, *names)
    return [Own(key, at, reply_to, quote_of, named_in(*told)) for key, at, reply_to, quote_of, *told in rows]


def answers_by_reference(said: Iterable[Own]) -> dict[str, Answer]:
    """Return what somebody's posts reply to or quote, and what stands above that, with the first that does."""
    found: dict[str, Answer] = {}
    for own in said:
        if own.reply_to:
            found.setdefault(own.reply_to, Answer(own.key, How.REPLY))
        if own.quote_of:
            found.setdefault(own.quote_of, Answer(own.key, How.QUOTE))
    below = {own.reply_to: own.key for own in reversed(list(said)) if own.reply_to}
    for _ in range(DEEPEST):
        latest_first = Tweet.objects.filter(key__in=below).exclude(reply_to_key="").in_order().reverse()
        above = latest_first.values_list("reply_to_key", "key")
        below = {parent: below[key] for parent, key in above if parent not in found}
        found |= {key: Answer(answer, How.BELOW) for key, answer in below.items()}
        if not below:
            break
    return found


def addressed_to(
    within: PlacementQuerySet, accounts: Collection[Participant], said: Iterable[Own]
) -> Iterator[Addressing]:
    """Yield what others said to accounts during the chats, oldest first."""
    names, keys = handles_of(accounts), {own.key for own in said}
    during = within.exclude(part=Part.OFF).exclude(role=Role.ASK).exclude(tweet__author__in=accounts)
    spelled = during.annotate(mentioned=Cast("tweet__mentions", TextField())).filter(reduce(or_, map(names_it, names)))
    replying = during.filter(tweet__reply_to_key__in=keys)
    columns = ("pk", "tweet__key", "tweet__posted_at", "tweet__author__handle", "tweet__reply_to_key")
    told = ("tweet__text", "tweet__mentions", "tweet__reply_to_handle")
    rows = during.filter(Q(pk__in=spelled.values("pk")) | Q(pk__in=replying.values("pk")))
    for pk, key, at, author, reply_to, *words in rows.in_order().values_list(*columns, *told):
        if reply_to in keys or not names.isdisjoint(named_in(*words)):
            yield Addressing(pk, key, at, fold_handle(author), str(words[0]))


def names_it(handle: str) -> Q:
    """Return the condition that a post could mention a handle; which ones do is seen in their words."""
    by_words = Q(tweet__text__icontains=f"@{handle}") | Q(mentioned__icontains=json.dumps(handle))
    return by_words | Q(tweet__reply_to_handle__iexact=handle)


def answer_to(one: Addressing, said: Iterable[Own], by_reference: Mapping[str, Answer]) -> Answer | None:
    """Return what answers a post: what refers to it, else the first that speaks to its author soon after."""
    if one.key in by_reference:
        return by_reference[one.key]
    until = one.posted_at + SOON
    soon = (own for own in said if one.posted_at < own.posted_at <= until and not own.reply_to)
    return next((Answer(own.key, How.WROTE) for own in soon if one.author in own.names), None)


def asks(text: str) -> bool:
    """True when a post asks something: by a question mark or an asking phrase."""
    return asks_something(text) or wants_to_know(text)
