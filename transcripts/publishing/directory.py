"""What the archive holds: series, their chats by year, and what a person said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q

from ..counting import count, people
from ..grouping import Part
from ..models import Chat, ChatQuerySet, Participant, Placement, PreparedRows, Series, Tweet, chat_name
from ..once import once_in_a_copy
from .addresses import chat_path
from .posts import COLUMNS, Person, Reading, Row, ShownPost
from .transcript import ANCHORS, TITLES, Stretch, stretches


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in a list of chats."""

    label: str
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class ChatCounts:
    """How many posts of a chat are shown, retweets left out, and how many people wrote them."""

    posts: int
    people: int


@dataclass(frozen=True, slots=True)
class ChatCard:
    """A published chat in a list; `told` says how much of it is shown, retweets left out.

    `published_at` is when it came into public view first, `changed_at` when anything on its pages changed last.
    """

    series: str
    address: str
    title: str
    date: date
    path: str
    series_name: str
    series_path: str
    framing: str
    told: str
    posts: int
    people: int
    hosts: tuple[Person, ...]
    sessions: tuple[Stretch, ...]  # none where the source knows only the day
    questions: tuple[QuestionLine, ...]
    published_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Year:
    """A year's chats, newest first."""

    number: int
    chats: tuple[ChatCard, ...]


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """A series with how many chats of it are published, and the day of the latest."""

    name: str
    path: str
    description: str
    chats: int
    latest: date


@dataclass(frozen=True, slots=True)
class Saying:
    """A post in a list across chats, and the chat and question it stands in."""

    post: ShownPost
    chat_title: str
    chat_path: str
    series_name: str
    question_label: str
    question_path: str
    zone: str

    @property
    def place_name(self) -> str:
        """The question's label, or the name of the part."""
        return self.question_label or TITLES[Part(self.post.place.label)]

    @property
    def place_path(self) -> str:
        """Where the question is shown, or the part."""
        return self.question_path or f"{self.chat_path}#{ANCHORS[Part(self.post.place.label)]}"


class Standing(NamedTuple):
    """What a saying tells besides its post: its author, and the chat and the question it stands in."""

    handle: str
    name: str
    title: str
    date: date
    address: str
    zone: str
    series_slug: str
    series_name: str
    question_label: str | None
    question_slug: str | None
    by_host: bool


STANDING = (
    *("tweet__author__handle", "tweet__author__name"),
    *("chat__title", "chat__date", "chat__address", "chat__timezone"),
    *("chat__series__slug", "chat__series__name", "question__label", "question__slug", "by_host"),
)
SAID = (*COLUMNS, *STANDING)
"""The columns of a placement that a saying is made of."""


def chat_cards(series: Series | None = None, *, limit: int | None = None) -> list[ChatCard]:
    """Return published chats, newest first: of one series, or of all."""
    chats = Chat.objects.public().newest_first()
    return cards_of((chats.filter(series=series) if series else chats)[:limit])


def cards_of(chats: ChatQuerySet) -> list[ChatCard]:
    """Return published chats as they are listed, in the order given; a fixed number of queries."""
    rows = list(chats.select_related("series").prefetch_related("questions", "runs", "hosts", "sessions"))
    counts = chat_counts([chat.pk for chat in rows])
    return [_card(chat, counts[chat.pk]) for chat in rows]


def chat_counts(chats: Collection[int]) -> Mapping[int, ChatCounts]:
    """Count chats by their rows."""
    shown = Placement.objects.filter(chat__in=chats).visible().originals().order_by().values("chat")
    told = shown.annotate(posts=Count("pk"), people=Count("tweet__author", distinct=True))
    counted = {chat: ChatCounts(posts, by) for chat, posts, by in told.values_list("chat", "posts", "people")}
    return dict.fromkeys(chats, ChatCounts(0, 0)) | counted


def by_year(cards: Iterable[ChatCard]) -> list[Year]:
    """Return chats shelved by year; they come newest first."""
    return [Year(year, tuple(chats)) for year, chats in groupby(cards, key=lambda card: card.date.year)]


def series_cards() -> list[SeriesCard]:
    """Return the series with published chats, by name."""
    published = Q(chats__published_at__isnull=False)
    rows = Series.objects.annotate(shown=Count("chats", filter=published), latest=Max("chats__date", filter=published))
    # Where rows are counted, Django leaves out the order of the model.
    by_name = rows.filter(shown__gt=0).order_by("name", "slug")
    told = by_name.values_list("name", "slug", "description", "shown", "latest")
    return [SeriesCard(name, f"/{slug}/", text, shown, latest) for name, slug, text, shown, latest in told]


@once_in_a_copy(keep=16)
def said_by(accounts: tuple[Participant, ...]) -> tuple[int, ...]:
    """Return the rows of what accounts said in public, newest first, retweets left out."""
    posts = Tweet.objects.public().originals().filter(author__in=accounts)
    return tuple(posts.order_by("-posted_at", "-key").values_list("pk", flat=True))


@once_in_a_copy(keep=16)
def sayings(tweets: tuple[int, ...]) -> list[Saying]:
    """Return posts by their rows, in that order, each in the first of the published chats it stands in."""
    rows = Placement.objects.filter(tweet__in=tweets, chat__published_at__isnull=False)
    first: dict[int, int] = {}
    for tweet, placement in rows.earliest_chat_first().values_list("tweet", "pk"):
        first.setdefault(tweet, placement)
    return sayings_at(first[row] for row in tweets if row in first)


def sayings_at(placements: Iterable[int]) -> list[Saying]:
    """Return posts where they stand, by the rows of their placements, in that order; a query for each hundred."""
    return list(sayings_by_placement(placements).values())


def sayings_by_placement(placements: Iterable[int]) -> dict[int, Saying]:
    """Return the same by the placements; those that are gone are left out."""
    wanted = list(placements)
    found = {told[0]: told for told in _all_said().among(wanted)}
    return {pk: saying_of(found[pk]) for pk in wanted if pk in found}


@cache
def _all_said() -> PreparedRows:
    return PreparedRows(Placement.objects.telling_hosts().values_list(*SAID), "pk")


def saying_of(told: tuple[Any, ...]) -> Saying:
    """Return a post where it stands, by the columns SAID of its placement."""
    return _saying(Row._make(told[: len(COLUMNS)]), Standing._make(told[len(COLUMNS) :]))


def _saying(row: Row, standing: Standing) -> Saying:
    path = chat_path(standing.series_slug, standing.address)
    labels = {row.question: standing.question_label} if row.question and standing.question_label else {}
    hosts = frozenset({row.author}) if standing.by_host else frozenset[int]()
    person = Person.told(row.network, standing.handle, standing.name)
    return Saying(
        post=Reading(ZoneInfo(standing.zone), labels, hosts).post(row._replace(quote_of=""), person),
        chat_title=chat_name(standing.title, standing.date),
        chat_path=path,
        series_name=standing.series_name,
        question_label=standing.question_label or "",
        question_path=f"{path}{standing.question_slug}/" if standing.question_slug else "",
        zone=standing.zone,
    )


def _card(chat: Chat, counts: ChatCounts) -> ChatCard:
    path = chat_path(chat.series.slug, chat.address)
    lines = [
        QuestionLine(question.label, question.text or question.label, f"{path}{question.slug}/")
        for question in chat.questions.all()
    ]
    return ChatCard(
        series=chat.series.slug,
        address=chat.address,
        title=chat.name,
        date=chat.date,
        path=path,
        series_name=chat.series.name,
        series_path=chat.series.get_absolute_url(),
        framing=chat.framing,
        told=_told(chat, counts),
        posts=counts.posts,
        people=counts.people,
        hosts=tuple(Person.of(host) for host in chat.hosts.all()),
        sessions=stretches(chat),
        questions=tuple(lines),
        published_at=chat.first_published_at or chat.changed_at,
        changed_at=chat.changed_at,
    )


def _told(chat: Chat, counts: ChatCounts) -> str:
    """Return how much is shown of a chat: chosen quotes never pose as a whole one."""
    runs = [run.is_selection for run in chat.runs.all()]
    if runs and all(runs):
        return f"{count(counts.posts, 'quote')} from a recap, by {people(counts.people)}"
    return f"{count(counts.posts, 'post')} by {people(counts.people)}"
