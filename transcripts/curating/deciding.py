"""What a person decides about posts at the desk: each decision is journalled with what was so before."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db import transaction

from ..grouping import Method, Part, Role
from ..models import Chat, Decision, Placement, Question
from .journal import Change, Decider, follow, lock, write_down
from .states import PLACE_FIELDS, Place, Sight
from .visibility import write_hidden

SORTED_PARTS = (Part.INTRO, Part.WRAPUP, Part.ASIDE, Part.OFF)
"""The parts that a person sorts posts into: nobody decides that a post is not sorted yet."""

CERTAIN = 1.0


class Undecidable(Exception):
    """A decision that cannot be carried out; says why in words for the person at the desk."""


def decide_place(decider: Decider, chat: Chat, keys: Collection[str], place: str) -> list[Decision]:
    """Sort posts under a question (`Q2`), as asking it (`Q2.ask`), or into a part (`aside`).

    Raises Undecidable when there is no such place or post.
    """
    told = read_place(chat, place)
    return decide_places(decider, chat, keys, lambda placement: told)


def decide_asking(decider: Decider, chat: Chat, keys: Collection[str], *, asks: bool) -> list[Decision]:
    """Say that posts ask the question they stand under, or that they answer it.

    Raises Undecidable when one stands under none.
    """
    return decide_places(decider, chat, keys, lambda placement: with_role(placement, Role.ASK if asks else Role.ANSWER))


def hide_posts(decider: Decider, chat: Chat, keys: Collection[str], reason: str) -> list[Decision]:
    """Hide posts of a chat, wherever they stand, for a reason that only staff sees."""
    return decide_sight(decider, chat, keys, Sight(hidden=True, reason=reason.strip()[:200]))


def show_posts(decider: Decider, chat: Chat, keys: Collection[str]) -> list[Decision]:
    """Show hidden posts again."""
    return decide_sight(decider, chat, keys, Sight(hidden=False, reason=""))


def read_place(chat: Chat, place: str) -> Place:
    """Return a place that was told in a word; raises Undecidable where the chat has none like it."""
    if place in SORTED_PARTS:
        return Place("", place, Role.ANSWER, Method.HAND, CERTAIN)
    label = place.removesuffix(".ask")
    role = Role.ANSWER if label == place else Role.ASK
    return Place(called(chat, label).name, "", role, Method.HAND, CERTAIN)


def called(chat: Chat, label: str) -> Question:
    """Return the question of a label; raises Undecidable where the chat has none."""
    question = chat.questions.filter(label=label).first()
    if question is None:
        raise Undecidable(f"This chat has no question {label} any more. Load the page again.")
    return question


def with_role(placement: Placement, role: Role) -> Place:
    """Return a post's place with another role; raises Undecidable where it stands under no question."""
    if placement.question is None:
        raise Undecidable("Sort it under a question first: only then can it ask one.")
    return Place(placement.question.name, "", role, Method.HAND, CERTAIN)


def decide_places(
    decider: Decider, chat: Chat, keys: Collection[str], place_of: Callable[[Placement], Place]
) -> list[Decision]:
    """Write where posts stand from now on, and journal it."""
    with transaction.atomic():
        lock(chat)
        placed = standing(chat, keys)
        changes = [Change(one.tweet.key, Decision.Kind.PLACED, Place.of(one), place_of(one)) for one in placed]
        write_places(chat, placed, [place_of(one) for one in placed])
        decided = write_down(decider, chat, changes)
        if decided:
            chat.renew()
    follow(chat, decided)
    return decided


def write_places(chat: Chat, placed: list[Placement], places: list[Place]) -> None:
    """Write a place for each placement."""
    questions = chat.questions.by_name()
    for placement, place in zip(placed, places, strict=True):
        for field, value in place.fields(questions).items():
            setattr(placement, field, value)
    Placement.objects.bulk_update(placed, PLACE_FIELDS)


def decide_sight(decider: Decider, chat: Chat, keys: Collection[str], sight: Sight) -> list[Decision]:
    """Write whether posts are hidden, and journal it."""
    kind = Decision.Kind.HIDDEN if sight.hidden else Decision.Kind.SHOWN
    with transaction.atomic():
        lock(chat)
        tweets = [one.tweet for one in standing(chat, keys)]
        decided = write_down(decider, chat, [Change(one.key, kind, Sight.of(one), sight) for one in tweets])
        if decided:
            write_hidden([one.pk for one in tweets], hidden=sight.hidden, reason=sight.reason)
            chat.refresh_from_db(fields=["version"])
    follow(chat, decided)
    return decided


def standing(chat: Chat, keys: Collection[str]) -> list[Placement]:
    """Return where posts stand in a chat; raises Undecidable when one does not, or there is none."""
    if not keys:
        raise Undecidable("Choose a post first.")
    found = chat.placements.filter(tweet__key__in=keys).select_related("tweet", "question").in_order()
    placed = list(found)
    if len(placed) != len(set(keys)):
        raise Undecidable("That post is not in this chat any more. Load the page again.")
    return placed
