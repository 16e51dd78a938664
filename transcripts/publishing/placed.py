"""Posts across chats, each in one of the chats that it stands in: read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ..models import Chat, ChatQuerySet, Placement, PreparedRows, Question
from .annotations import Annotations
from .posts import COLUMNS, Person, Reading, Row, ShownPost


@dataclass(frozen=True, slots=True)
class PlacedPost:
    """A post in a chat that it stands in: under a question, or in a part of the hour where `question` is None."""

    post: ShownPost
    chat: Chat
    question: Question | None = None


class Around(NamedTuple):
    """What is read of a placed post besides its own columns."""

    chat: int
    handle: str
    name: str
    by_host: bool


PLACED = (*COLUMNS, "chat_id", "tweet__author__handle", "tweet__author__name", "by_host")
"""The columns of a placement that a placed post is made of."""
Told = tuple[Any, ...]


class Spot(NamedTuple):
    """A placement as it was read."""

    row: Row
    around: Around

    @classmethod
    def of(cls, told: Told) -> Spot:
        """Return a placement by its columns PLACED."""
        return cls(Row._make(told[: len(COLUMNS)]), Around._make(told[len(COLUMNS) :]))


def placed_posts(tweets: Sequence[int], chats: ChatQuerySet | Sequence[int]) -> list[PlacedPost]:
    """Return posts by their rows, in that order, each in the first of some chats (or their rows) that it stands in."""
    rows = _all_placed().filter(tweet__in=tweets, chat__in=chats)
    first: dict[int, Spot] = {}
    for spot in map(Spot.of, rows):
        first.setdefault(spot.row.tweet, spot)
    return _placed([first[tweet] for tweet in tweets if tweet in first])


def placed_at(placements: Iterable[int]) -> list[PlacedPost]:
    """Return posts where some placements put them, by the rows of those, in that order."""
    wanted = list(placements)
    told = {one[0]: one for one in _placed_by_row().among(wanted)}
    return placed_of(told[row] for row in wanted if row in told)


def placed_of(told: Iterable[Told]) -> list[PlacedPost]:
    """Return posts where they stand, by the columns PLACED of their placements; three queries."""
    return _placed([Spot.of(one) for one in told])


@cache
def _all_placed() -> QuerySet[Placement, Told]:
    """Return what is read of placements, the earliest chat first: put together once, for that takes longest."""
    return Placement.objects.telling_hosts().earliest_chat_first().values_list(*PLACED)


@cache
def _placed_by_row() -> PreparedRows:
    return PreparedRows(_all_placed(), "pk")


def _placed(spots: Sequence[Spot]) -> list[PlacedPost]:
    chats = Chat.objects.select_related("series").in_bulk({one.around.chat for one in spots})
    questions = Question.objects.in_bulk({one.row.question for one in spots if one.row.question})
    readings = _readings(spots, chats, {pk: question.label for pk, question in questions.items()})
    people = {row.author: Person.told(row.network, around.handle, around.name) for row, around in spots}
    return [
        PlacedPost(
            post=readings[around.chat].post(row, people[row.author]),
            chat=chats[around.chat],
            question=questions.get(row.question or 0),
        )
        for row, around in spots
        if around.chat in chats
    ]


def _readings(spots: Sequence[Spot], chats: Mapping[int, Chat], labels: Mapping[int, str]) -> dict[int, Reading]:
    """Return how the posts of each chat are read."""
    added = Annotations.of_posts((one.row.key for one in spots), chats)
    hosts: defaultdict[int, set[int]] = defaultdict(set)
    for row, around in spots:
        if around.by_host:
            hosts[around.chat].add(row.author)
    return {
        pk: Reading(chat.zone, labels, frozenset(hosts[pk]), added=added.get(pk, Annotations()))
        for pk, chat in chats.items()
    }
