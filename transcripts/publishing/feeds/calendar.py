"""The chats of a series as a calendar to subscribe to: iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from ...models import Chat, ScheduledChat, Series
from ..addresses import chat_path
from ..directory import ChatCard, cards_of
from ..links import PageLink
from ..tweet_html import plain

Moment: TypeAlias = date | datetime
"""A day, or a moment in the zone of the series."""

USUAL_LENGTH = timedelta(hours=1)
UNTIL = date(2038, 1, 1)
"""Up to when the changes of clocks are told in each zone's rules."""


def calendar_link(slug: str) -> PageLink:
    """Return a link to the calendar of a series."""
    return PageLink("Calendar", "text/calendar", f"/feeds/series/{slug}.ics")


def to_calendar(series: Series) -> bytes:
    """Return the published chats of a series, and those that its schedule announces for days to come.

    Of an announced chat it tells day, hours, topic and hosts, never the questions. As soon as the archive has a chat of
    that day, draft or not, only the chat itself speaks: nothing tells of a draft, nor of what was withdrawn.
    """
    events = [event for card in cards_of(series.chats.public().order_by("date", "address")) for event in _held(card)]
    events += [_announced(line) for line in to_come(series)]
    calendar = Calendar()
    calendar.add("prodid", "-//Chatarchive//Chatarchive//EN")
    calendar.add("version", "2.0")
    # RFC 7986, and what was used before it.
    for name in ("name", "x-wr-calname"):
        calendar.add(name, _line(series.name))
    calendar.add("url", f"{settings.SITE_URL}{series.get_absolute_url()}")
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones(last_date=UNTIL)
    return bytes(calendar.to_ical())


def to_come(series: Series) -> list[ScheduledChat]:
    """Return what a series announced for today and later, but for days of which the archive has a chat."""
    today = timezone.now().astimezone(series.zone).date()
    known = Chat.objects.filter(series=series, date__gte=today).values("date")
    return list(series.scheduled.filter(date__gte=today).exclude(date__in=known).select_related("series"))


def _held(card: ChatCard) -> Iterator[Event]:
    """Yield an event for each session; of a chat of which only the day is known, one for that day."""
    permalink = f"{settings.SITE_URL}{card.path}"
    stretches: list[tuple[Moment, Moment]] = [(one.start, one.end) for one in card.sessions]
    stretches = stretches or [(card.date, card.date + timedelta(days=1))]
    for number, (start, end) in enumerate(stretches, 1):
        event = _event(permalink, f"{card.series_name}: {card.title}", start, end, card.changed_at)
        # The address of the chat is known for ever; its further sessions are told apart by their number.
        event["uid"] = permalink if number == 1 else f"{permalink}#{number}"
        event.add("description", plain("\n".join(_lines(card))))
        event.add("status", "CONFIRMED")
        yield event


def _announced(line: ScheduledChat) -> Event:
    """Return an event for a chat to come; it has the address that the chat will have, and so becomes its event."""
    series = line.series
    permalink = f"{settings.SITE_URL}{chat_path(series.slug, line.date.isoformat())}"
    start, end = _hours(line)
    name = f"{series.name}: {line.title}" if line.title else series.name
    event = _event(permalink, name, start, end, line.changed_at)
    event["uid"] = permalink
    if line.hosts:
        event.add("description", plain(f"Hosts: {', '.join(f'@{host}' for host in line.hosts)}"))
    event.add("status", "TENTATIVE")
    return event


def _event(permalink: str, name: str, start: Moment, end: Moment, changed_at: datetime) -> Event:
    """Return what every event tells; a past chat keeps nobody busy."""
    event = Event()
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", _line(name))
    event.add("url", permalink)
    event.add("transp", "TRANSPARENT")
    return event


def _lines(card: ChatCard) -> Iterator[str]:
    """Yield what is told of a chat: how much of it there is, its questions, where it is."""
    yield f"{card.told}."
    yield from (f"{question.label}: {' '.join(question.text.split())}" for question in card.questions)
    yield f"{settings.SITE_URL}{card.path}"


def _hours(line: ScheduledChat) -> tuple[Moment, Moment]:
    """Return from when to when a chat was announced: whole days where no time was told, an hour where no end was."""
    if line.start is None or line.last_date:
        return line.date, (line.last_date or line.date) + timedelta(days=1)
    start = datetime.combine(line.date, line.start, line.series.zone)
    if line.end is None:
        return start, start + USUAL_LENGTH
    end = datetime.combine(line.date, line.end, line.series.zone)
    return start, end if end > start else end + timedelta(days=1)


def _line(text: str) -> str:
    """Return a text as a name that takes one line."""
    return " ".join(plain(text).split())
