"""What a person decides about a chat's questions at the desk: reword, add, split, merge, order, number, delete."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction

from ..grouping import Method, Part, Role
from ..importing import ORDER, number_in, regroup
from ..models import Alias, Annotation, Chat, Decision, Placement, Question, free_slug, old_addresses, slug_of, unlike
from .annotating import AROUND
from .annotation_states import Note
from .deciding import CERTAIN, Undecidable, called, standing
from .journal import Change, Decider, follow, lock, write_down
from .question_states import Asked, Outline, step_aside, take_out, write_order
from .states import Place

LONGEST_TEXT = 2000
LABEL = re.compile(r"[^\W_][\w -]{0,19}")
# Words by which a desk shows a part of its posts, and names the ends of its recap.
NO_LABEL = frozenset({*map(str, Part), "all", "need", "doubt", "hidden", *AROUND})


@dataclass(slots=True)
class Pressed:
    """What a press decided, once it is written down."""

    decisions: list[Decision] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the questions of a chat are, what is written above them, and where its posts stand, at one moment."""

    questions: dict[str, Asked]
    outline: Outline
    places: dict[str, Place]
    notes: dict[str, str]

    @classmethod
    def of(cls, chat: Chat) -> Standing:
        """Read it."""
        led: dict[str, list[str]] = {}
        for old, target in Alias.objects.filter(path__in=old_addresses(chat)).values_list("path", "target"):
            led.setdefault(target, []).append(old)
        asked = {one.name: Asked.of(one, sorted(led.get(one.get_absolute_url(), ()))) for one in chat.questions.all()}
        notes = chat.annotations.filter(kind=Annotation.Kind.NOTE).values_list("key", "text")
        return cls(asked, Outline.of(chat), places_in(chat), dict(notes))

    def until(self, then: Standing, kind: Decision.Kind) -> Iterator[Change]:
        """Yield what is another way since; what is put back first comes last: an undo goes backwards."""
        for key, place in self.places.items():
            yield Change(key, kind, place, then.places[key])
        for name, text in self.notes.items():
            yield Change(name, kind, Note(text), Note(then.notes.get(name)))
        yield Change("", kind, self.outline, then.outline)
        for name in {**self.questions, **then.questions}:
            yield Change(name, kind, self.questions.get(name, Asked()), then.questions.get(name, Asked()))


def places_in(chat: Chat) -> dict[str, Place]:
    """Return where the posts of a chat stand, by key; without rows, of which there may be thousands."""
    names = {question.pk: question.name for question in chat.questions.all()}
    placed = chat.placements.in_order()
    columns = placed.values_list("tweet__key", "question", "part", "role", "method", "confidence")
    return {
        key: Place(names[question] if question else "", part, role, method, confidence)
        for key, question, part, role, method, confidence in columns
    }


@contextmanager
def one_press(decider: Decider, chat: Chat, kind: Decision.Kind) -> Iterator[Pressed]:
    """Journal whatever is changed about a chat's questions and the places of its posts within."""
    pressed = Pressed()
    with transaction.atomic():
        lock(chat)
        chat.refresh_from_db()
        before = Standing.of(chat)
        yield pressed
        pressed.decisions += write_down(decider, chat, before.until(Standing.of(chat), kind))
        if pressed.decisions:
            chat.renew()


def edit_question(decider: Decider, chat: Chat, label: str, *, new_label: str, text: str) -> list[Decision]:
    """Give a question other words and another label; while the chat is a draft its address follows the label.

    Raises Undecidable when there is no such question, or another one has the label.
    """
    with one_press(decider, chat, Decision.Kind.EDITED) as pressed:
        question = called(chat, label)
        words = clean_text(text)
        if words != question.text:
            question.text, question.text_by_hand = words, True
        if new_label.strip() != question.label:
            relabel(question, unused_label(chat, new_label))
        question.save()
    follow(chat, pressed.decisions)
    return pressed.decisions


def add_question(
    decider: Decider, chat: Chat, label: str, text: str, *, asked_by: str = "", answers: Collection[str] = ()
) -> list[Decision]:
    """Add a question, asked by a post and answered by others where told; it stands where it was asked, else last.

    Raises Undecidable when another question has the label, or a post is not in the chat.
    """
    kind = Decision.Kind.SPLIT if answers else Decision.Kind.ADDED
    with one_press(decider, chat, kind) as pressed:
        asking = standing(chat, [asked_by]) if asked_by else []
        answering = standing(chat, answers) if answers else []
        question = new_question(chat, unused_label(chat, label), clean_text(text), first_of([*asking, *answering]))
        put_under(question, [one for one in answering if one.tweet.key != asked_by], Role.ANSWER)
        put_under(question, asking, Role.ASK)
    return grouped_again(chat, pressed.decisions)


def posts_from(chat: Chat, key: str) -> list[str]:
    """Return the posts of a question from one on, which may become a question of their own.

    Raises Undecidable when the post stands under no question.
    """
    first = standing(chat, [key])[0]
    if first.question is None:
        raise Undecidable("It stands under no question that could be split.")
    keys = list(first.question.placements.in_order().values_list("tweet__key", flat=True))
    return keys[keys.index(key) :]


def merge_questions(decider: Decider, chat: Chat, gone: str, kept: str) -> list[Decision]:
    """Make two questions one: all posts of the one that goes stand under the other; its address leads there.

    Raises Undecidable when there is no such question, or both are the same.
    """
    with one_press(decider, chat, Decision.Kind.MERGED) as pressed:
        going, staying = called(chat, gone), called(chat, kept)
        if going == staying:
            raise Undecidable("Choose another question to merge it with.")
        going.placements.update(question=staying)
        staying.found_as, staying.by_hand = [*staying.names, *going.names], True
        staying.text = staying.text or going.text
        staying.save()
        take_out(going, leading_to=staying)
    follow(chat, pressed.decisions)
    return pressed.decisions


def delete_question(decider: Decider, chat: Chat, label: str) -> list[Decision]:
    """Delete a question that is none, and the note above it; its posts are grouped again, without it.

    Raises Undecidable when there is no such question.
    """
    with one_press(decider, chat, Decision.Kind.DELETED) as pressed:
        question = called(chat, label)
        chat.dropped_questions = sorted({*chat.dropped_questions, *question.names})
        chat.save(update_fields=["dropped_questions"])
        # Another question may come to have its name.
        Annotation.objects.put(chat, Annotation.Kind.NOTE, dict.fromkeys(question.names))
        take_out(question)
    return grouped_again(chat, pressed.decisions)


def order_questions(decider: Decider, chat: Chat, labels: Sequence[str]) -> list[Decision]:
    """Put the questions of a chat in an order; those that are not named stand behind.

    Raises Undecidable when one is named that is not there.
    """
    with one_press(decider, chat, Decision.Kind.ORDERED) as pressed:
        keep_order(chat, [called(chat, label).name for label in labels])
    follow(chat, pressed.decisions)
    return pressed.decisions


def move_question(decider: Decider, chat: Chat, label: str, by: int) -> list[Decision]:
    """Move a question up (-1) or down (1).

    Raises Undecidable when there is no such question.
    """
    labels = [one.label for one in chat.questions.all()]
    at = labels.index(called(chat, label).label)
    labels.insert(min(max(at + by, 0), len(labels) - 1), labels.pop(at))
    return order_questions(decider, chat, labels)


def number_questions(decider: Decider, chat: Chat) -> list[Decision]:
    """Number the numbered questions of a chat anew, in their order: Q1, Q2, Q3; Bonus stays Bonus."""
    with one_press(decider, chat, Decision.Kind.NUMBERED) as pressed:
        questions = list(chat.questions.all())
        numbered = [one for one in questions if number_in(one.label) is not None]
        others = {one.label for one in questions} - {one.label for one in numbered}
        wanted = [f"{one.label[0] if one.label[0].isalpha() else 'Q'}{place}" for place, one in enumerate(numbered, 1)]
        changing = [(one, unlike(others, new)) for one, new in zip(numbered, wanted, strict=True) if one.label != new]
        for one, _ in changing:
            step_aside(one)
        for one, new in changing:
            relabel(one, new)
            one.save()
    follow(chat, pressed.decisions)
    return pressed.decisions


def clean_text(text: str) -> str:
    """Return a question's words in one line, not too many; a database keeps no NUL."""
    return " ".join(text.replace("\0", "").split())[:LONGEST_TEXT]


def unused_label(chat: Chat, label: str) -> str:
    """Return a label as it is kept; raises Undecidable for one that is none, or that another question has."""
    wanted = label.strip()
    if not LABEL.fullmatch(wanted):
        raise Undecidable("A label is short: Q4, T2a, Bonus.")
    taken = {one.label.casefold() for one in chat.questions.all()}
    if wanted.casefold() in taken | NO_LABEL:
        raise Undecidable(f"“{wanted}” is taken already. Choose another label.")
    return wanted


def relabel(question: Question, label: str) -> None:
    """Give a question, still to be saved, another label; an address that was given out stays."""
    question.found_as, question.by_hand = list(question.names), True
    question.label, question.number = label, number_in(label)
    if not question.chat.was_public:
        question.slug = free_slug(question.chat, slug_of(label, question.position))


def new_question(chat: Chat, label: str, text: str, first: Placement | None) -> Question:
    """Save a question that a person added; it takes over what grouping finds under its label."""
    names = chat.questions.by_name()
    name = unlike({*names, *(one.label for one in names.values())} if label in names else set(), label)
    questions = list(chat.questions.all())
    asked_at = first.tweet.posted_at if first else None
    place = sum(1 for one in questions if asked_at is None or one.asked_at is None or one.asked_at <= asked_at)
    question = Question.objects.create(
        chat=chat,
        label=label,
        slug=free_slug(chat, slug_of(label, len(questions) + 1)),
        number=number_in(label),
        position=len(questions) + 1,
        text=text,
        text_by_hand=True,
        asked_at=asked_at,
        asked_at_by_hand=asked_at is not None,
        by_hand=True,
        found_as=[name] if name != label else [],
    )
    chat.dropped_questions = [dropped for dropped in chat.dropped_questions if dropped != name]
    order = [one.name for one in questions]
    keep_order(chat, [*order[:place], question.name, *order[place:]])
    return question


def keep_order(chat: Chat, names: Iterable[str]) -> None:
    """Write an order that grouping leaves alone."""
    write_order(chat, names)
    chat.note(ORDER, by_hand=True)
    chat.save(update_fields=["by_hand", "dropped_questions"])


def first_of(placed: Collection[Placement]) -> Placement | None:
    """Return the earliest of some posts."""
    return min(placed, key=lambda one: one.tweet.posted_at, default=None)


def put_under(question: Question, placed: Iterable[Placement], role: Role) -> None:
    """Have posts stand under a question, by a person's word."""
    ids = [one.pk for one in placed]
    Placement.objects.filter(pk__in=ids).update(
        question=question, part="", role=role, method=Method.HAND, confidence=CERTAIN
    )


def grouped_again(chat: Chat, decisions: list[Decision]) -> list[Decision]:
    """Have the posts of a chat find their places among its questions as they are now."""
    if decisions:
        regroup(chat.series, list(chat.sessions.values_list("start", flat=True)))
    follow(chat, decisions)
    return decisions
