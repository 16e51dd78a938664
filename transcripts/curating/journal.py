"""The journal: what a person decided at one press is written down together, and can be taken back together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..grouping import Method, Part, Role
from ..importing import regroup
from ..models import Chat, Decision, Placement, Question, Tweet
from .visibility import have_questions_follow, index_later, write_hidden


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands and why, in words that hold without row numbers."""

    question: str
    part: str
    role: str
    method: str
    confidence: float

    @classmethod
    def of(cls, placement: Placement) -> Place:
        """Return what a placement says."""
        question = placement.question.label if placement.question else ""
        return cls(question, placement.part, placement.role, placement.method, placement.confidence)


# What is left of a place under a question that is gone, until grouping finds a better one.
NOWHERE = Place("", Part.UNPLACED, Role.ANSWER, Method.TIME, 0.0)


@dataclass(frozen=True, slots=True)
class Sight:
    """Whether a post is hidden, and why."""

    hidden: bool
    reason: str

    @classmethod
    def of(cls, tweet: Tweet) -> Sight:
        """Return what a post's row says."""
        return cls(tweet.hidden, tweet.hidden_reason)


@dataclass(frozen=True, slots=True)
class Change:
    """A post and what a person changes about it."""

    key: str
    kind: Decision.Kind
    before: Place | Sight
    after: Place | Sight

    @property
    def about(self) -> Decision.About:
        """What it bears on."""
        return Decision.About.PLACE if isinstance(self.after, Place) else Decision.About.SIGHT


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
            about=change.about,
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
        homeless = restore(chat, undone)
        Decision.objects.filter(pk__in=[one.pk for one in undone]).update(undone_at=timezone.now())
    if homeless:
        regroup(chat.series, homeless)
    follow(chat, undone)
    return undone


def restore(chat: Chat, undone: Sequence[Decision]) -> list[datetime]:
    """Write what was so before some decisions; return the moments of posts whose place then is gone by now.

    Posts that are no longer in the archive are passed over.
    """
    homeless = []
    rows = Tweet.objects.in_bulk([one.key for one in undone], field_name="key")
    questions = {question.label: question for question in chat.questions.all()}
    for one in undone:
        if one.key not in rows:
            continue
        if one.about == Decision.About.PLACE:
            homeless += put_back(chat, rows[one.key], Place(**one.before), questions)
        else:
            write_hidden([rows[one.key].pk], hidden=one.before["hidden"], reason=one.before["reason"])
    if undone:
        chat.renew()
    return homeless


def put_back(chat: Chat, tweet: Tweet, before: Place, questions: Mapping[str, Question]) -> list[datetime]:
    """Have a post stand where it stood, by the evidence of then; return its moment where that place is gone."""
    is_gone = bool(before.question) and before.question not in questions
    defaults = fields_of(NOWHERE if is_gone else before, questions)
    Placement.objects.update_or_create(chat=chat, tweet=tweet, defaults=defaults)
    return [tweet.posted_at] if is_gone else []


def fields_of(place: Place, questions: Mapping[str, Question]) -> dict[str, Any]:
    """Return a place as the fields of a placement."""
    return asdict(place) | {"question": questions.get(place.question)}


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
