"""Questions of a chat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from ....models import Chat, Question
from ....publishing import Section
from ..addresses import absolute, question_address
from ..fields import SPARSE


class QuestionRef(BaseModel):
    """Which question it is."""

    label: str = Field(examples=["Q1"])
    url: str = Field(description="The page.", examples=["https://chats.example.org/gardenlib/2015-05-12/q1/"])

    @classmethod
    def of(cls, chat: Chat, question: Question) -> QuestionRef:
        """Return a question as it is referred to."""
        return cls(label=question.label, url=page_of(chat, question))


class QuestionOut(QuestionRef):
    """A question, by itself."""

    model_config = SPARSE

    number: int | None = Field(description="Its number, where its label has one.", examples=[1])
    text: str = Field(examples=["How did your seed library begin?"])
    asked_at: datetime | None
    api_url: str = Field(examples=["https://chats.example.org/api/v1/chats/gardenlib/2015-05-12/questions/q1"])

    @classmethod
    def of(cls, chat: Chat, question: Question) -> QuestionOut:
        """Return a question of a chat."""
        return cls(**told(chat, question))


class AnsweredQuestion(QuestionOut):
    """A question with what it brought."""

    answers: int = Field(description="How many posts answer it, retweets not counted.", examples=[17])
    note: str = Field(description="What was written above it at the desk, in Markdown.")

    @classmethod
    def of_section(cls, chat: Chat, question: Question, section: Section) -> AnsweredQuestion:
        """Return a question as its section of the transcript has it."""
        return cls(**(told(chat, question) | {"text": section.title}), answers=section.count, note=section.note)


class Questions(BaseModel):
    """All questions of a chat, in order."""

    items: list[AnsweredQuestion]


def page_of(chat: Chat, question: Question) -> str:
    """Return the address of a question's page."""
    return absolute(f"/{chat.series.slug}/{chat.address}/{question.slug}/")


def told(chat: Chat, question: Question) -> dict[str, Any]:
    """Return what is told of a question everywhere."""
    return {
        "label": question.label,
        "number": question.number,
        "text": question.text,
        "asked_at": question.asked_at,
        "url": page_of(chat, question),
        "api_url": absolute(question_address(chat.series.slug, chat.address, question.slug)),
    }
