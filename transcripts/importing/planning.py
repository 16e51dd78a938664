"""The hours found in a series, and the chats the archive has: which hour belongs to which chat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..grouping import Hour
from ..models import Alias, Chat, Series, Session
from .spans import Span

SESSIONS = "sessions"
HOSTS = "hosts"
TITLE = "title"
ZONE = "timezone"
ORDER = "order"


@dataclass(frozen=True, slots=True)
class Plan:
    """A chat, saved or new, and the hours it consists of."""

    chat: Chat
    hours: tuple[Hour, ...]


def plan_chats(series: Series, span: Span, found: Sequence[Hour]) -> list[Plan]:
    """Say for each chat of a stretch of time which hours it has; what a person fixed stays as it is.

    Automatic drafts whose hour is no longer found are deleted; their posts stay with the series.
    """
    existing = chats_within(series, span)
    fixed = [chat for chat in existing if SESSIONS in chat.by_hand]
    automatic = [chat for chat in existing if SESSIONS not in chat.by_hand]
    days = by_day(series, [hour for hour in found if span.holds(hour.start)], fixed)
    plans = [Plan(chat, own_hours(chat, found)) for chat in fixed]
    for day, hours in sorted(days.items()):
        chat = meeting(automatic, day, hours)
        automatic = [other for other in automatic if other is not chat]
        plans.append(Plan(chat or new_chat(series, day, hours[0].start), tuple(hours)))
    return plans + [Plan(chat, own_hours(chat, found)) for chat in keep_public(automatic)]


def chats_within(series: Series, span: Span) -> list[Chat]:
    """Return the chats that begin in a stretch of time."""
    begin = series.chats.filter(sessions__start__gte=span.start, sessions__start__lt=span.end)
    return list(begin.distinct().order_by("date", "address").prefetch_related("sessions").select_related("series"))


def by_day(series: Series, hours: Iterable[Hour], fixed: Sequence[Chat]) -> dict[date, list[Hour]]:
    """Return hours by local date, without the days for which a person fixed the chat."""
    taken = {chat.date for chat in fixed}
    days: dict[date, list[Hour]] = defaultdict(list)
    for hour in sorted(hours, key=lambda one: one.start):
        day = hour.start.astimezone(series.zone).date()
        if day not in taken and not any(overlap(chat, hour) for chat in fixed):
            days[day].append(hour)
    return days


def overlap(chat: Chat, hour: Hour) -> bool:
    """True when an hour meets one of a chat's sessions."""
    return any(session.overlaps(hour.start, hour.end) for session in chat.sessions.all())


def meeting(chats: Iterable[Chat], day: date, hours: Sequence[Hour]) -> Chat | None:
    """Return the chat that the hours of a day meet, else the one of that day."""
    candidates = list(chats)
    met = [chat for chat in candidates if any(overlap(chat, hour) for hour in hours)]
    return next(iter(met or [chat for chat in candidates if chat.date == day]), None)


def new_chat(series: Series, day: date, start: datetime) -> Chat:
    """Return an unsaved draft for a day."""
    return Chat(series=series, date=day, address=free_address(series, day, start), timezone=series.timezone)


def free_address(series: Series, day: date, start: datetime) -> str:
    """Return the address for a chat of a day; where it is taken, its local start time tells the two apart."""
    if is_free(series, day.isoformat()):
        return day.isoformat()
    return f"{start.astimezone(series.zone):%Y-%m-%d-%H%M}"


def is_free(series: Series, address: str, *, but_for: Chat | None = None) -> bool:
    """True for an address at which no chat stands, and from which none leads on but one that may have it back."""
    if series.chats.filter(address=address).exists():
        return False
    alias = Alias.objects.filter(path=f"{series.get_absolute_url()}{address}/").first()
    return alias is None or (but_for is not None and alias.target == but_for.get_absolute_url())


def keep_public(chats: Iterable[Chat]) -> list[Chat]:
    """Return the chats whose address was given out or in which a person decided something, and delete the others.

    Nothing is found of them any more.
    """
    kept = []
    for chat in chats:
        if chat.was_public or chat.is_edited:
            kept.append(chat)
        else:
            chat.delete()
    return kept


def own_hours(chat: Chat, found: Sequence[Hour]) -> tuple[Hour, ...]:
    """Return a chat's sessions as hours, with the hosts and title of the hours found there."""
    return tuple(as_hour(session, found) for session in chat.sessions.all())


def as_hour(session: Session, found: Sequence[Hour]) -> Hour:
    """Return a session as an hour."""
    met = [hour for hour in found if session.overlaps(hour.start, hour.end)]
    hosts = tuple(dict.fromkeys(host for hour in met for host in hour.hosts))
    title = next((hour.title for hour in met if hour.title), "")
    return Hour(session.start, session.end, hosts, 1.0, title)
