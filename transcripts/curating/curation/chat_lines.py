"""Lines about chats: their addresses, what people fixed of them, and their questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Self

from django.db.models import Q
from pydantic import Field

from ...grouping import Method, Role
from ...grouping import Part as PartOfHour
from ...importing import account, free_address
from ...models import WITHDRAWN, Chat, Participant, Question, Session
from .line import Address, Day, Key, Line, Moment, Part, Slug, Text, the_series
from .rebuild import Rebuild
from .settings_lines import Zone


class QuestionPart(Part):
    """A question: its label and place in addresses, and by which posts it is known."""

    label: Text = Field(max_length=20, description="Q1, T2a, Bonus.")
    slug: Text = Field(max_length=20, pattern="^[a-z0-9-]+$", description="Its place in the chat's addresses.")
    number: int | None = Field(ge=0, le=32767, description="The number of its label, where it has one.")
    position: int = Field(ge=1, le=32767, description="Its place in the chat.")
    text: Text = Field(description="Its words.")
    text_by_hand: bool = Field(description="Whether a person wrote them.")
    asked_at: Moment | None = Field(description="When it was asked.")
    asked_at_by_hand: bool = Field(description="Whether a person told that.")
    by_hand: bool = Field(description="Whether a person added, relabelled or merged it.")
    found_as: list[Text] = Field(description="The labels it is found under, where its own is another one.")
    asked_by: list[Key] = Field(description="The posts that ask it; by them it is known though labels change.")

    @classmethod
    def of(cls, question: Question, position: int, asked_by: Sequence[str]) -> QuestionPart:
        """Return what a row says; places are counted anew, since a merge leaves a gap among them."""
        told = {name: getattr(question, name) for name in FIELDS_OF_QUESTION}
        return cls.model_validate(told | {"position": position, "asked_by": list(asked_by)})

    def write(self, chat: Chat) -> None:
        """Save it as a question of a chat, asked by those of its posts that stand there."""
        question = Question.objects.create(chat=chat, **self.model_dump(include=set(FIELDS_OF_QUESTION)))
        asks = chat.placements.filter(tweet__key__in=self.asked_by)
        asks.update(question=question, part="", role=Role.ASK, method=Method.MARKER)


FIELDS_OF_QUESTION = tuple(name for name in QuestionPart.model_fields if name != "asked_by")


class SessionPart(Part):
    """A stretch of time in which the chat took place."""

    start: Moment = Field(description="Its first moment.")
    end: Moment = Field(description="The moment of its last post.")


class HostPart(Part):
    """Somebody who hosts."""

    network: Text = Field(max_length=20, description="The network of the account.")
    handle: Text = Field(min_length=1, max_length=200, description="Its handle, in lower case.")


class ChatLine(Line):
    """A chat that was public or that somebody worked on; any other one is found again in the files."""

    kind: Literal["chat"] = "chat"
    series: Slug = Field(description="Its series.")
    address: Address = Field(description="Its place in the addresses of the series.")
    date: Day = Field(description="Local date of its start.")
    by_hand: list[Text] = Field(description="What people fixed: title, hosts, sessions, timezone, order, withdrawn.")
    title: Text = Field(max_length=200, description="Its title.")
    framing: Text = Field(description="What was written about it beforehand.")
    timezone: Zone = Field(description="The zone in which it is shown.")
    noindex: bool = Field(description="Whether other search engines are asked not to list it.")
    sessions: list[SessionPart] = Field(description="By their hours the chat is recognised among those of the files.")
    hosts: list[HostPart] = Field(description="Who hosts.")
    questions: list[QuestionPart] = Field(description="Its questions, in order.")
    dropped: list[Text] = Field(description="Names of questions that are found and were deleted.")
    published_at: Moment | None = Field(description="Since when it is public; nothing for a draft or a withdrawn one.")
    first_published_at: Moment | None = Field(description="When it was public first; its addresses are fixed since.")

    @classmethod
    def told(cls) -> Iterator[Self]:
        """Yield each."""
        chats = Chat.objects.select_related("series").prefetch_related("sessions", "hosts", "questions")
        for chat in chats.order_by("series__slug", "address"):
            if chat.was_public or chat.is_edited:
                yield cls.of(chat)

    @classmethod
    def of(cls, chat: Chat) -> Self:
        """Return what its rows say."""
        asks: dict[int | None, list[str]] = {}
        for question, key in chat.placements.asks().in_order().values_list("question", "tweet__key"):
            asks.setdefault(question, []).append(key)
        hosts = sorted((host.network, host.folded) for host in chat.hosts.all())
        plain = ("address", "date", "by_hand", "title", "framing", "timezone", "noindex")
        return cls(
            series=chat.series.slug,
            sessions=[SessionPart(start=one.start, end=one.end) for one in chat.sessions.all()],
            hosts=[HostPart(network=network, handle=handle) for network, handle in hosts],
            questions=[
                QuestionPart.of(one, at, asks.get(one.pk, [])) for at, one in enumerate(chat.questions.all(), 1)
            ],
            dropped=chat.dropped_questions,
            published_at=chat.published_at,
            first_published_at=chat.first_published_at,
            **{name: getattr(chat, name) for name in plain},
        )

    def needs(self) -> Iterator[tuple[str, str]]:
        """Yield the series."""
        yield "series", self.series

    def apply(self, rebuild: Rebuild) -> None:
        """Write the chat's rows, still out of sight; it is grouped by them, then shown as it was."""
        chat = self.meet(rebuild)
        if chat.pk and ChatLine.of(chat) == self:
            rebuild.claimed.add(chat.pk)
            return
        if chat.pk:
            rebuild.touch(chat)
        make_room(chat, self.address)
        self.write(chat)
        rebuild.claimed.add(chat.pk)
        rebuild.touch(chat)

    def meet(self, rebuild: Rebuild) -> Chat:
        """Return the chat that the line tells of: the one of its hours, else of its address, else a new one."""
        series = the_series(self.series)
        free = series.chats.exclude(pk__in=rebuild.claimed).select_related("series")
        hours = [Q(sessions__start__lte=one.end, sessions__end__gte=one.start) for one in self.sessions]
        at_address = free.filter(address=self.address)
        for hour in hours:
            met = at_address.filter(hour).first() or free.filter(hour).order_by("address").first()
            if met:
                return met
        return at_address.first() or Chat(series=series)

    def write(self, chat: Chat) -> None:
        """Write it; as long as it is being grouped nobody sees it, and nothing shows it on its own."""
        for name in ("address", "date", "title", "framing", "timezone", "noindex", "first_published_at"):
            setattr(chat, name, getattr(self, name))
        chat.published_at, chat.dropped_questions = None, self.dropped
        chat.by_hand = sorted({*self.by_hand, WITHDRAWN})
        chat.save()
        chat.sessions.all().delete()
        Session.objects.bulk_create(Session(chat=chat, start=one.start, end=one.end) for one in self.sessions)
        chat.hosts.set([self.host(chat, one) for one in self.hosts])
        self.write_questions(chat)

    def host(self, chat: Chat, told: HostPart) -> Participant:
        """Return the account of a host."""
        return account(chat, told.network, told.handle)

    def write_questions(self, chat: Chat) -> None:
        """Put the questions in the place of those that were found."""
        nowhere = {"question": None, "part": PartOfHour.UNPLACED, "role": Role.ANSWER, "confidence": 0.0}
        chat.placements.exclude(question=None).update(**nowhere, method=Method.TIME)
        chat.questions.all().delete()
        for question in self.questions:
            question.write(chat)

    def show(self) -> None:
        """Give the chat the visibility that it had, unless all its posts are away."""
        chat = Chat.objects.select_related("series").get(series__slug=self.series, address=self.address)
        is_there = chat.placements.exists()
        shown = {"published_at": self.published_at if is_there else None, "by_hand": self.by_hand}
        shown["first_published_at"] = self.first_published_at
        if any(getattr(chat, name) != value for name, value in shown.items()):
            Chat.objects.filter(pk=chat.pk).update(**shown)
            chat.refresh_from_db()
            chat.renew()


def make_room(chat: Chat, address: str) -> None:
    """Have another chat give up an address, until its own line or its day gives it one."""
    for other in chat.series.chats.filter(address=address).exclude(pk=chat.pk):
        other.address = f"~{other.pk}"
        other.save(update_fields=["address"])


def give_room() -> None:
    """Give chats without a line of their own, which gave up their address, the next one that is free."""
    for chat in Chat.objects.filter(address__startswith="~").select_related("series"):
        first = chat.sessions.first()
        if first:
            chat.address = free_address(chat.series, chat.date, first.start)
            chat.save(update_fields=["address"])
