"""Questions → rows: those that grouping found, with what people decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..grouping import AskedQuestion
from ..models import Chat, LedgerEntry, Question, Tweet, free_slug, slug_of, unlike
from .deciding import Decided, in_order, without_words_of
from .planning import ORDER


def write_questions(chat: Chat, found: Iterable[AskedQuestion], ids: Mapping[str, int]) -> bool:
    """Bring the chat's questions in step with those found; what people decided about them stays. True for any change.

    `ids` are the rows of the posts by key.
    """
    hidden = Tweet.objects.filter(pk__in=ids.values(), hidden=True).values_list("key", flat=True)
    asked = without_words_of(set(hidden), Decided.of(chat).folded(found))
    known = {question.name: question for question in chat.questions.all()}
    told = {one.label: one for one in asked}
    changes = [retire(known.pop(name)) for name in list(known) if name not in told and is_unheld(known[name])]
    order = in_order(list(told), list(known), by_hand=ORDER in chat.by_hand)
    questions = list(known.values())
    for name, one in told.items():
        position = order.index(name) + 1
        question = known.get(name) or new_question(chat, one, position, questions)
        changes.append(write_question(question, one, position))
        questions.append(question)
    changes += put_in_order([question for name, question in known.items() if name not in told], order)
    return any(changes)


def is_unheld(question: Question) -> bool:
    """True for a question about which nobody decided or wrote anything, and under which nobody placed posts."""
    if question.chat.questions.by_hand().filter(pk=question.pk).exists():
        return False
    return not question.placements.by_hand().exists()


def retire(question: Question) -> bool:
    """Delete a question that is found no more; where it was public, its address says 410."""
    question.delete()
    return True


def write_question(question: Question, asked: AskedQuestion, position: int) -> bool:
    """Save a question where it is new or differs."""
    before = (question.number, question.position, question.text, question.asked_at)
    question.position = position
    if not question.by_hand:
        question.number = asked.number
    if not question.asked_at_by_hand:
        question.asked_at = asked.asked_at
    if not question.text_by_hand:
        question.text = asked.text
    if question.pk and before == (question.number, question.position, question.text, question.asked_at):
        return False
    question.save()
    return True


def new_question(chat: Chat, asked: AskedQuestion, position: int, others: Sequence[Question]) -> Question:
    """Return an unsaved question; where a person gave its label to another one, it gets a label of its own."""
    label = unlike({one.label for one in others}, asked.label)
    found_as = [asked.label] if label != asked.label else []
    slug = slug_of(label, position)
    is_taken = bool(found_as) or slug in {one.slug for one in others} or stood_for_another(chat, slug, asked)
    return Question(chat=chat, label=label, slug=free_slug(chat, slug) if is_taken else slug, found_as=found_as)


def stood_for_another(chat: Chat, slug: str, asked: AskedQuestion) -> bool:
    """True where another question stood in public; one that is found again stands where it stood.

    The two are told apart by the post that asked the one of then, as long as anyone may see it.
    """
    entered = LedgerEntry.objects.filter(path=f"{chat.get_absolute_url()}{slug}/").first() if chat.was_public else None
    if entered is None or entered.key in asked.asked_by:
        return False
    return Tweet.objects.visible().filter(key=entered.key).exists()


def put_in_order(questions: Iterable[Question], order: Sequence[str]) -> list[bool]:
    """Give questions of which nothing is found their places; say of each whether it moved."""
    moved = []
    for question in questions:
        position = order.index(question.name) + 1
        moved.append(question.position != position)
        question.position = position
        question.save(update_fields=["position"])
    return moved
