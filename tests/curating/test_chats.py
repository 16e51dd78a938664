"""A chat's heading, hosts and hours are edited, undone, and stay; who publishes it is written down."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.builders import START, make_chat, make_series
from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from transcripts import curating, web
from transcripts.importing import regroup_all
from transcripts.models import Chat, Decision, Placement, Question, Series

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ann() -> User:
    """Who sits at the desk."""
    return User.objects.create_superuser("ann")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An hour with a second host, who asks a fourth question, and one who looks in long after."""
    more = [
        a_status("Q4: What about point 4? #gardenlib", author="cohost", minute=33),
        a_status("A4 Nothing at all #gardenlib", author="ann", minute=34),
        a_status("Still thinking of this #gardenlib", author="eve", minute=300),
    ]
    return write_lines(tmp_path / "a.jsonl", [*a_chat_hour(), *more])


@pytest.fixture
def chat(file: Path) -> Chat:
    """That hour, grouped."""
    make_series()
    take_in(file, series="gardenlib")
    return Chat.objects.get()


def state() -> dict[str, object]:
    """All that can be decided about the chat, and where its posts stand."""
    chat = Chat.objects.get()
    return {
        "heading": (chat.title, chat.framing, chat.timezone, chat.by_hand),
        "hosts": sorted(host.folded for host in chat.hosts.all()),
        "hours": list(chat.sessions.values_list("start", "end")),
        "questions": [(one.label, one.text) for one in Question.objects.all()],
        "placed": sorted(
            str((one.tweet.key, one.label, one.method)) for one in Placement.objects.select_related("tweet")
        ),
    }


def test_title_framing_and_zone_stay_through_files_and_are_undone(ann: User, chat: Chat, file: Path) -> None:
    before = state()
    curating.edit_heading(ann, chat, title=" Seeds\n again\0 ", framing="Bring a\r\npencil. ", timezone="Europe/Rome")
    decided = state()
    assert decided["heading"] == ("Seeds again", "Bring a\npencil.", "Europe/Rome", ["timezone", "title"])
    take_in(file, series="gardenlib", timezone="Europe/Paris")
    assert Chat.objects.get().timezone == "Europe/Rome"
    assert Chat.objects.get().title == "Seeds again"

    curating.undo_last(ann, Chat.objects.get())
    assert state()["heading"] == before["heading"]


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "Europe/Rome\0"])
def test_a_zone_that_is_none_is_refused(ann: User, chat: Chat, zone: str) -> None:
    with pytest.raises(curating.Undecidable):
        curating.edit_heading(ann, chat, title="", framing="", timezone=zone)
    assert not Decision.objects.exists()


def test_who_hosts_asks_and_who_does_not_only_answers(ann: User, chat: Chat, file: Path) -> None:
    before = state()
    asked_by_cohost = Placement.objects.get(tweet__author__handle="cohost").tweet.key
    curating.mark_author(ann, chat, [asked_by_cohost], hosts=True)
    assert state()["hosts"] == ["cohost", "host"]
    assert Question.objects.get(label="Q4").text == "What about point 4?"
    regroup_all(Series.objects.get())
    take_in(file, series="gardenlib")
    assert state()["hosts"] == ["cohost", "host"]

    curating.mark_host(ann, chat, "twitter", "@Cohost", hosts=False)
    assert state()["hosts"] == ["host"]
    curating.undo_last(ann, Chat.objects.get())
    curating.undo_last(ann, Chat.objects.get())
    assert state() == before


def test_a_host_who_said_nothing_can_be_named(ann: User, chat: Chat) -> None:
    assert curating.mark_host(ann, chat, "twitter", "Silent", hosts=True)
    assert curating.mark_host(ann, chat, "twitter", "silent", hosts=True) == []
    assert "silent" in state()["hosts"]  # type: ignore[operator]
    for handle in ("", " @ ", "x" * 201):
        with pytest.raises(curating.Undecidable):
            curating.mark_host(ann, chat, "twitter", handle, hosts=True)


def test_start_and_end_are_a_persons_and_what_stands_around_follows(ann: User, chat: Chat, file: Path) -> None:
    before = state()
    told = [(START, START + timedelta(minutes=20)), (START + 4 * HOUR, START + 6 * HOUR)]
    curating.set_hours(ann, chat, told[::-1])
    decided = state()
    assert decided["hours"] == told
    assert decided["placed"] != before["placed"]
    regroup_all(Series.objects.get())
    take_in(file, series="gardenlib")
    assert state() == decided

    assert curating.set_hours(ann, chat, told) == []
    curating.undo_last(ann, Chat.objects.get())
    assert state() == before


@pytest.mark.parametrize(
    "hours",
    [
        [],
        [(START, START)],
        [(START, START - HOUR)],
        [(START, START + timedelta(days=40))],
        [(START, START + HOUR), (START + HOUR, START + 2 * HOUR)],
        [(START - timedelta(days=1), START)],
        [(START + n * HOUR, START + n * HOUR + HOUR / 2) for n in range(11)],
    ],
)
def test_hours_that_cannot_be_the_chats_are_refused(
    ann: User, chat: Chat, hours: list[tuple[datetime, datetime]]
) -> None:
    before = state()
    with pytest.raises(curating.Undecidable):
        curating.set_hours(ann, chat, hours)
    assert state() == before


def test_the_day_of_a_chat_is_that_of_its_series_zone(ann: User) -> None:
    chat = make_chat()
    late = datetime(2015, 5, 12, 23, 30, tzinfo=ZoneInfo("America/Chicago"))
    assert curating.set_hours(ann, chat, [(late, late + HOUR)])


def test_who_publishes_and_withdraws_is_written_down_and_no_key_undoes_it(ann: User, chat: Chat) -> None:
    assert curating.publish_chat(ann, chat)
    assert curating.publish_chat(ann, chat) == []
    assert Chat.objects.get().is_public
    assert curating.undo_last(ann, chat) == []
    assert Chat.objects.get().is_public
    curating.withdraw_chat(ann, Chat.objects.get())
    assert [one.kind for one in Decision.objects.order_by("pk")] == ["published", "withdrawn"]


def test_a_public_chat_moves_to_another_day_and_all_its_old_addresses_lead_there(
    ann: User, chat: Chat, client: Client
) -> None:
    chat.publish()
    curating.redate(ann, chat, date(2015, 5, 20))

    for place in ("", "q1/", "q1/embed/"):
        response = client.get(f"/gardenlib/2015-05-12/{place}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/gardenlib/2015-05-20/{place}")
        assert client.get(f"/gardenlib/2015-05-20/{place}").status_code == 200
    assert not web.check_links(in_full=True).broken

    curating.undo_last(ann, chat)
    assert client.get("/gardenlib/2015-05-12/q1/").status_code == 200
    assert client.get("/gardenlib/2015-05-20/q1/").headers["Location"] == "/gardenlib/2015-05-12/q1/"


def test_the_files_of_a_moved_chat_lead_on_too(ann: User, chat: Chat, client: Client) -> None:
    chat.publish()
    curating.redate(ann, chat, date(2015, 5, 20))

    for ending in (".csv", "/q1.json", "/print/", "/cite.bib"):
        response = client.get(f"/gardenlib/2015-05-12{ending}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/gardenlib/2015-05-20{ending}")


def test_a_moved_chat_stays_where_it_is_when_its_file_comes_again(ann: User, chat: Chat, file: Path) -> None:
    chat.publish()
    curating.redate(ann, chat, date(2015, 5, 20))
    take_in(file, series="gardenlib")
    regroup_all(chat.series)

    assert Chat.objects.get().address == "2015-05-20"


def test_a_day_that_was_given_out_stays_that_chats(ann: User, chat: Chat) -> None:
    chat.publish()
    other = make_chat(chat.series, start=START + timedelta(days=30))
    with pytest.raises(curating.Undecidable):
        curating.redate(ann, chat, other.date)
    curating.redate(ann, chat, date(2015, 5, 20))
    with pytest.raises(curating.Undecidable):
        curating.redate(ann, other, date(2015, 5, 12))


def test_a_chat_that_was_never_public_is_not_moved(ann: User, chat: Chat) -> None:
    with pytest.raises(curating.Undecidable):
        curating.redate(ann, chat, date(2015, 5, 20))
