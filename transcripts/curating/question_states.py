"""How a chat's questions are, each by itself and all in a row: as the journal keeps it and puts it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..grouping import Method, Part, Role
from ..importing import ORDER
from ..models import Alias, Chat, Decision, Question, unlike
from .state import State


@dataclass(frozen=True)
class Asked(State):
    """A question, by its name; where there is none, or none any more, the label is empty.

    `asked_at` is written as in ISO 8601; `led_here` are old addresses that lead to its own.
    """

    about = Decision.About.QUESTION

    label: str = ""
    slug: str = ""
    number: int | None = None
    text: str = ""
    text_by_hand: bool = False
    asked_at: str = ""
    asked_at_by_hand: bool = False
    by_hand: bool = False
    found_as: tuple[str, ...] = ()
    led_here: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: Question, led_here: Iterable[str]) -> Asked:
        """Return what a question's row says."""
        return cls(
            label=question.label,
            slug=question.slug,
            number=question.number,
            text=question.text,
            text_by_hand=question.text_by_hand,
            asked_at=question.asked_at.isoformat() if question.asked_at else "",
            asked_at_by_hand=question.asked_at_by_hand,
            by_hand=question.by_hand,
            found_as=tuple(question.found_as),
            led_here=tuple(led_here),
        )

    @classmethod
    def put_back(cls, chat: Chat, states: Mapping[str, Asked]) -> list[datetime]:
        """Have questions be as they were, by their names; one that was added goes, one that was deleted returns."""
        known = {question.name: question for question in chat.questions.all()}
        for name in states.keys() & known.keys():
            step_aside(known[name])
        for name, state in states.items():
            if state.label:
                state.write(chat, known.get(name) or Question(chat=chat))
            elif name in known:
                take_out(known[name])
        there = {name for name, state in states.items() if state.label}
        give_up_names(chat, there)
        # Other words change no place; with a question that comes or goes, posts come and go.
        return [] if there == states.keys() & known.keys() else list(chat.sessions.values_list("start", flat=True))

    def write(self, chat: Chat, question: Question) -> None:
        """Write a question as this says, with its address and those that lead there."""
        others = chat.questions.exclude(pk=question.pk)
        question.label = unlike(set(others.values_list("label", flat=True)), self.label)
        question.slug = unlike(set(others.values_list("slug", flat=True)), self.slug)
        question.number, question.text, question.text_by_hand = self.number, self.text, self.text_by_hand
        question.asked_at = datetime.fromisoformat(self.asked_at) if self.asked_at else None
        question.asked_at_by_hand, question.by_hand = self.asked_at_by_hand, self.by_hand
        question.found_as = list(self.found_as)
        question.position = question.position or others.count() + 1
        question.save()
        path = question.get_absolute_url()
        Alias.objects.filter(path=path).delete()
        for old in self.led_here:
            Alias.objects.lead(old, path)


def step_aside(question: Question) -> None:
    """Give up label and address for a moment: the questions that are written next may swap theirs."""
    Question.objects.filter(pk=question.pk).update(label=f"~{question.pk}", slug=f"~{question.pk}")


def take_out(question: Question, *, leading_to: Question | None = None) -> None:
    """Delete a question; its posts wait to be grouped, its address leads on or says that it is gone."""
    nowhere = {"question": None, "part": Part.UNPLACED, "role": Role.ANSWER, "method": Method.TIME, "confidence": 0.0}
    question.placements.update(**nowhere)
    if question.chat.was_public:
        path = question.get_absolute_url()
        if leading_to:
            Alias.objects.lead(path, leading_to.get_absolute_url())
        else:
            Alias.objects.filter(target=path).delete()
    question.delete()


def give_up_names(chat: Chat, names: set[str]) -> None:
    """Have no other question be found under names whose questions are back."""
    for question in chat.questions.exclude(found_as=[]):
        kept = [name for name in question.found_as if name == question.name or name not in names]
        if kept != question.found_as:
            question.found_as = kept
            question.save(update_fields=["found_as"])
    chat.dropped_questions = [name for name in chat.dropped_questions if name not in names]
    chat.save(update_fields=["dropped_questions"])


@dataclass(frozen=True)
class Outline(State):
    """The questions of a chat by name, in order; whether a person put them so; and the names of those deleted."""

    about = Decision.About.OUTLINE

    names: tuple[str, ...]
    by_hand: bool
    dropped: tuple[str, ...]

    @classmethod
    def of(cls, chat: Chat) -> Outline:
        """Return what a chat's rows say."""
        names = tuple(question.name for question in chat.questions.all())
        return cls(names, ORDER in chat.by_hand, tuple(chat.dropped_questions))

    @classmethod
    def put_back(cls, chat: Chat, states: Mapping[str, Outline]) -> list[datetime]:
        """Have the questions stand in the order in which they stood; those that came since stand behind."""
        for state in states.values():
            write_order(chat, state.names)
            there = chat.questions.by_name()
            chat.dropped_questions = [name for name in state.dropped if name not in there]
            chat.note(ORDER, by_hand=state.by_hand)
            chat.save(update_fields=["dropped_questions", "by_hand"])
        return []


def write_order(chat: Chat, names: Iterable[str]) -> None:
    """Number the places of a chat's questions in the order of some names, the others behind them."""
    place = {name: number for number, name in enumerate(names)}
    questions = sorted(chat.questions.all(), key=lambda one: (place.get(one.name, len(place)), one.position))
    for position, question in enumerate(questions, 1):
        question.position = position
    Question.objects.bulk_update(questions, ["position"])
