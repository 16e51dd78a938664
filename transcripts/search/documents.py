"""What is indexed of a post: the same for every engine, folded here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Prefetch

from ..grouping import Role
from ..models import Chat, Participant, Placement, Tweet
from . import folding
from .query import Being, Filter, From, Has, Having, In, Is, Lang, Mention, QuestionNumber, Since, Tag, To, Until

BATCH = 1_000
EPOCH = date(1970, 1, 1).toordinal()

IN_TEXT_HASHTAG = re.compile(r"(?<![\w&/#＃])[#＃](\w*[^\W\d]\w*)")
IN_TEXT_HANDLE = re.compile(r"(?<![\w/@.])@(\w(?:[\w.-]*\w)?(?:@\w[\w.-]*\w)?)")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Document:
    """A post as engines take it in.

    `words` are its folded words in order, `marks` what filters look for (see `mark_of`), `moment` the milliseconds
    since 1970; posts of one second are told apart by their sequence.
    """

    key: str
    words: tuple[str, ...]
    marks: frozenset[str]
    moment: int

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of its words, in the same order."""
        return tuple(folding.stem(word) for word in self.words)


def mark_of(leaf: Filter) -> str:
    """Return the mark that a post must bear; empty for the filters that compare days."""
    match leaf:
        case Since() | Until():
            return ""
        case From(handle) | To(handle) | Mention(handle):
            return _handle_mark(type(leaf), handle)
        case Tag(name):
            return f"#{folding.fold_hashtag(name)}"
        case _:
            return leaf.typed


def chat_mark(chat_pk: int) -> str:
    """Return the mark of the posts of a chat; no query can be typed that asks for it."""
    return f"chat:{chat_pk}"


def first_moment_of(day: date, *, days_on: int = 0) -> int:
    """Return the moment at which a UTC day, or one so many days on, begins."""
    return (day.toordinal() - EPOCH + days_on) * 86_400_000


def read_documents(keys: Iterable[str]) -> Iterator[list[Document]]:
    """Yield, in batches, the documents of those of the posts that anyone may see."""
    for batch in batches(keys, BATCH):
        yield [_document(tweet) for tweet in _rows(batch)]


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut into lists of at most so many items."""
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _rows(keys: list[str]) -> Iterable[Tweet]:
    """Read posts with all that their documents need, in a fixed number of queries.

    Fetched rather than joined: the posts of a batch share a few chats, questions and authors.
    """
    hosts = Prefetch("hosts", Participant.objects.only("pk"))
    chats = Chat.objects.select_related("series").prefetch_related(hosts)
    placements = Placement.objects.filter(chat__published_at__isnull=False)
    with_chats = placements.prefetch_related("question", Prefetch("chat", chats))
    rows = Tweet.objects.public().filter(key__in=keys).in_order().reverse()
    return rows.defer("remark", "rounded", "app", "url").prefetch_related(
        "author__handles", Prefetch("placements", with_chats)
    )


def _document(tweet: Tweet) -> Document:
    addresses = " ".join(link["url"] for link in tweet.links)
    return Document(
        key=tweet.key,
        words=tuple(folding.tokens(f"{tweet.text}\n{addresses}")),
        marks=frozenset(_marks(tweet)),
        moment=_moment(tweet.posted_at, tweet.sequence),
    )


def _moment(posted_at: datetime, sequence: int) -> int:
    return int(posted_at.timestamp()) * 1_000 + min(sequence, 999)


def _marks(tweet: Tweet) -> Iterator[str]:
    yield from _people_marks(tweet)
    for hashtag in {*tweet.hashtags, *IN_TEXT_HASHTAG.findall(tweet.text)}:
        yield mark_of(Tag(hashtag))
    if tweet.links:
        yield mark_of(Has(Having.LINK))
    if tweet.media:
        yield mark_of(Has(Having.MEDIA))
    if tweet.reply_to_key or tweet.reply_to_handle:
        yield mark_of(Is(Being.REPLY))
    if tweet.is_repost or tweet.repost_of_key:
        yield mark_of(Is(Being.RETWEET))
    if tweet.lang:
        yield mark_of(Lang(tweet.lang.lower()))
        yield mark_of(Lang(tweet.lang.lower().partition("-")[0]))
    for placement in tweet.placements.all():
        yield from _chat_marks(tweet, placement, placement.chat)


def _people_marks(tweet: Tweet) -> Iterator[str]:
    for handle in {tweet.author.handle, *(handle.folded for handle in tweet.author.handles.all())}:
        yield from _handle_marks(From, handle)
    mentioned = {*tweet.mentions, *IN_TEXT_HANDLE.findall(tweet.text)}
    for handle in mentioned:
        yield from _handle_marks(Mention, handle)
    for handle in mentioned | {tweet.reply_to_handle} - {""}:
        yield from _handle_marks(To, handle)


def _chat_marks(tweet: Tweet, placement: Placement, chat: Chat) -> Iterator[str]:
    yield chat_mark(chat.pk)
    yield mark_of(In(chat.series.slug))
    yield mark_of(In(chat.series.slug, chat.address))
    yield mark_of(In(chat.series.slug, chat.date.isoformat()))
    if placement.question is not None and placement.question.number is not None:
        yield mark_of(QuestionNumber(placement.question.number))
    if placement.role == Role.ASK:
        yield mark_of(Has(Having.QUESTION))
    if tweet.author in chat.hosts.all():
        yield mark_of(Is(Being.HOST))


def _handle_marks(kind: type[From | To | Mention], handle: str) -> set[str]:
    """Return the marks of a handle, and of its part before the server: `ann` finds `ann@example.social`."""
    folded = folding.fold_handle(handle)
    return {_handle_mark(kind, folded), _handle_mark(kind, folded.partition("@")[0])}


def _handle_mark(kind: type[From | To | Mention], folded: str) -> str:
    return {From: "from:", To: "to:", Mention: "@"}[kind] + folded
