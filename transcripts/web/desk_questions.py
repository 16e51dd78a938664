"""The desk's forms about questions: edit, add, split, merge, order, number, delete."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, QueryDict

from .. import curating
from ..models import Chat, Decision
from .desk_forms import by_form, carried_out, unknown
from .editors import Editor, for_editors

Act = Callable[[curating.Decider, Chat, QueryDict], list[Decision]]


@by_form
@for_editors
def questions(request: HttpRequest, chat: Chat, editor: Editor) -> HttpResponseBase:
    """Carry out what a person decided about a question."""
    act = ACTS.get(request.POST.get("do", ""))
    key = request.POST.get("key", "")
    anchor = f"#d-{key}" if key else "#questions"
    return carried_out(
        request, chat, lambda: act(editor.decider, chat, request.POST) if act else unknown(), anchor=anchor
    )


def edit(decider: curating.Decider, chat: Chat, told: QueryDict) -> list[Decision]:
    """Give a question other words, and another label where told."""
    return curating.edit_question(
        decider,
        chat,
        told.get("question", ""),
        new_label=told.get("label", ""),
        text=told.get("text", ""),
    )


def add(decider: curating.Decider, chat: Chat, told: QueryDict) -> list[Decision]:
    """Add a question: by itself, asked by a post, or split off with the posts it is answered by."""
    key, how = told.get("key", ""), told.get("how", "")
    answers = told.get("keys", "").split() if how == "selected" else []
    if how == "from":
        answers = curating.posts_from(chat, key)
    asked_by = key if how == "asks" or (how == "from" and "asks" in told) else ""
    label, text = told.get("label", ""), told.get("text", "")
    return curating.add_question(decider, chat, label, text, asked_by=asked_by, answers=answers)


def merge(decider: curating.Decider, chat: Chat, told: QueryDict) -> list[Decision]:
    """Make two questions one."""
    return curating.merge_questions(decider, chat, told.get("question", ""), told.get("with", ""))


def move(by: int) -> Act:
    """Return how a question is moved so many places."""
    return lambda decider, chat, told: curating.move_question(decider, chat, told.get("question", ""), by)


ACTS: dict[str, Act] = {
    "edit": edit,
    "add": add,
    "merge": merge,
    "up": move(-1),
    "down": move(1),
    "order": lambda decider, chat, told: curating.order_questions(decider, chat, told.getlist("order")),
    "number": lambda decider, chat, told: curating.number_questions(decider, chat),
    "delete": lambda decider, chat, told: curating.delete_question(decider, chat, told.get("question", "")),
}
"""What can be done about a question, by the word of its button."""
