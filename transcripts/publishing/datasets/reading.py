"""A series as rows of a data set, one chat at a time: memory does not grow with the number of chats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, OuterRef

from ...grouping import Part
from ...models import Chat, Participant, Placement, Series, Tweet
from ..exports import with_retweets
from ..moments import iso_utc
from ..posts import Person, ShownPost
from ..transcript import Transcript
from .naming import id_behind, id_of, id_of_person
from .tables import ChatRow, EdgeRow, PersonRow, PostRow, QuestionRow


@dataclass(frozen=True, slots=True)
class ReadChat:
    """The rows of one chat."""

    chat: ChatRow
    questions: tuple[QuestionRow, ...]
    posts: tuple[PostRow, ...]
    edges: tuple[EdgeRow, ...]


@dataclass(slots=True)
class Crowd:
    """Who wrote what so far: grows with the number of people alone."""

    posts: Counter[str] = field(default_factory=Counter)
    chats: Counter[str] = field(default_factory=Counter)
    hosted: Counter[str] = field(default_factory=Counter)

    def add(self, read: ReadChat) -> None:
        """Count those who wrote in a chat."""
        self.posts.update(post.author for post in read.posts)
        self.chats.update({post.author for post in read.posts})
        self.hosted.update({post.author for post in read.posts if post.by_host})


def chats_of(series: Series, *, hidden: bool) -> Iterator[ReadChat]:
    """Yield the published chats of a series, oldest first; with the posts that are hidden when asked to."""
    published = Chat.objects.public().filter(series=series).order_by("date", "address")
    for pk in list(published.values_list("pk", flat=True)):
        # Somebody may withdraw a chat meanwhile.
        if chat := Chat.objects.public().select_related("series").filter(pk=pk).first():
            yield read_chat(Transcript.of(chat, hidden=hidden, sources=True), chat.timezone)


def read_chat(transcript: Transcript, timezone: str) -> ReadChat:
    """Return a transcript as rows."""
    shown = with_retweets(transcript.every_post)
    posts = tuple(post_row(post, transcript.address) for post in shown)
    return ReadChat(
        chat=chat_row(transcript, posts, timezone),
        questions=tuple(question_rows(transcript)),
        posts=posts,
        edges=tuple(edge_rows(shown, transcript.address)),
    )


def people_of(crowd: Crowd, series: Series, *, hidden: bool) -> Iterator[PersonRow]:
    """Yield everyone who was counted, by name; whoever left meanwhile is left out."""
    places = Placement.objects.filter(chat__published_at__isnull=False) if hidden else Placement.objects.public()
    theirs = places.filter(chat__series=series, tweet__author=OuterRef("pk"))
    for account in Participant.objects.filter(Exists(theirs)).by_name().iterator():
        person = id_of_person(Person.of(account))
        # Of accounts that share a handle the one seen last stands for all, as on their page.
        if posts := crowd.posts.pop(person, 0):
            yield PersonRow(
                person=person,
                network=account.network,
                account=account.source_id,
                handle=account.handle,
                name=account.name,
                posts=posts,
                chats=crowd.chats[person],
                hosted=crowd.hosted[person],
            )


def chat_row(transcript: Transcript, posts: Iterable[PostRow], timezone: str) -> ChatRow:
    """Return the row of a chat."""
    gaps, placed = transcript.gaps, Counter(post.placement for post in posts)
    return ChatRow(
        chat=transcript.address,
        title=transcript.title,
        day=transcript.date,
        timezone=timezone,
        starts=";".join(iso_utc(stretch.start) for stretch in transcript.sessions),
        ends=";".join(iso_utc(stretch.end) for stretch in transcript.sessions),
        hosts=";".join(map(id_of_person, transcript.hosts)),
        framing=transcript.framing,
        posts=placed.total(),
        unplaced=placed[Part.UNPLACED],
        hidden=gaps.hidden,
        selection=gaps.is_selection,
        sources=";".join(sorted({*gaps.formats, *gaps.selections})),
        completeness=str(gaps),
        page=f"{settings.SITE_URL}{transcript.path}",
    )


def question_rows(transcript: Transcript) -> Iterator[QuestionRow]:
    """Yield the questions of a chat."""
    for position, section in enumerate(transcript.questions, start=1):
        page = f"{settings.SITE_URL}{section.path}"
        yield QuestionRow(transcript.address, section.label, position, section.title, section.count, page)


def post_row(post: ShownPost, chat: str) -> PostRow:
    """Return the row of a post in a chat."""
    return PostRow(
        chat=chat,
        post=id_of(post),
        network=post.author.network,
        author=id_of_person(post.author),
        posted_at=post.posted_at,
        precision=post.precision,
        lang=post.words.lang,
        text=post.text,
        placement=post.place.label,
        method=post.place.method,
        confidence=round(post.place.confidence, 3),
        by_host=post.by_host,
        best=post.best,
        hidden=post.hidden,
        cut_at_source=post.cut_at_source,
        source=post.source,
        original=post.original,
        page=f"{settings.SITE_URL}{post.path}",
    )


def edge_rows(posts: Sequence[ShownPost], chat: str) -> Iterator[EdgeRow]:
    """Yield what posts of a chat refer to; what the chat lacks is told as well."""
    here = {post.key: id_of(post) for post in posts}
    told = [(post, relation, key) for post in posts for relation, key in references(post) if key]
    known = here | public_ids({key for _, _, key in told} - here.keys())
    for post, relation, key in told:
        other = known.get(key) or id_behind(key, post.author.network)
        yield EdgeRow(chat, id_of(post), relation, other, key in here)


def references(post: ShownPost) -> Iterable[tuple[str, str]]:
    """Return how a post refers to others, and the keys of those; empty where it does not."""
    return (("reply", post.reply_to), ("retweet", post.repost_of), ("quote", post.quote_of))


def public_ids(keys: Collection[str]) -> dict[str, str]:
    """Return by their keys what posts are named by that stand in other chats."""
    known = Tweet.objects.public().filter(key__in=keys).exclude(source_id="")
    return dict(known.values_list("key", "source_id"))
