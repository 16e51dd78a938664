"""What a decision bears on: how that was before, and is since. One class for each thing that can be decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from ..grouping import Method, Part, Role
from ..models import Chat, Decision, Placement, Question, Tweet
from .annotation_states import Best, Closing, Note, Opening, Remark
from .chat_states import Day, Heading, Hosting, Hours, Listing, Publication
from .question_states import Asked, Outline
from .state import State
from .visibility import write_hidden


@dataclass(frozen=True)
class Place(State):
    """Where a post stands and why; `question` is the question's name, which stays when its label changes."""

    about = Decision.About.PLACE

    question: str
    part: str
    role: str
    method: str
    confidence: float

    @classmethod
    def of(cls, placement: Placement) -> Place:
        """Return what a placement says."""
        question = placement.question.name if placement.question else ""
        return cls(question, placement.part, placement.role, placement.method, placement.confidence)

    @classmethod
    def put_back(cls, chat: Chat, states: Mapping[str, Place]) -> list[datetime]:
        """Have posts stand where they stood, by the evidence of then; where that place is gone, grouping finds one."""
        questions = chat.questions.by_name()
        known = {one.tweet_id: one for one in chat.placements.filter(tweet__key__in=states)}
        placed, homeless = [], []
        for tweet in Tweet.objects.filter(key__in=states):
            before = states[tweet.key]
            is_gone = bool(before.question) and before.question not in questions
            place = (NOWHERE if is_gone else before).fields(questions)
            row = known.get(tweet.pk)
            placed.append(Placement(pk=row.pk if row else None, chat=chat, tweet=tweet, **place))
            homeless += [tweet.posted_at] if is_gone else []
        Placement.objects.bulk_update([one for one in placed if one.pk], PLACE_FIELDS)
        Placement.objects.bulk_create(one for one in placed if not one.pk)
        return homeless

    def fields(self, questions: Mapping[str, Question]) -> dict[str, Any]:
        """Return a place as the fields of a placement; the questions come by their names."""
        return asdict(self) | {"question": questions.get(self.question)}


PLACE_FIELDS = ("question", "part", "role", "method", "confidence")

# What is left of a place under a question that is gone, until grouping finds a better one.
NOWHERE = Place("", Part.UNPLACED, Role.ANSWER, Method.TIME, 0.0)


@dataclass(frozen=True)
class Sight(State):
    """Whether a post is hidden, and why."""

    about = Decision.About.SIGHT

    hidden: bool
    reason: str

    @classmethod
    def of(cls, tweet: Tweet) -> Sight:
        """Return what a post's row says."""
        return cls(tweet.hidden, tweet.hidden_reason)

    @classmethod
    def put_back(cls, chat: Chat, states: Mapping[str, Sight]) -> list[datetime]:
        """Hide or show posts as they were."""
        for tweet in Tweet.objects.filter(key__in=states):
            before = states[tweet.key]
            write_hidden([tweet.pk], hidden=before.hidden, reason=before.reason)
        return []


@dataclass(frozen=True)
class Noise(State):
    """Whether a person said that a post is no noise; the journal alone remembers it."""

    about = Decision.About.NOISE

    kept: bool

    @classmethod
    def put_back(cls, chat: Chat, states: Mapping[str, Noise]) -> list[datetime]:
        """Do nothing: what was taken back in the journal is proposed again."""
        return []


STATES: dict[str, type[State]] = {
    state.about: state
    for state in (
        *(Place, Sight, Noise),
        *(Asked, Outline),
        *(Day, Heading, Hosting, Hours, Listing, Publication),
        *(Best, Remark, Note, Opening, Closing),
    )
}
"""What can be decided, by the name it has in the journal."""
