"""What a person told about a chat on import: its day, hours, hosts, title. It stays through every regrouping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from ..models import Chat, ImportRun, Series, Session, Tweet
from .placing import participants
from .planning import HOSTS, SESSIONS, TITLE, free_address


@dataclass(frozen=True, slots=True)
class Overrides:
    """The day of the chat, its local start and end, its hosts and its title, each only where a person told it."""

    date: date | None = None
    start: time | None = None
    end: time | None = None
    hosts: tuple[str, ...] = ()
    title: str = ""

    def hours(self, zone: tzinfo) -> tuple[datetime, datetime] | None:
        """Return start and end, where they were told; an end before the start lies on the next day."""
        if not (self.date and self.start and self.end):
            return None
        start = datetime.combine(self.date, self.start, zone)
        end = datetime.combine(self.date, self.end, zone)
        return start, end if end > start else end + timedelta(days=1)


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
    remember(chat, SESSIONS)
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
    """Write the told hosts and title into the chat they were told of; return the moments to look at again.

    Raises BadOverride when the file has several chats and no day says which is meant.
    """
    if not (overrides.hosts or overrides.title):
        return []
    meant = [chat for chat in chats if overrides.date in (None, chat.date)]
    if len(meant) != 1:
        days = ", ".join(chat.address for chat in meant) or "none"
        raise BadOverride(f"--host and --title speak of one chat, the file has {days}; say which with --date.")
    fix(meant[0], overrides)
    return [session.start for session in meant[0].sessions.all()]


def fix(chat: Chat, overrides: Overrides) -> None:
    """Write told hosts and title into a chat."""
    if overrides.title:
        chat.title = overrides.title[:200]
        remember(chat, TITLE)
    if overrides.hosts:
        chat.hosts.set(participants(chat, overrides.hosts))
        remember(chat, HOSTS)
    chat.save()


def remember(chat: Chat, what: str) -> None:
    """Note that a person decided something about the chat."""
    chat.by_hand = sorted({*chat.by_hand, what})
