"""What people decided about a chat's questions, laid over what grouping found: added, merged, dropped, put in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..grouping import AskedQuestion, Method, Part, Role, Verdict
from ..models import Chat


@dataclass(frozen=True, slots=True)
class Decided:
    """The questions that a person keeps, and the names of those that one deleted.

    `names` leads from each label under which a question is found to its name, which merged ones share; `asked_at` are
    moments that a person told, by the question's name; `known_by` the posts that ask what a person edited, and what
    was public: its name is that of its address.
    """

    kept: tuple[AskedQuestion, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    asked_at: Mapping[str, datetime] = field(default_factory=dict)
    known_by: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, chat: Chat | None) -> Decided:
        """Read what was decided about a chat's questions."""
        if chat is None or chat.pk is None:
            return cls()
        questions = list(chat.questions.all())
        placed = chat.placements.asks().in_order().values_list("question", "tweet__key", "method")
        by_hand = keys_by_question((question, key) for question, key, method in placed if method == Method.HAND)
        asks = keys_by_question((question, key) for question, key, _ in placed)
        return cls(
            kept=tuple(
                AskedQuestion(one.name, number_in(one.name), one.text, one.asked_at, by_hand.get(one.pk, ()))
                for one in questions
                if one.by_hand
            ),
            known_by={
                one.name: frozenset(asks[one.pk])
                for one in questions
                if one.pk in asks and (one.by_hand or one.text_by_hand or chat.was_public) and len(one.names) == 1
            },
            names={name: one.name for one in questions for name in one.names},
            dropped=frozenset(chat.dropped_questions),
            asked_at={one.name: one.asked_at for one in questions if one.asked_at_by_hand and one.asked_at},
        )

    def laid_over(self, found: Sequence[AskedQuestion]) -> list[AskedQuestion]:
        """Return the questions to place posts under: those found, without dropped ones, with those that stay anyway.

        What a person merged is still told apart here, since posts are marked with either number.
        """
        asks = {one.label: one.asked_by for one in self.kept}
        there = [one for one in recognised(found, self.known_by) if one.label not in self.dropped]
        questions = [also_asked_by(one, asks.get(one.label, ())) for one in there]
        known = {self.name_of(one.label) for one in questions}
        for one in self.kept:
            if one.label not in known and can_gather(one):
                questions.insert(place_in_time(questions, one), one)
        return questions

    def folded(self, questions: Iterable[AskedQuestion]) -> list[AskedQuestion]:
        """Return questions with those in one that a person merged, by the name of the one that stayed."""
        folded: dict[str, AskedQuestion] = {}
        for one in questions:
            name = self.name_of(one.label)
            own = replace(one, label=name, number=number_in(name) if name != one.label else one.number)
            folded[name] = merged(folded[name], own) if name in folded else own
        return list(folded.values())

    def name_of(self, label: str) -> str:
        """Return the name of the question as which a found one counts."""
        return self.names.get(label, label)


def keys_by_question(asks: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """Return the posts that ask, by the row of the question."""
    keys: dict[int, tuple[str, ...]] = {}
    for question, key in asks:
        keys[question] = (*keys.get(question, ()), key)
    return keys


def recognised(found: Sequence[AskedQuestion], known_by: Mapping[str, frozenset[str]]) -> list[AskedQuestion]:
    """Return questions so labelled that what a person edited keeps its name.

    Where a host does not number, labels only count what was found: one question more, and all behind it have another.
    """
    questions = list(found)
    for name, keys in known_by.items():
        own = next((one for one in questions if keys.intersection(one.asked_by)), None)
        same = next((one for one in questions if one.label == name), None)
        if own is None or own is same or (same and keys.intersection(same.asked_by)):
            continue
        if not known_by.get(own.label, frozenset()).intersection(own.asked_by):
            questions = [swapped(one, name, own.label) for one in questions]
    return questions


def swapped(question: AskedQuestion, one: str, other: str) -> AskedQuestion:
    """Return a question with the other of two labels, where it has one of them."""
    label = {one: other, other: one}.get(question.label, question.label)
    return question if label == question.label else replace(question, label=label, number=number_in(label))


def can_gather(question: AskedQuestion) -> bool:
    """True for a question to which anything leads: a number, a moment, a post that asks it."""
    return question.number is not None or question.asked_at is not None or bool(question.asked_by)


def also_asked_by(question: AskedQuestion, keys: Iterable[str]) -> AskedQuestion:
    """Return a question with further posts that ask it."""
    return replace(question, asked_by=tuple(dict.fromkeys([*question.asked_by, *keys])))


def merged(one: AskedQuestion, other: AskedQuestion) -> AskedQuestion:
    """Return two questions as one: the words of the first that has any, the earlier moment, the posts of both."""
    moments = [moment for moment in (one.asked_at, other.asked_at) if moment]
    both = also_asked_by(one, other.asked_by)
    return replace(both, text=one.text or other.text, asked_at=min(moments, default=None))


def place_in_time(questions: Sequence[AskedQuestion], one: AskedQuestion) -> int:
    """Return where among questions one belongs by its moment; without one at the end."""
    later = (place for place, other in enumerate(questions) if follows(other, one))
    return next(later, len(questions))


def follows(other: AskedQuestion, one: AskedQuestion) -> bool:
    """True when a question is known to have been asked after another one."""
    return bool(one.asked_at and other.asked_at and other.asked_at > one.asked_at)


def number_in(name: str) -> int | None:
    """Return the number in a question's name, by which marked answers find it: 4 in Q4; none in Bonus."""
    numbered = re.fullmatch(r"[A-Za-z]?(\d{1,3})[a-z]?", name)
    return int(numbered[1]) if numbered else None


def joined(leading: Iterable[str], other: Sequence[str]) -> list[str]:
    """Return names in the leading order, and each that only the other one has after the one it follows there."""
    order = list(leading)
    for place, name in enumerate(other):
        if name not in order:
            order.insert(order.index(other[place - 1]) + 1 if place else 0, name)
    return order


def in_order(found: Sequence[str], known: Sequence[str], *, by_hand: bool) -> list[str]:
    """Return the names of a chat's questions in order: that of asking, unless a person put them in another one."""
    return joined(known, found) if by_hand else joined(found, known)


def without_words_of(hidden: Collection[str], asked: Iterable[AskedQuestion]) -> list[AskedQuestion]:
    """Return questions, without the words of those that only hidden posts ask."""
    return [replace(one, text="") if one.asked_by and set(hidden).issuperset(one.asked_by) else one for one in asked]


def places_by_hand(chat: Chat) -> dict[str, Verdict]:
    """Return where people put posts of a chat, by the keys of the posts, under the names of the questions."""
    if chat.pk is None:
        return {}
    rows = chat.placements.by_hand().select_related("question", "tweet")
    return {
        one.tweet.key: Verdict(
            one.tweet.key,
            one.question.name if one.question else None,
            Part(one.part) if one.part else None,
            Role(one.role),
            Method.HAND,
            one.confidence,
        )
        for one in rows
    }
