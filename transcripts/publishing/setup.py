"""A chat as its settings are shown at the desk: questions with how many posts they have, hosts, hours."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from ..grouping import Role
from ..models import Chat, Question
from .posts import Person

LOCAL = "%Y-%m-%dT%H:%M"
"""How a field for a moment takes one."""


@dataclass(frozen=True, slots=True)
class HourField:
    """Start and end of a session in the chat's zone, as the fields of a form take them; empty for a further one."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with the numbers of posts that ask and that answer it."""

    label: str
    text: str
    slug: str
    asks: int
    answers: int


@dataclass(frozen=True, slots=True)
class Setup:
    """What can be edited of a chat besides its posts."""

    questions: tuple[QuestionRow, ...]
    hosts: tuple[Person, ...]
    hours: tuple[HourField, ...]
    next_label: str
    letters: str

    @classmethod
    def of(cls, chat: Chat) -> Setup:
        """Read a chat."""
        zone = chat.zone
        sessions = [(one.start.astimezone(zone), one.end.astimezone(zone)) for one in chat.sessions.all()]
        questions = list(chat.questions.all())
        return cls(
            questions=_rows(chat, questions),
            hosts=tuple(Person.of(host) for host in chat.hosts.all()),
            hours=(*(HourField(f"{start:{LOCAL}}", f"{end:{LOCAL}}") for start, end in sessions), HourField()),
            next_label=_next_label(questions, chat),
            letters=f"{', '.join(chat.series.letters.question)} ask, {', '.join(chat.series.letters.answer)} answer",
        )


def _rows(chat: Chat, questions: list[Question]) -> tuple[QuestionRow, ...]:
    counted = chat.placements.exclude(question=None).filter(tweet__is_repost=False).order_by()
    numbers = {
        (question, role): number
        for question, role, number in counted.values_list("question", "role").annotate(number=Count("pk"))
    }
    return tuple(
        QuestionRow(
            one.label, one.text, one.slug, numbers.get((one.pk, Role.ASK), 0), numbers.get((one.pk, Role.ANSWER), 0)
        )
        for one in questions
    )


def _next_label(questions: list[Question], chat: Chat) -> str:
    """Return the label that the next question would have."""
    letter = next((one.label[0] for one in questions if one.label[0].isalpha()), chat.series.letters.question[0])
    return f"{letter}{max((one.number or 0 for one in questions), default=0) + 1}"
