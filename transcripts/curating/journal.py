"""The journal: what a person decided at one press is written down together, and can be taken back together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, TypeAlias
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..grouping import Method, Role
from ..importing import regroup
from ..models import ApiKey, Chat, Decision, GuestLink, Tweet
from .state import State
from .states import STATES
from .visibility import have_questions_follow, index_later

Decider: TypeAlias = AbstractBaseUser | GuestLink | ApiKey
"""Who decides: somebody with an account, a guest by their link, or a program by its key."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a person changes about a thing of a chat: a post by its key, a question by its name."""

    key: str
    kind: Decision.Kind
    before: State
    after: State


def lock(chat: Chat) -> None:
    """Keep everyone else from placing posts of a chat until the transaction ends: a regrouping takes its turn, too."""
    Chat.objects.select_for_update().get(pk=chat.pk)


def signature(decider: Decider) -> dict[str, Any]:
    """Return who decides as a decision names them: whoever came by a guest link, a program, else an account."""
    if isinstance(decider, GuestLink):
        return {"guest": decider, "by_name": str(decider)}
    if isinstance(decider, ApiKey):
        return {"api_key": decider, "by_name": str(decider)}
    name = getattr(decider, "get_full_name", str)() or decider.get_username()
    return {"by_id": decider.pk, "by_name": name[:80]}


def write_down(decider: Decider, chat: Chat, changes: Iterable[Change]) -> list[Decision]:
    """Journal what was changed at one press; what stays as it was is no decision."""
    press, signed = uuid4(), signature(decider)
    decisions = [
        Decision(
            **signed,
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


def undo_last(decider: Decider, chat: Chat) -> list[Decision]:
    """Take back what a person decided last about a chat and what still stands; return those decisions, if any.

    What somebody else decided since about the same post is left alone.
    """
    with transaction.atomic():
        lock(chat)
        chat.refresh_from_db()
        mine = Decision.objects.standing().undoable().of(decider).filter(chat=chat)
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


def follow(chat: Chat, decisions: Sequence[Decision]) -> None:
    """Do what follows from decisions once they are written: places of other posts, words of questions, the index."""
    have_others_follow(chat, [one.key for one in decisions if one.about == Decision.About.PLACE])
    keys = [one.key for one in decisions if one.about == Decision.About.SIGHT]
    seen = Tweet.objects.filter(key__in=keys)
    # Only the words of those that ask, or that somebody moved from there, stand anywhere else.
    asking = seen.filter(Q(placements__role=Role.ASK) | Q(placements__method=Method.HAND))
    if keys and (ids := set(asking.values_list("pk", flat=True))):
        have_questions_follow(ids)
    if chat.is_public:
        index_later()


def have_others_follow(chat: Chat, keys: Sequence[str]) -> None:
    """Group again where others answer, quote or repeat posts that a person placed: they go with them."""
    hanging = Q(reply_to_key__in=keys) | Q(quote_of_key__in=keys) | Q(repost_of_key__in=keys)
    if keys and chat.tweets.filter(hanging).exists():
        regroup(chat.series, Tweet.objects.filter(key__in=keys).values_list("posted_at", flat=True))
