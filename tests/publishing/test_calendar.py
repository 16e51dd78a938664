"""The calendar of a series holds its chats by their lasting addresses, and tells of no draft."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event

from tests.builders import START, make_chat, make_question, make_series, make_tweet, place
from tests.web.lively import HOSTILE
from transcripts.grouping import Part
from transcripts.models import ScheduledChat, Series, Session

pytestmark = pytest.mark.django_db
PERMALINK = "http://localhost:8000/gardenlib/2015-05-12/"
CHICAGO = ZoneInfo("America/Chicago")


def events(client: Client, path: str = "/feeds/series/gardenlib.ics") -> list[Event]:
    response = client.get(path)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def tomorrow(series: Series) -> date:
    return timezone.now().astimezone(series.zone).date() + timedelta(days=1)


def test_a_chat_is_an_event_in_its_zone(client: Client) -> None:
    chat = make_chat()
    make_question(chat, 1, "What\ngrows?")
    place(chat, make_tweet(), Part.ASIDE)
    [event] = events(client)
    assert event.start == datetime(2015, 5, 12, 20, tzinfo=CHICAGO)
    assert event.end == datetime(2015, 5, 12, 21, tzinfo=CHICAGO)
    assert (event["UID"], event["URL"]) == (PERMALINK, PERMALINK)
    assert event["SUMMARY"] == "#gardenlib chats: Lending seeds"
    assert event["DESCRIPTION"] == f"1 post by one person.\nQ1: What grows?\n{PERMALINK}"
    assert event["DTSTAMP"].dt == chat.changed_at.replace(microsecond=0).astimezone(UTC)


def test_zones_are_told_with_their_rules(client: Client) -> None:
    make_chat()
    [zone] = Calendar.from_ical(client.get("/feeds/series/gardenlib.ics").content).timezones
    assert zone.to_tz().utcoffset(datetime(2015, 5, 12)) == timedelta(hours=-5)
    assert zone.to_tz().utcoffset(datetime(2015, 1, 12)) == timedelta(hours=-6)


def test_each_session_of_a_chat_is_an_event(client: Client) -> None:
    chat = make_chat()
    Session.objects.create(chat=chat, start=START + timedelta(hours=3), end=START + timedelta(hours=4))
    assert [event["UID"] for event in events(client)] == [PERMALINK, f"{PERMALINK}#2"]


def test_a_chat_of_which_only_the_day_is_known_takes_that_day(client: Client) -> None:
    chat = make_chat()
    chat.sessions.all().delete()
    [event] = events(client)
    assert (event.start, event.end) == (date(2015, 5, 12), date(2015, 5, 13))


def test_a_chat_to_come_is_told_by_day_hours_topic_and_hosts_but_not_its_questions(client: Client) -> None:
    series = make_chat().series
    day = tomorrow(series)
    told = {"title": "Seeds", "hosts": ["ann"], "questions": ["What is secret?"], "start": time(20)}
    ScheduledChat.objects.create(series=series, date=day, **told)
    event = events(client)[1]
    assert event["UID"] == f"http://localhost:8000/gardenlib/{day}/"
    assert (event.start, event.end - event.start) == (datetime.combine(day, time(20), CHICAGO), timedelta(hours=1))
    assert (event["SUMMARY"], event["DESCRIPTION"], event["STATUS"]) == (
        "#gardenlib chats: Seeds",
        "Hosts: @ann",
        "TENTATIVE",
    )
    assert "secret" not in str(event.to_ical())


def test_an_announced_chat_becomes_the_event_of_the_chat(client: Client) -> None:
    series = make_chat().series
    start = datetime.combine(tomorrow(series), time(20), CHICAGO)
    ScheduledChat.objects.create(series=series, date=start.date())
    announced = events(client)[1]["UID"]
    make_chat(series, start=start)
    assert [event["UID"] for event in events(client)] == [PERMALINK, announced]


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_calendar_tells_of_no_draft_and_of_nothing_withdrawn(client: Client, is_withdrawn: bool) -> None:
    series = make_chat().series
    start = datetime.combine(tomorrow(series), time(20), CHICAGO)
    ScheduledChat.objects.create(series=series, date=start.date(), title="Secret")
    draft = make_chat(series, start=start, published=is_withdrawn, title="Secret")
    if is_withdrawn:
        draft.withdraw()
    ScheduledChat.objects.create(series=series, date=START.date() - timedelta(days=9), title="Secret of old")
    assert [event["UID"] for event in events(client)] == [PERMALINK]


def test_a_series_without_public_chats_has_no_calendar(client: Client) -> None:
    series = make_chat(published=False).series
    ScheduledChat.objects.create(series=series, date=tomorrow(series))
    assert client.get("/feeds/series/gardenlib.ics").status_code == 404


def test_hostile_words_stay_words_in_a_calendar(client: Client) -> None:
    words = f"{HOSTILE}\r\nEND:VEVENT\r\nBEGIN:VALARM; , \\n \x1b"
    chat = make_chat(make_series(name=words[:90]), title=words)
    make_question(chat, 1, words)
    [event] = events(client)
    assert "\nEND:VEVENT" not in event["SUMMARY"].replace("\r", "\n") or len(event.subcomponents) == 0
    assert HOSTILE in event["SUMMARY"]


def test_an_unchanged_calendar_is_not_sent_again(client: Client) -> None:
    make_chat()
    known = client.get("/feeds/series/gardenlib.ics").headers["ETag"]
    assert client.get("/feeds/series/gardenlib.ics", headers={"If-None-Match": known}).status_code == 304
