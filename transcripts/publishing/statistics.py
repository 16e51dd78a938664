"""What can be counted of public chats, in a fixed number of queries; numbers are those of the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from ..models import Chat, Participant, Placement, Question, Series, Tweet
from .directory import ChatCounts, chat_counts
from .transcript import Transcript


@dataclass(frozen=True, slots=True)
class ArchiveNumbers:
    """How much an archive shows; retweets are counted apart."""

    series: int
    chats: int
    questions: int
    posts: int
    retweets: int
    people: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class ChatNumbers:
    """A chat in the history of its series: `newcomers` wrote in none of its public chats before."""

    address: str
    date: date
    title: str
    posts: int
    people: int
    newcomers: int
    questions: int

    @classmethod
    def of(cls, chat: Chat, counts: ChatCounts, newcomers: int, questions: int) -> ChatNumbers:
        """Return what was counted of a chat."""
        return cls(chat.address, chat.date, chat.name, counts.posts, counts.people, newcomers, questions)


@dataclass(frozen=True, slots=True)
class QuestionNumbers:
    """How much was said about a question: `people` are those who answered."""

    label: str
    text: str
    answers: int
    people: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """How much somebody wrote in a chat, without retweets."""

    network: str
    handle: str
    name: str
    posts: int


@dataclass(frozen=True, slots=True)
class PersonNumbers:
    """How much an account wrote in public, without retweets, in how many chats, and from when until when."""

    posts: int
    chats: int
    first_posted_at: datetime | None
    last_posted_at: datetime | None


def archive_numbers() -> ArchiveNumbers:
    """Count what the archive shows."""
    public = Tweet.objects.public()
    days = Chat.objects.public().aggregate(first=Min("date"), last=Max("date"))
    originals = public.originals().count()
    return ArchiveNumbers(
        series=Series.objects.public().count(),
        chats=Chat.objects.public().count(),
        questions=Question.objects.filter(chat__published_at__isnull=False).count(),
        posts=originals,
        retweets=public.count() - originals,
        people=Participant.objects.filter(Exists(public.filter(author=OuterRef("pk")))).count(),
        first_day=days["first"],
        last_day=days["last"],
    )


def series_numbers(series: Series) -> list[ChatNumbers]:
    """Count the public chats of a series, the first one first."""
    chats = list(series.chats.public().order_by("date", "address"))
    rows = [chat.pk for chat in chats]
    counts, new = chat_counts(rows), _newcomers(rows)
    asked = Counter(Question.objects.filter(chat__in=rows).values_list("chat", flat=True))
    return [ChatNumbers.of(chat, counts[chat.pk], new[chat.pk], asked[chat.pk]) for chat in chats]


def question_numbers(transcript: Transcript) -> list[QuestionNumbers]:
    """Count the answers to each question of a chat."""
    return [
        QuestionNumbers(
            label=section.label,
            text=section.title,
            answers=section.count,
            people=len({post.author for post in section.every_post if not post.asks}),
        )
        for section in transcript.questions
    ]


def speakers(transcript: Transcript) -> list[Speaker]:
    """Return who wrote in a chat, those with most posts first."""
    posts = Counter(post.author for post in transcript.every_post)
    ranked = sorted(posts.items(), key=lambda one: (-one[1], one[0].folded))
    return [Speaker(person.network, person.handle, person.name, number) for person, number in ranked]


def newcomers(chat: Chat) -> int:
    """Return how many people wrote in none of the series' public chats before this one."""
    earlier = Q(chat__date__lt=chat.date) | Q(chat__date=chat.date, chat__address__lt=chat.address)
    of_series = Placement.objects.filter(chat__series=chat.series_id, chat__published_at__isnull=False)
    before = of_series.filter(earlier, tweet__author=OuterRef("pk")).visible().originals()
    here = chat.placements.visible().originals().values("tweet__author")
    return Participant.objects.filter(pk__in=here).exclude(Exists(before)).count()


def people_numbers(accounts: Collection[int]) -> Mapping[int, PersonNumbers]:
    """Count what accounts, by their rows, wrote in public; those who wrote nothing but retweets are left out."""
    posts = Tweet.objects.public().originals().filter(author__in=accounts).order_by().values("author")
    told = posts.annotate(posts=Count("pk"), first=Min("posted_at"), last=Max("posted_at"))
    places = Placement.objects.filter(chat__published_at__isnull=False, tweet__author__in=accounts)
    there = places.visible().originals().order_by().values("tweet__author")
    chats = dict(there.annotate(chats=Count("chat", distinct=True)).values_list("tweet__author", "chats"))
    return {
        pk: PersonNumbers(number, chats.get(pk, 0), first, last)
        for pk, number, first, last in told.values_list("author", "posts", "first", "last")
    }


def person_numbers(accounts: Collection[int]) -> PersonNumbers:
    """Count what the accounts of one person wrote in public, together."""
    told = Tweet.objects.public().originals().filter(author__in=accounts)
    counted = told.aggregate(posts=Count("pk"), first=Min("posted_at"), last=Max("posted_at"))
    places = Placement.objects.filter(chat__published_at__isnull=False, tweet__author__in=accounts)
    chats = places.visible().originals().aggregate(chats=Count("chat", distinct=True))["chats"]
    return PersonNumbers(counted["posts"], chats, counted["first"], counted["last"])


def _newcomers(chats: Iterable[int]) -> Counter[int]:
    """Count for each chat those who wrote in none before; the chats come in order."""
    order = {chat: place for place, chat in enumerate(chats)}
    wrote = Placement.objects.filter(chat__in=order).visible().originals().order_by()
    first: dict[int, int] = {}
    for author, chat in wrote.values_list("tweet__author", "chat").distinct():
        if author not in first or order[chat] < order[first[author]]:
            first[author] = chat
    return Counter(first.values())
