"""Questions of a chat."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Router
from ninja.params.functions import Path

from ...models import Chat
from ...publishing import Transcript
from .answering import as_json, give_of_chat
from .chats import ADDRESS
from .fields import choice_of
from .keys import KeyOptional
from .reading import readable_chat
from .schemas.chats import answered
from .schemas.questions import AnsweredQuestion, Questions
from .series import SLUG

router = Router(tags=["Chats"], auth=KeyOptional())
QUESTION: Any = Path(..., description="What the question is called in addresses.", example="q1")


@router.get("/{slug:series}/{slug:address}/questions", response=Questions, summary="The questions of a chat")
def list_questions(request: HttpRequest, series: str = SLUG, address: str = ADDRESS) -> HttpResponseBase:
    """What was asked, in order, with the number of answers."""
    chat = readable_chat(request, series, address)
    return give_of_chat(request, chat, lambda: as_json(Questions(items=answered(chat, Transcript.of(chat)))))


@router.get(
    "/{slug:series}/{slug:address}/questions/{slug:question}", response=AnsweredQuestion, summary="One question"
)
def one_question(
    request: HttpRequest,
    series: str = SLUG,
    address: str = ADDRESS,
    question: str = QUESTION,
    fields: str = choice_of(AnsweredQuestion),
) -> HttpResponseBase:
    """A question of a chat; its posts are in the transcript, in the section with this anchor."""
    chat = readable_chat(request, series, address)
    if not any(one.slug == question for one in chat.questions.all()):
        raise Http404
    return give_of_chat(request, chat, lambda: as_json(told(chat, question), fields=fields))


def told(chat: Chat, slug: str) -> AnsweredQuestion:
    """Return a question of a chat with what it brought; raises Http404 where it has been taken out meanwhile."""
    for question, found in zip(chat.questions.all(), answered(chat, Transcript.of(chat)), strict=False):
        if question.slug == slug:
            return found
    raise Http404
