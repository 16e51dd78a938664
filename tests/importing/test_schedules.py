"""What a series announced, before or after its posts came in, finds and names its chats."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from tests.builders import START, make_series
from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from transcripts.importing import UnreadableFile, take_schedule
from transcripts.importing.schedule_files import ScheduleLine, read_schedule
from transcripts.models import Chat, ScheduledChat

CHICAGO = ZoneInfo("America/Chicago")
TABLE = """\
Date,Time,Topic,Hosts,Q1,Q2
2015-05-12,20:00,Lending seeds,"@guest, @host",Which seeds?,And why?
12 May 2016,8pm,,,,
"""
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//garden//EN
BEGIN:VEVENT
UID:1
DTSTART:20150513T010000Z
DTEND:20150513T020000Z
SUMMARY:Lending seeds
DESCRIPTION:Bring a jar.\\nHosts: @guest and @host\\nQ1: Which seeds?\\nQ2: And why?
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20150601
DTEND;VALUE=DATE:20150606
SUMMARY:A slow week
END:VEVENT
END:VCALENDAR
"""
LINE = ScheduleLine(
    date(2015, 5, 12),
    time(20),
    title="Lending seeds",
    hosts=("guest", "host"),
    questions=("Which seeds?", "And why?"),
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A schedule as a sheet."""
    path = tmp_path / "schedule.csv"
    path.write_text(TABLE)
    return path


def test_a_table_is_read_by_its_headers(table: Path) -> None:
    schedule = read_schedule(table, CHICAGO)

    assert schedule.lines == [LINE, ScheduleLine(date(2016, 5, 12), time(20))]


def test_a_calendar_is_read_in_the_zone_of_the_series(tmp_path: Path) -> None:
    path = tmp_path / "chats.ics"
    path.write_text(CALENDAR.replace("\n", "\r\n"))
    first, slow = read_schedule(path, CHICAGO).lines

    assert (first.day, first.start, first.end, first.title) == (LINE.day, LINE.start, time(21), LINE.title)
    assert first.hosts == ("guest", "host")
    assert first.questions == ("Q1: Which seeds?", "Q2: And why?")
    assert (slow.day, slow.last_date, slow.title) == (date(2015, 6, 1), date(2015, 6, 5), "A slow week")


def test_a_line_without_a_date_is_named(tmp_path: Path) -> None:
    path = tmp_path / "schedule.csv"
    path.write_text("date;title\nsoon;Seeds\n2015-05-12;Soil\n")
    schedule = read_schedule(path, CHICAGO)

    assert [str(one) for one in schedule.rejected] == [
        "line 2, date: “soon” is no date; write it like 2015-03-10 or 10 March 2015"
    ]
    assert [line.title for line in schedule.lines] == ["Soil"]


@pytest.mark.parametrize(
    "content", ["", "just words\n", "date\n2015-05-12\n", "title,host\na,b\n", "BEGIN:VCALENDAR\nnonsense"]
)
def test_what_is_no_schedule_says_what_is_needed(tmp_path: Path, content: str) -> None:
    path = tmp_path / "schedule.csv"
    path.write_text(content)

    with pytest.raises(UnreadableFile, match=r"schedule\.csv"):
        read_schedule(path, CHICAGO)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A file with one chat in it."""
    return write_lines(tmp_path / "week.jsonl", a_chat_hour())


def named() -> list[Any]:
    """What a schedule names."""
    return [
        (chat.address, chat.title, sorted(chat.hosts.values_list("handle", flat=True)), chat.questions.count())
        for chat in Chat.objects.all()
    ]


@pytest.mark.django_db
def test_it_names_chats_whether_it_comes_before_or_after_the_posts(table: Path, week: Path) -> None:
    series = make_series()
    take_schedule(table, series)
    take_in(week)
    before = named()
    ScheduledChat.objects.all().delete()
    Chat.objects.all().delete()
    series.tweets.all().delete()
    series.runs.all().delete()
    take_in(week)
    assert named() != before
    report = take_schedule(table, series)

    assert named() == before == [("2015-05-12", "Lending seeds", ["guest", "host"], 3)]
    assert [chat.address for chat in report.chats] == ["2015-05-12"]
    assert report.without_posts == (date(2016, 5, 12),)


@pytest.mark.django_db
def test_an_hour_that_only_the_schedule_tells_of_is_a_chat(table: Path, tmp_path: Path) -> None:
    talk = [a_status(f"Beans number {place}? #gardenlib", author="ann", minute=3 * place) for place in range(5)]
    file = write_lines(tmp_path / "talk.jsonl", talk)
    series = make_series()
    take_in(file)
    assert not Chat.objects.exists()

    take_schedule(table, series)

    chat = Chat.objects.get()
    assert (chat.title, [question.text for question in chat.questions.all()]) == (LINE.title, list(LINE.questions))


@pytest.mark.django_db
def test_a_title_given_by_hand_stays(table: Path, week: Path) -> None:
    take_in(week, timezone="America/Chicago")
    chat = Chat.objects.get()
    Chat.objects.update(title="Mine", by_hand=["title"])
    take_schedule(table, chat.series)

    assert Chat.objects.get().title == "Mine"


def days_of_questions() -> list[dict[str, Any]]:
    """A question a day, and answers through the day."""
    statuses = []
    for day in range(5):
        asked = day * 24 * 60
        statuses.append(a_status(f"Q{day + 1}: What of day {day}? #gardenlib", author="host", minute=asked))
        statuses += [
            a_status(f"A{day + 1} Much, says {who} #gardenlib", author=who, minute=asked + 60 * place)
            for place, who in enumerate(("ann", "ben", "cleo"), 1)
        ]
    return statuses


@pytest.mark.django_db
def test_a_slow_series_has_one_chat_over_days(tmp_path: Path) -> None:
    make_series(is_slow=True)
    statuses = days_of_questions()
    take_in(write_lines(tmp_path / "first.jsonl", statuses[:12]))
    take_in(write_lines(tmp_path / "later.jsonl", statuses[12:]))

    chat = Chat.objects.get()
    assert chat.questions.count() == 5
    assert chat.placements.filter(role="answer", question__isnull=False).count() == 15


@pytest.mark.django_db
def test_a_schedule_tells_of_a_slow_chat_too(tmp_path: Path) -> None:
    series = make_series()
    take_in(write_lines(tmp_path / "week.jsonl", days_of_questions()))
    assert Chat.objects.count() != 1
    path = tmp_path / "schedule.csv"
    path.write_text("date,until,title\n2015-05-12,2015-05-17,A slow week\n")
    take_schedule(path, series)

    chat = Chat.objects.get()
    session = chat.sessions.get()
    assert (chat.title, session.end - session.start) == ("A slow week", timedelta(days=4, hours=3))
    assert session.start == START


@pytest.mark.django_db
def test_the_command_tells_what_the_schedule_names(table: Path, week: Path) -> None:
    with pytest.raises(CommandError, match="There is no series"):
        call_command("import_schedule", table, series="gardenlib")
    take_in(week, timezone="America/Chicago")
    out = StringIO()
    call_command("import_schedule", table, series="gardenlib", stdout=out)

    assert "2 dates, 1 of them with posts" in out.getvalue()
    assert "/gardenlib/2015-05-12/  Lending seeds" in out.getvalue()
    assert datetime.fromisoformat("2016-05-12").date() == ScheduledChat.objects.latest("date").date


LOG = """\
---
title: "Sowing in spring"
host: ann
---
19:55 < ben> early bird
20:00 < ann> #startmeeting
20:01 < ben> hi
20:02 < cleo> What do we sow?
20:09 < ann> Beans, of course.
20:30 < ann> #endmeeting
22:00 < ben> forgot to say bye
"""


@pytest.mark.django_db
def test_a_log_tells_of_its_own_meeting(tmp_path: Path) -> None:
    log = tmp_path / "2019-05-01.txt"
    log.write_text(LOG)
    take_in(log, series="sowing")

    chat = Chat.objects.get()
    session = chat.sessions.get()
    assert (chat.title, [str(host) for host in chat.hosts.all()]) == ("Sowing in spring", ["@ann"])
    assert (session.start.time(), session.end.time()) == (time(20), time(20, 30))
    assert chat.hosts.get().network == "irc"


@pytest.mark.django_db
def test_a_schedule_knows_better_than_the_log(tmp_path: Path) -> None:
    log, schedule = tmp_path / "2019-05-01.txt", tmp_path / "schedule.csv"
    log.write_text(LOG)
    schedule.write_text("date,title,time\n2019-05-01,Beans,20:00\n")
    take_in(log, series="sowing")
    take_schedule(schedule, Chat.objects.get().series)

    assert Chat.objects.get().title == "Beans"
