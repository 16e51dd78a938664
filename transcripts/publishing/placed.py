"""Posts across chats, each in one of the chats that it stands in: read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ..models import Annotation, Chat, ChatQuerySet, Placement, Question
from .posts import Reading, ShownPost, local_time


@dataclass(frozen=True, slots=True)
class PlacedPost:
    """A post in a chat that it stands in: under a question, or in a part of the hour where `question` is None."""

    post: ShownPost
    chat: Chat
    question: Question | None = None


class Spot(NamedTuple):
    """The rows of a placement."""

    placement: int
    tweet: int
    key: str
    author: int
    chat: int
    question: int | None


SPOT = ("pk", "tweet", "tweet__key", "tweet__author", "chat", "question")


def placed_posts(tweets: Sequence[int], chats: ChatQuerySet) -> list[PlacedPost]:
    """Return posts by their rows, in that order, each in the first of those of the given chats that it stands in."""
    return _placed(_first_spots(tweets, chats))


def placed_at(placements: Iterable[int]) -> list[PlacedPost]:
    """Return posts where some placements put them, by the rows of those, in that order."""
    wanted = list(placements)
    spots = {row[0]: Spot._make(row) for row in Placement.objects.filter(pk__in=wanted).values_list(*SPOT)}
    return _placed([spots[row] for row in wanted if row in spots])


def _placed(spots: Sequence[Spot]) -> list[PlacedPost]:
    around = Chat.objects.select_related("series").prefetch_related("hosts").in_bulk({one.chat for one in spots})
    questions = Question.objects.in_bulk({one.question for one in spots if one.question})
    reading = Reading(ZoneInfo("UTC"), {pk: question.label for pk, question in questions.items()})
    rows = Placement.objects.filter(pk__in=[one.placement for one in spots])
    shown = {post.key: post for post in reading.posts(rows)}
    added = _added(around, shown)
    return [
        PlacedPost(_there(shown[one.key], one, chat, added), chat, questions.get(one.question or 0))
        for one in spots
        if one.key in shown and (chat := around.get(one.chat))
    ]


def _first_spots(tweets: Sequence[int], chats: ChatQuerySet) -> list[Spot]:
    """Return where posts stand first, in the order of the posts."""
    rows = Placement.objects.filter(tweet__in=tweets, chat__in=chats.order_by()).order_by(
        "chat__date", "chat__address", "chat__series__slug"
    )
    first: dict[int, Spot] = {}
    for row in rows.values_list(*SPOT):
        first.setdefault(row[1], Spot._make(row))
    return [first[tweet] for tweet in tweets if tweet in first]


def _added(chats: Collection[int], keys: Collection[str]) -> Mapping[tuple[int, str], dict[str, str]]:
    """Return what was added to posts at the desk, by the row of the chat and the key of the post."""
    found: dict[tuple[int, str], dict[str, str]] = {}
    rows = Annotation.objects.about(keys).filter(chat__in=chats)
    for chat, key, kind, text in rows.values_list("chat", "key", "kind", "text"):
        found.setdefault((chat, key), {})[kind] = text
    return found


def _there(post: ShownPost, spot: Spot, chat: Chat, added: Mapping[tuple[int, str], dict[str, str]]) -> ShownPost:
    """Return a post as it is shown in its chat: in the chat's time, with what was added there."""
    told = added.get((spot.chat, post.key), {})
    return replace(
        post,
        local=local_time(post.posted_at, post.precision, chat.zone),
        by_host=spot.author in {host.pk for host in chat.hosts.all()},
        best=Annotation.Kind.BEST in told,
        host_remark=told.get(Annotation.Kind.REMARK, ""),
    )
