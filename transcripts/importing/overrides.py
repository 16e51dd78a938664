"""What a person told about a chat on import: its day, hours, hosts, title. It stays through every regrouping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from types import MappingProxyType

from ..models import Chat, ImportRun, Series, Session, Tweet
from .placing import participants
from .planning import HOSTS, SESSIONS, TITLE, free_address


@dataclass(frozen=True, slots=True)
class Overrides:
    """The day of the chat, its local start and end, hosts, title, and times of questions by label, where told."""

    date: date | None = None
    start: time | None = None
    end: time | None = None
    hosts: tuple[str, ...] = ()
    title: str = ""
    questions: Mapping[str, time] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def of_one_chat(self) -> bool:
        """True when something was told that can hold for one chat only."""
        return bool(self.hosts or self.title or self.questions)

    def hours(self, zone: tzinfo) -> tuple[datetime, datetime] | None:
        """Return start and end, where they were told; an end before the start lies on the next day."""
        if not (self.date and self.start and self.end):
            return None
        start = datetime.combine(self.date, self.start, zone)
        end = datetime.combine(self.date, self.end, zone)
        return start, end if end > start else end + timedelta(days=1)


def asked_moments(questions: Mapping[str, time], day: date, zone: tzinfo) -> dict[str, datetime]:
    """Return when the questions of a chat of a day were asked; a time before the first one's is the next day's."""
    moments: dict[str, datetime] = {}
    for label, clock in questions.items():
        moment = datetime.combine(day, clock, zone)
        first = next(iter(moments.values()), moment)
        moments[label] = moment if moment >= first else moment + timedelta(days=1)
    return moments


class BadOverride(Exception):
    """What was told does not fit the file; the message says what to tell instead."""


def fix_hours(series: Series, run: ImportRun, overrides: Overrides) -> list[datetime]:
    """Write the told hours of a chat, or the posts' of a told day; return the moments to look at again.

    Raises BadOverride when the file has no post on the told day.
    """
    told = overrides.hours(series.zone)
    if overrides.date is None or (told is None and chat_of(series, overrides.date)):
        return []
    start, end = told or span_of(run, overrides.date, series.zone)
    chat = chat_of(series, overrides.date) or Chat(
        series=series,
        date=overrides.date,
        address=free_address(series, overrides.date, start),
        timezone=series.timezone,
    )
    chat.note(SESSIONS, by_hand=True)
    chat.save()
    chat.sessions.all().delete()
    Session.objects.create(chat=chat, start=start, end=end)
    return [start, end]


def chat_of(series: Series, day: date) -> Chat | None:
    """Return the series' chat of a day."""
    return series.chats.filter(date=day).order_by("address").first()


def span_of(run: ImportRun, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the moments of the first and the last post that a file has on a day."""
    midnight = datetime.combine(day, time(), zone)
    posts = Tweet.objects.filter(sightings__run=run).between(midnight, midnight + timedelta(days=1))
    moments = list(posts.order_by("posted_at").values_list("posted_at", flat=True))
    if not moments:
        raise BadOverride(f"{run.file_name} has no post on {day.isoformat()} ({zone}), the day told by --date.")
    return moments[0], moments[-1]


def fix_hosts_and_title(chats: Sequence[Chat], overrides: Overrides) -> list[datetime]:
    """Write the told hosts, title and question times into the chat they were told of; return the moments to look at.

    Raises BadOverride when the file has several chats and no day says which is meant, or a question is none of it.
    """
    if not overrides.of_one_chat:
        return []
    meant = [chat for chat in chats if overrides.date in (None, chat.date)]
    if len(meant) != 1:
        days = ", ".join(chat.address for chat in meant) or "none"
        told = "--question speaks" if overrides.questions else "--host and --title speak"
        raise BadOverride(f"{told} of one chat, the file has {days}; say which with --date.")
    fix(meant[0], overrides)
    fix_questions(meant[0], overrides)
    return [session.start for session in meant[0].sessions.all()]


def fix(chat: Chat, overrides: Overrides) -> None:
    """Write told hosts and title into a chat."""
    if overrides.title:
        chat.title = overrides.title[:200]
        chat.note(TITLE, by_hand=True)
    if overrides.hosts:
        chat.hosts.set(participants(chat, overrides.hosts))
        chat.note(HOSTS, by_hand=True)
    chat.save()


def fix_questions(chat: Chat, overrides: Overrides) -> None:
    """Write the told times of a chat's questions; raises BadOverride for one that it has not."""
    for label, moment in asked_moments(overrides.questions, chat.date, chat.zone).items():
        told = {"asked_at": moment, "asked_at_by_hand": True}
        if not chat.questions.filter(label=label).update(**told):
            labels = ", ".join(chat.questions.values_list("label", flat=True)) or "none"
            raise BadOverride(f"There is no question {label} to give a time to; there are: {labels}.")
