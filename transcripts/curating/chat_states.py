"""What a chat says of itself: title, framing, zone, hosts, hours; as the journal keeps it and puts it back."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Self

from ..importing import HOSTS, SESSIONS, TITLE, ZONE, account
from ..models import Alias, Chat, Decision, LedgerEntry, Session
from .state import State


@dataclass(frozen=True)
class Fact(State):
    """Something that a chat says of itself; written as a whole."""

    bears_on_places: ClassVar[bool] = True

    @classmethod
    @abstractmethod
    def of(cls, chat: Chat) -> Self:
        """Return what a chat's rows say."""

    @abstractmethod
    def write(self, chat: Chat) -> None:
        """Write it into a chat."""

    @classmethod
    def put_back(cls, chat: Chat, states: Mapping[str, Self]) -> list[datetime]:
        """Write it as it was; where it bears on places, the chat is grouped again around where it was and is."""
        moments = starts(chat)
        for state in states.values():
            state.write(chat)
        return [*moments, *starts(chat)] if cls.bears_on_places else []


@dataclass(frozen=True)
class Heading(Fact):
    """Title, framing text and zone; `fixed` names those of them that a person told."""

    about = Decision.About.HEADING
    bears_on_places = False

    title: str
    framing: str
    timezone: str
    fixed: tuple[str, ...]

    @classmethod
    def of(cls, chat: Chat) -> Heading:
        """Return what a chat's row says."""
        return cls(chat.title, chat.framing, chat.timezone, tuple(one for one in (TITLE, ZONE) if one in chat.by_hand))

    def write(self, chat: Chat) -> None:
        """Write it into a chat."""
        chat.title, chat.framing, chat.timezone = self.title, self.framing, self.timezone
        for fact in (TITLE, ZONE):
            chat.note(fact, by_hand=fact in self.fixed)
        chat.save(update_fields=["title", "framing", "timezone", "by_hand"])


@dataclass(frozen=True)
class Hosting(Fact):
    """Who hosts a chat, as network and folded handle; whether a person said so."""

    about = Decision.About.HOSTS

    hosts: tuple[tuple[str, str], ...]
    by_hand: bool

    @classmethod
    def of(cls, chat: Chat) -> Hosting:
        """Return what a chat's rows say."""
        return cls(tuple(sorted((host.network, host.folded) for host in chat.hosts.all())), HOSTS in chat.by_hand)

    def write(self, chat: Chat) -> None:
        """Write it into a chat."""
        known = {(host.network, host.folded): host for host in chat.hosts.all()}
        # The journal keeps lists for tuples.
        named = [(network, handle) for network, handle in self.hosts]
        chat.hosts.set([known.get(one) or account(chat, *one) for one in named])
        chat.note(HOSTS, by_hand=self.by_hand)
        chat.save(update_fields=["by_hand"])


@dataclass(frozen=True)
class Hours(Fact):
    """When a chat took place: start and end of each session in ISO 8601; whether a person said so."""

    about = Decision.About.HOURS

    sessions: tuple[tuple[str, str], ...]
    by_hand: bool

    @classmethod
    def of(cls, chat: Chat) -> Hours:
        """Return what a chat's rows say."""
        rows = chat.sessions.values_list("start", "end")
        return cls(tuple((start.isoformat(), end.isoformat()) for start, end in rows), SESSIONS in chat.by_hand)

    def write(self, chat: Chat) -> None:
        """Write it into a chat."""
        chat.sessions.all().delete()
        Session.objects.bulk_create(Session(chat=chat, start=start, end=end) for start, end in self.moments())
        chat.note(SESSIONS, by_hand=self.by_hand)
        chat.save(update_fields=["by_hand"])

    def moments(self) -> Iterable[tuple[datetime, datetime]]:
        """Yield start and end of each session."""
        for start, end in self.sessions:
            yield datetime.fromisoformat(start), datetime.fromisoformat(end)


@dataclass(frozen=True)
class Day(Fact):
    """The day of a chat that was public, in ISO 8601, and its place in the addresses."""

    about = Decision.About.DAY
    bears_on_places = False

    day: str
    address: str

    @classmethod
    def of(cls, chat: Chat) -> Day:
        """Return what a chat's row says."""
        return cls(chat.date.isoformat(), chat.address)

    def write(self, chat: Chat) -> None:
        """Write it into a chat; what was public of it leads on from where it stood."""
        before = chat.get_absolute_url()
        chat.date, chat.address = date.fromisoformat(self.day), self.address
        chat.save(update_fields=["date", "address"])
        places = ["", "recap/", *(f"{slug}/" for slug in chat.questions.values_list("slug", flat=True))]
        known = LedgerEntry.objects.filter(path__in=[f"{before}{place}" for place in places])
        for path in known.values_list("path", flat=True):
            Alias.objects.lead(path, f"{chat.get_absolute_url()}{path.removeprefix(before)}")


@dataclass(frozen=True)
class Listing(Fact):
    """Whether other search engines are asked not to list a chat's pages."""

    about = Decision.About.LISTING
    bears_on_places = False

    noindex: bool

    @classmethod
    def of(cls, chat: Chat) -> Listing:
        """Return what a chat's row says."""
        return cls(chat.noindex)

    def write(self, chat: Chat) -> None:
        """Write it into a chat."""
        chat.noindex = self.noindex
        chat.save(update_fields=["noindex"])


def starts(chat: Chat) -> list[datetime]:
    """Return the moments at which a chat's sessions begin, around which it is grouped again."""
    return list(chat.sessions.values_list("start", flat=True))


@dataclass(frozen=True)
class Publication(State):
    """Whether anyone may see a chat. It is journalled, and never undone by a key: an address was given out."""

    about = Decision.About.PUBLICATION

    published: bool

    @classmethod
    def put_back(cls, chat: Chat, states: Mapping[str, Publication]) -> list[datetime]:
        """Leave it as it is."""
        return []
