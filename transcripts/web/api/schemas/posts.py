"""Posts: an author's words unchanged, when they were said, and where they stand in a chat."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from ....grouping import Method, Part, Role
from ....publishing import PersonNumbers, PlacedPost, ShownPost
from ..addresses import absolute, post_address
from ..fields import SPARSE
from ..paging import Leaf
from .chats import ChatOut, ChatRef
from .people import NOTHING, PersonOut, PersonRef
from .questions import QuestionOut, QuestionRef

Expanded = dict[str, PersonNumbers]
"""What is counted of the authors of posts, by the keys of the posts."""


class LinkOut(BaseModel):
    """A link in a post."""

    shown: str = Field(description="The text that stands in the post.", examples=["https://t.co/abc"])
    url: str = Field(description="Where it leads, as its source told; not checked.")


class MediaOut(BaseModel):
    """A picture or film of a post, where it stood; nothing of it is kept here."""

    url: str
    kind: str = Field(examples=["photo"])
    alt: str = Field(description="Its description.")


class PostOut(BaseModel):
    """A post, in one of the chats that it stands in."""

    model_config = SPARSE

    key: str = Field(description="Its name in addresses, for ever.", examples=["598298441256333312"])
    url: str = Field(description="The permalink.", examples=["https://chats.example.org/t/598298441256333312/"])
    api_url: str = Field(examples=["https://chats.example.org/api/v1/posts/598298441256333312"])
    network: str = Field(examples=["twitter"])
    id: str = Field(description="The id its network gave it; empty where unknown.", examples=["598298441256333312"])
    author: PersonOut | PersonRef = Field(description="A reference, or with `expand=author` all about them.")
    text: str = Field(description="The words, unchanged.", examples=["A1 In a cold cellar, with sixty tins #gardenlib"])
    lang: str = Field(description="The language that its network took it for; may be empty.", examples=["en"])
    posted_at: datetime = Field(description="In UTC.", examples=["2015-05-13T01:07:00Z"])
    posted_at_local: datetime = Field(description="In the chat’s zone.", examples=["2015-05-12T20:07:00-05:00"])
    timezone: str = Field(description="The chat’s IANA zone.", examples=["America/Chicago"])
    precision: Literal["second", "minute", "day"] = Field(description="How exactly the time is known.")
    chat: ChatRef
    question: QuestionOut | QuestionRef | None = Field(
        description="Under which it stands: a reference, or with `expand=question` all about it; null in a part."
    )
    part: Part | None = Field(description="The part of the hour; null under a question.")
    role: Role
    method: Method = Field(description="By which evidence it stands there; `hand`: a person decided.")
    confidence: float = Field(description="How sure that is, from 0 to 1.", examples=[0.95])
    by_host: bool
    reply_to: str = Field(description="The key of the post it answers; empty for none.")
    quote_of: str = Field(description="The key of the post it quotes; empty for none.")
    repost_of: str = Field(description="The key of the post it repeats; empty for none, or where unknown.")
    is_repost: bool
    links: list[LinkOut]
    media: list[MediaOut]
    mentions: list[str] = Field(description="Handles, without “@”.")
    original_url: str = Field(description="Where the original stood; may be empty.")
    remark: str = Field(description="What its source added to it, apart from its words.")
    picked: bool = Field(description="True when it was picked at the desk as one of the best answers.")
    host_remark: str = Field(description="What was written beside it at the desk, in Markdown.")
    cut_at_source: bool = Field(description="True when its source kept only the beginning.")

    @classmethod
    def of(cls, placed: PlacedPost, people: Expanded | None = None, *, with_question: bool = False) -> PostOut:
        """Return a post where it stands; with all about its author and question where asked for."""
        return cls(**fields_of(placed, people, with_question=with_question))


class Posts(Leaf[PostOut]):
    """A leaf of a list of posts."""


class PostInContext(PostOut):
    """A post with the conversation around it, and every chat it stands in."""

    chats: list[ChatRef] = Field(description="Every chat it stands in, its first one first.")
    above: list[PostOut] = Field(description="What it answers, oldest first.")
    replies: list[PostOut] = Field(description="What answers it, in reading order.")
    retweets: list[PersonRef] = Field(description="Who repeated it.")


class ThreadedPost(PostOut):
    """A post as it is read: with its replies and retweets inside."""

    replies: list[ThreadedPost]
    retweets: list[PersonRef] = Field(description="Who repeated it, in this chat.")


class SectionOut(BaseModel):
    """A question with the posts that ask it and its answers, or a part of the hour with its posts."""

    anchor: str = Field(description="Its place in addresses and on the page.", examples=["q1"])
    label: str = Field(description="Empty for a part.", examples=["Q1"])
    title: str = Field(examples=["How did your seed library begin?"])
    count: int = Field(description="How many answers (of a part: posts), replies included, retweets not.")
    note: str = Field(description="What was written above it at the desk, in Markdown.")
    asks: list[ThreadedPost]
    posts: list[ThreadedPost]


class TranscriptOut(BaseModel):
    """A chat in reading order, as its page has it."""

    chat: ChatOut
    sections: list[SectionOut]


def fields_of(placed: PlacedPost, people: Expanded | None = None, *, with_question: bool = False) -> dict[str, Any]:
    """Return what is told of a post everywhere."""
    post, chat, question = placed.post, placed.chat, placed.question
    asked = QuestionOut if with_question else QuestionRef
    return {
        "key": post.key,
        "url": absolute(post.path),
        "api_url": absolute(post_address(post.key)),
        "network": post.author.network,
        "id": post.source_id,
        "author": author_of(post, people),
        "text": post.text,
        "lang": post.words.lang,
        "posted_at": post.posted_at,
        "posted_at_local": post.local,
        "timezone": chat.timezone,
        "precision": post.precision,
        "chat": ChatRef.of(chat),
        "question": asked.of(chat, question) if question else None,
        "part": None if question else post.place.label,
        "role": post.place.role,
        "method": post.place.method,
        "confidence": round(post.place.confidence, 3),
        **_marks(post),
    }


def author_of(post: ShownPost, people: Expanded | None) -> PersonRef:
    """Return who wrote a post: all about them where something is counted, else a reference."""
    if people is None:
        return PersonRef.of(post.author)
    return PersonOut.counted(post.author, people.get(post.key, NOTHING))


def _marks(post: ShownPost) -> dict[str, Any]:
    return {
        "by_host": post.by_host,
        "reply_to": post.reply_to,
        "quote_of": post.quote_of,
        "repost_of": post.repost_of,
        "is_repost": post.is_repost,
        "links": [LinkOut(shown=link.shown, url=link.url) for link in post.words.links],
        "media": [MediaOut(url=one.url, kind=one.kind, alt=one.alt) for one in post.words.media],
        "mentions": list(post.words.mentions),
        "original_url": post.original,
        "remark": post.remark,
        "picked": post.best,
        "host_remark": post.host_remark,
        "cut_at_source": post.cut_at_source,
    }
