"""The journal: what a person decided at one press is written down together, and can be taken back together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..grouping import Method, Role
from ..importing import regroup
from ..models import Chat, Decision, Tweet
from .state import State
from .states import STATES
from .visibility import have_questions_follow, index_later


@dataclass(frozen=True, slots=True)
class Change:
    """What a person changes about a thing of a chat: a post by its key, a question by its label."""

    key: str
    kind: Decision.Kind
    before: State
    after: State


def lock(chat: Chat) -> None:
    """Keep everyone else from placing posts of a chat until the transaction ends: a regrouping takes its turn, too."""
    Chat.objects.select_for_update().get(pk=chat.pk)


def write_down(user: AbstractBaseUser, chat: Chat, changes: Iterable[Change]) -> list[Decision]:
    """Journal what was changed at one press; what stays as it was is no decision."""
    press = uuid4()
    decisions = [
        Decision(
            by_id=user.pk,
            chat=chat,
            where=f"{chat.series.slug}/{chat.address}",
            key=change.key,
            kind=change.kind,
            about=change.after.about,
            before=asdict(change.before),
            after=asdict(change.after),
            press=press,
        )
        for change in changes
        if change.before != change.after
    ]
    return Decision.objects.bulk_create(decisions)


def undo_last(user: AbstractBaseUser, chat: Chat) -> list[Decision]:
    """Take back what a person decided last about a chat and what still stands; return those decisions, if any.

    What somebody else decided since about the same post is left alone.
    """
    with transaction.atomic():
        lock(chat)
        mine = Decision.objects.standing().filter(by_id=user.pk, chat=chat)
        last = mine.order_by("-pk").first()
        undone = list(mine.filter(press=last.press).order_by("pk")) if last else []
        moments = restore(chat, undone)
        Decision.objects.filter(pk__in=[one.pk for one in undone]).update(undone_at=timezone.now())
    if moments:
        regroup(chat.series, moments)
    follow(chat, undone)
    return undone


def restore(chat: Chat, undone: Sequence[Decision]) -> list[datetime]:
    """Write what was so before some decisions; return the moments around which to group again."""
    moments: list[datetime] = []
    # What was decided last is put back first: a post may stand under a question that only comes back itself.
    for about, decisions in groupby(reversed(undone), key=lambda one: one.about):
        state = STATES[about]
        moments += state.put_back(chat, {one.key: state(**one.before) for one in decisions})
    if undone:
        chat.renew()
    return moments


def follow(chat: Chat, decisions: Iterable[Decision]) -> None:
    """Do what follows from decisions once they are written: words of questions, and the index."""
    keys = [one.key for one in decisions if one.about == Decision.About.SIGHT]
    seen = Tweet.objects.filter(key__in=keys)
    # Only the words of those that ask, or that somebody moved from there, stand anywhere else.
    asking = seen.filter(Q(placements__role=Role.ASK) | Q(placements__method=Method.HAND))
    if keys and (ids := set(asking.values_list("pk", flat=True))):
        have_questions_follow(ids)
    if chat.is_public:
        index_later()
