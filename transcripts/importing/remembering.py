"""Decisions about posts that an undone upload takes along: kept, and given back when the posts return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from ..grouping import Method
from ..models import Chat, KeptDecision, Placement, Question, Tweet, TweetQuerySet


def keep_decisions(gone: TweetQuerySet) -> int:
    """Write down what people decided about posts that go; return about how many."""
    decided = gone.filter(Q(hidden=True) | Q(placements__method=Method.HAND)).distinct()
    kept = [
        KeptDecision(
            key=row.key,
            hidden=row.hidden,
            hidden_reason=row.hidden_reason,
            places=[place_of(one) for one in by_hand(row)],
        )
        for row in decided
    ]
    KeptDecision.objects.bulk_create(
        kept, update_conflicts=True, unique_fields=["key"], update_fields=["hidden", "hidden_reason", "places"]
    )
    return len(kept)


def by_hand(row: Tweet) -> Iterable[Placement]:
    """Return where people put a post."""
    return row.placements.by_hand().select_related("chat__series", "question")


def place_of(placement: Placement) -> dict[str, Any]:
    """Return a placement in words that hold without its rows."""
    return {
        "series": placement.chat.series.slug,
        "address": placement.chat.address,
        "question": placement.question.name if placement.question else "",
        "part": placement.part,
        "role": placement.role,
    }


def kept_about(keys: Iterable[str]) -> QuerySet[KeptDecision]:
    """Return the decisions kept about some posts; in most archives there are none at all."""
    return KeptDecision.objects.filter(key__in=keys) if KeptDecision.objects.exists() else KeptDecision.objects.none()


def hide_again(rows: Mapping[str, Tweet]) -> None:
    """Hide those of some unsaved rows that a person had hidden before an undo took them."""
    known = kept_about(rows)
    for kept in known.filter(hidden=True):
        rows[kept.key].hidden, rows[kept.key].hidden_reason = True, kept.hidden_reason
    known.filter(places=[]).delete()


def place_again(chat: Chat, ids: Mapping[str, int]) -> bool:
    """Put the posts of a chat that came back where a person had put them; True when there were any."""
    known = list(kept_about(ids))
    questions = chat.questions.by_name() if known else {}
    given = [give_back(kept, chat, ids[kept.key], questions) for kept in known]
    return any(given)


def give_back(kept: KeptDecision, chat: Chat, tweet_id: int, questions: Mapping[str, Question]) -> bool:
    """Write the placement that a kept decision says for a chat; True where it says one and the question is there."""
    here = {"series": chat.series.slug, "address": chat.address}
    place = next((one for one in kept.places if here.items() <= one.items()), None)
    if place is None or (place["question"] and place["question"] not in questions):
        return False
    Placement.objects.update_or_create(
        chat=chat,
        tweet_id=tweet_id,
        defaults={
            "question": questions.get(place["question"]),
            "part": place["part"],
            "role": place["role"],
            "method": Method.HAND,
            "confidence": 1.0,
        },
    )
    forget(kept, place)
    return True


def forget(kept: KeptDecision, place: dict[str, Any]) -> None:
    """Drop what was given back."""
    kept.places = [one for one in kept.places if one != place]
    if kept.places:
        kept.save(update_fields=["places"])
    else:
        kept.delete()
