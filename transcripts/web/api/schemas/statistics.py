"""What can be counted; the numbers are those of the pages."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Counted(BaseModel):
    """Numbers as they were counted."""

    model_config = ConfigDict(from_attributes=True)


class ArchiveStatistics(Counted):
    """How much the archive shows."""

    series: int
    chats: int
    questions: int
    posts: int = Field(description="Retweets not counted.")
    retweets: int
    people: int
    first_day: date | None = Field(description="The day of the first chat.")
    last_day: date | None


class ChatInSeries(Counted):
    """A chat in the history of its series."""

    address: str = Field(examples=["2015-05-12"])
    date: date
    title: str
    posts: int = Field(description="Retweets not counted.")
    people: int
    newcomers: int = Field(description="Those of them who wrote in none of the series’ public chats before.")
    questions: int


class SeriesStatistics(BaseModel):
    """A series through its public chats, the first one first."""

    items: list[ChatInSeries]


class QuestionStatistics(Counted):
    """How much was said about a question."""

    label: str = Field(examples=["Q1"])
    text: str
    answers: int
    people: int = Field(description="How many answered.")


class SpeakerStatistics(Counted):
    """How much somebody wrote in a chat."""

    network: str
    handle: str
    name: str
    posts: int


class ChatStatistics(BaseModel):
    """A chat in numbers."""

    posts: int = Field(description="Retweets folded in.")
    retweets: int
    people: int
    newcomers: int = Field(description="Those of them who wrote in none of the series’ public chats before.")
    unsorted: int
    questions: list[QuestionStatistics]
    speakers: list[SpeakerStatistics] = Field(description="Those with most posts first.")
