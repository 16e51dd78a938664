"""What a JSON file tells before its rows: of a chat, a question, a post, a person, a series; a field each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A stretch of time in which a chat took place."""

    start: Annotated[str, "When it began, in the chat’s zone (ISO 8601 with offset)."]
    end: Annotated[str, "When it ended."]


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A question of a chat."""

    label: Annotated[str, "Its label: Q1."]
    text: Annotated[str, "Its words."]
    path: Annotated[str, "Where its page is, below the address of the archive."]
    answers: Annotated[int, "Posts that answer it, replies included and retweets not."]
    note: Annotated[str, "A note that was written above it for the recap, in Markdown."]


@dataclass(frozen=True, slots=True)
class ChatFacts:
    """A chat."""

    series: Annotated[str, "The series, as in its address."]
    address: Annotated[str, "The chat’s place in the addresses of its series: its day, as a rule."]
    date: Annotated[str, "The local day on which it began (ISO 8601)."]
    title: Annotated[str, "What it was about."]
    framing: Annotated[str, "What was written about the topic beforehand."]
    hosts: Annotated[list[str], "The handles of its hosts."]
    sessions: Annotated[list[SessionFacts], "When it took place; none where only the day is known."]
    opening: Annotated[str, "What its recap begins with, in Markdown."]
    closing: Annotated[str, "What its recap ends with, in Markdown."]
    completeness: Annotated[str, "How much of it there is and from what, in a sentence."]
    questions: Annotated[list[QuestionFacts], "Its questions, in order."]
    page: Annotated[str, "Its address."]


@dataclass(frozen=True, slots=True)
class QuestionFileFacts:
    """A question, in a file of its own."""

    chat: Annotated[str, "The chat, as in its address: series/date."]
    label: Annotated[str, "Its label: Q1."]
    text: Annotated[str, "Its words."]
    answers: Annotated[int, "Posts that answer it, replies included and retweets not."]
    note: Annotated[str, "A note that was written above it for the recap, in Markdown."]
    page: Annotated[str, "Its address."]


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """A chat in which a post stands."""

    chat: Annotated[str, "The chat, as in its address: series/date."]
    title: Annotated[str, "What the chat was about."]
    placement: Annotated[str, "Where the post stands in it: a question’s label, or a part of the hour."]
    question: Annotated[str, "The words of that question; empty for a part."]


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post, in a file with its conversation."""

    key: Annotated[str, "Its key in the archive, by which it is known among the posts below."]
    stands_in: Annotated[list[StandingFacts], "The chats it stands in, its first one first."]
    page: Annotated[str, "Its address."]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person."""

    network: Annotated[str, "The network of the account."]
    handle: Annotated[str, "Its handle, without @."]
    name: Annotated[str, "Its display name; the handle where none is known."]
    count: Annotated[int, "How many posts follow."]
    page: Annotated[str, "Its address."]


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """A series."""

    series: Annotated[str, "The series, as in its address."]
    name: Annotated[str, "What it is called."]
    description: Annotated[str, "What it is about."]
    hashtags: Annotated[list[str], "Its hashtags, without #."]
    count: Annotated[int, "How many chats follow."]
    page: Annotated[str, "Its address."]
