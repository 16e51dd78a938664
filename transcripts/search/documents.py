"""What is indexed of a post: the same for every engine, folded here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from itertools import chain
from typing import TypeVar

from django.db.models import Prefetch

from ..grouping import Part, Role
from ..models import Chat, Participant, Placement, Tweet
from . import folding
from .facets import is_counted, year_term
from .query import (
    Being,
    Filter,
    From,
    Has,
    Having,
    In,
    InPart,
    Is,
    Lang,
    Mention,
    QuestionNumber,
    Since,
    Tag,
    To,
    Until,
)
from .stemming import stem_terms

# To be raised with every change of folding, of stems or marks, or of how an engine keeps them: an index of another
# layout is not read.
LAYOUT = 4
BATCH = 1_000
# Every engine has its limits; that of PostgreSQL is a megabyte a post, or 2 KB a word.
MOST_WORDS = 10_000
LONGEST_MARK = 200
EPOCH = date(1970, 1, 1).toordinal()

IN_TEXT_HANDLE = re.compile(r"(?<![\w/@.])@(\w(?:[\w.-]*\w)?(?:@\w[\w.-]*\w)?)")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Document:
    """A post as engines take it in.

    `runs` are its folded words in order: those of its text, of each address it links to, of each hashtag made of
    several; no phrase reaches from one run into another. `marks` are what filters look for (see `mark_of`); `facets`
    those of them that hits are counted by, and its year. `moment` is the milliseconds since 1970; posts of one second
    are told apart by their sequence.
    """

    key: str
    runs: tuple[tuple[str, ...], ...]
    marks: frozenset[str]
    moment: int
    facets: frozenset[str] = frozenset()
    lang: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All its words."""
        return tuple(chain.from_iterable(self.runs))

    @property
    def stems(self) -> set[str]:
        """The terms that stand beside its words for their other forms."""
        return {stem for word in set(self.words) for stem in stem_terms(word, self.lang)}

    @property
    def fingerprint(self) -> int:
        """A number of 63 bits that changes with anything an engine takes in."""
        told = repr((self.runs, sorted(self.marks), sorted(self.facets), self.moment, self.lang))
        return int.from_bytes(blake2b(told.encode(errors="surrogatepass"), digest_size=8).digest()) >> 1


def mark_of(leaf: Filter) -> str:
    """Return the mark that a post must bear; empty for the filters that compare days."""
    match leaf:
        case Since() | Until():
            return ""
        case From(handle) | To(handle) | Mention(handle):
            return _handle_mark(type(leaf), handle)
        case Tag(name):
            return f"#{folding.fold_hashtag(name)}"[:LONGEST_MARK]
        case _:
            return leaf.typed[:LONGEST_MARK]


def is_mark(term: str) -> bool:
    """Tell a mark from a word: no word holds a colon or begins with a sign."""
    return ":" in term or term[:1] in ("#", "@")


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
    hashtags = sorted({*tweet.hashtags, *folding.hashtags_in(tweet.text)})
    marks = frozenset(_marks(tweet, hashtags))
    return Document(
        key=tweet.key,
        runs=tuple(_runs(tweet, hashtags)),
        marks=marks,
        moment=_moment(tweet.posted_at, tweet.sequence),
        facets=frozenset(_facets(tweet, marks)),
        lang=tweet.lang,
    )


def _runs(tweet: Tweet, hashtags: list[str]) -> Iterator[tuple[str, ...]]:
    left = MOST_WORDS
    links = [link["url"] for link in tweet.links]
    # In an address "_" stands for a blank, too.
    spelled = [link.replace("_", " ") for link in links if "_" in link]
    texts = (folding.tokens(text) for text in (tweet.text, *links, *spelled))
    parts = chain.from_iterable(folding.parts_of_hashtag(hashtag) for hashtag in hashtags)
    for run in chain(texts, parts):
        if run and left > 0:
            yield tuple(run[:left])
            left -= len(run)


def _facets(tweet: Tweet, marks: frozenset[str]) -> Iterator[str]:
    yield year_term(tweet.posted_at.year)
    yield mark_of(From(folding.fold_handle(tweet.author.handle)))
    yield from (mark for mark in marks if is_counted(mark))


def _moment(posted_at: datetime, sequence: int) -> int:
    return int(posted_at.timestamp()) * 1_000 + min(sequence, 999)


def _marks(tweet: Tweet, hashtags: list[str]) -> Iterator[str]:
    yield from _people_marks(tweet)
    for hashtag in hashtags:
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
    if placement.part:
        yield mark_of(InPart(Part(placement.part)))
    if placement.role == Role.ASK:
        yield mark_of(Has(Having.QUESTION))
    if tweet.author in chat.hosts.all():
        yield mark_of(Is(Being.HOST))


def _handle_marks(kind: type[From | To | Mention], handle: str) -> set[str]:
    """Return the marks of a handle, and of its part before the server: `ann` finds `ann@example.social`."""
    folded = folding.fold_handle(handle)
    return {_handle_mark(kind, folded), _handle_mark(kind, folded.partition("@")[0])}


def _handle_mark(kind: type[From | To | Mention], folded: str) -> str:
    return {From: "from:", To: "to:", Mention: "@"}[kind] + folded[:LONGEST_MARK]
