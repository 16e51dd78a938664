"""Chats and their series."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from ....models import Chat, Series
from ....publishing import ChatCounts, Person, Transcript
from ..addresses import absolute, chat_address, series_address
from ..fields import SPARSE
from ..paging import Leaf
from .people import PersonRef
from .questions import AnsweredQuestion

State = Literal["public", "draft", "withdrawn"]


class SeriesOut(BaseModel):
    """A chat show."""

    model_config = SPARSE

    slug: str = Field(description="What it is called in addresses.", examples=["gardenlib"])
    name: str = Field(examples=["#gardenlib chats"])
    description: str
    hashtags: list[str] = Field(description="Without “#”.", examples=[["gardenlib"]])
    timezone: str = Field(description="The IANA zone in which its chats are dated.", examples=["America/Chicago"])
    chats: int = Field(description="How many are public.", examples=[48])
    latest: date | None = Field(description="The day of the latest.")
    url: str = Field(description="The page.", examples=["https://chats.example.org/gardenlib/"])
    api_url: str = Field(examples=["https://chats.example.org/api/v1/series/gardenlib"])

    @classmethod
    def of(cls, series: Series, chats: int, latest: date | None) -> SeriesOut:
        """Return a series, of which so many chats are public."""
        return cls(
            slug=series.slug,
            name=series.name,
            description=series.description,
            hashtags=series.hashtags,
            timezone=series.timezone,
            chats=chats,
            latest=latest,
            url=absolute(f"/{series.slug}/"),
            api_url=absolute(series_address(series.slug)),
        )


class AllSeries(Leaf[SeriesOut]):
    """A leaf of the list of series."""


class Session(BaseModel):
    """A stretch of time in which a chat took place."""

    start: datetime
    end: datetime


class ChatRef(BaseModel):
    """Which chat it is."""

    series: str = Field(examples=["gardenlib"])
    address: str = Field(description="What it is called in addresses: its day.", examples=["2015-05-12"])
    title: str = Field(examples=["Lending seeds"])
    url: str = Field(description="The page.", examples=["https://chats.example.org/gardenlib/2015-05-12/"])

    @classmethod
    def of(cls, chat: Chat) -> ChatRef:
        """Return a chat as it is referred to."""
        path = f"/{chat.series.slug}/{chat.address}/"
        return cls(series=chat.series.slug, address=chat.address, title=chat.name, url=absolute(path))


class ChatFacts(BaseModel):
    """What is told of a chat everywhere."""

    model_config = SPARSE

    series: str = Field(examples=["gardenlib"])
    address: str = Field(description="What it is called in addresses: its day.", examples=["2015-05-12"])
    date: date
    title: str = Field(examples=["Lending seeds"])
    timezone: str = Field(description="The IANA zone in which it took place.", examples=["America/Chicago"])
    state: State
    hosts: list[PersonRef]
    sessions: list[Session] = Field(description="Empty where only the day is known.")
    url: str = Field(description="The page.", examples=["https://chats.example.org/gardenlib/2015-05-12/"])
    api_url: str = Field(examples=["https://chats.example.org/api/v1/chats/gardenlib/2015-05-12"])


class ListedChat(ChatFacts):
    """A chat in a list; `posts` and `people` leave retweets out."""

    posts: int = Field(examples=[412])
    people: int = Field(examples=[57])
    questions: int = Field(examples=[6])

    @classmethod
    def of(cls, chat: Chat, counts: ChatCounts) -> ListedChat:
        """Return a chat, of which so much is shown; hosts, sessions and questions must be at hand."""
        return cls(**told(chat), posts=counts.posts, people=counts.people, questions=len(chat.questions.all()))


class Chats(Leaf[ListedChat]):
    """A leaf of the list of chats."""


class ChatOut(ChatFacts):
    """A chat as its transcript tells of it."""

    framing: str = Field(description="What was written about the topic beforehand.")
    opening: str = Field(description="What its recap begins with, in Markdown.")
    closing: str = Field(description="What its recap ends with, in Markdown.")
    completeness: str = Field(
        description="How complete it is, in a sentence.",
        examples=["412 posts by 57 people, 96 retweets folded in, from a Twitter file."],
    )
    posts: int = Field(description="How many are shown, retweets folded in.", examples=[412])
    people: int = Field(examples=[57])
    retweets: int = Field(examples=[96])
    unsorted: int = Field(description="How many posts stand under “Not sorted yet”.", examples=[3])
    is_selection: bool = Field(description="True when nothing but chosen quotes is known of it.")
    collected_from: list[str] = Field(description="The kinds of files it is from.", examples=[["twitter-v1"]])
    questions: list[AnsweredQuestion]

    @classmethod
    def of(cls, chat: Chat, transcript: Transcript) -> ChatOut:
        """Return a chat by its transcript."""
        gaps = transcript.gaps
        return cls(
            **told(chat),
            framing=transcript.framing,
            opening=transcript.opening,
            closing=transcript.closing,
            completeness=str(gaps),
            posts=gaps.posts,
            people=gaps.people,
            retweets=gaps.retweets,
            unsorted=gaps.unsorted,
            is_selection=gaps.is_selection,
            collected_from=[*gaps.formats, *gaps.selections],
            questions=answered(chat, transcript),
        )


def answered(chat: Chat, transcript: Transcript) -> list[AnsweredQuestion]:
    """Return the questions of a chat with what they brought."""
    rows = {question.slug: question for question in chat.questions.all()}
    shown = [(rows[section.anchor], section) for section in transcript.questions if section.anchor in rows]
    return [AnsweredQuestion.of_section(chat, question, section) for question, section in shown]


def state_of(chat: Chat) -> State:
    """Return who may see a chat, in a word."""
    if chat.is_public:
        return "public"
    return "withdrawn" if chat.was_public else "draft"


def told(chat: Chat) -> dict[str, Any]:
    """Return what is told of a chat everywhere."""
    return {
        "series": chat.series.slug,
        "address": chat.address,
        "date": chat.date,
        "title": chat.name,
        "timezone": chat.timezone,
        "state": state_of(chat),
        "hosts": [PersonRef.of(Person.of(host)) for host in chat.hosts.all()],
        "sessions": [Session(start=one.start, end=one.end) for one in chat.sessions.all() if one.start < one.end],
        "url": absolute(f"/{chat.series.slug}/{chat.address}/"),
        "api_url": absolute(chat_address(chat.series.slug, chat.address)),
    }
