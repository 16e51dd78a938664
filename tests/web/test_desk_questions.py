"""The desk's forms about questions and the chat, its journal, and why a post stands where it does."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.builders import make_series
from tests.importing.builders import a_chat_hour, write_lines
from tests.importing.importing import take_in
from transcripts.models import Chat, Decision, Placement, Question, Tweet

pytestmark = pytest.mark.django_db
DESK = "/gardenlib/2015-05-12/edit/"
AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def chat(tmp_path: Path) -> Chat:
    """An hour with three questions."""
    make_series()
    take_in(write_lines(tmp_path / "a.jsonl", a_chat_hour()), series="gardenlib")
    return Chat.objects.get()


def labels() -> list[str]:
    return [one.label for one in Question.objects.all()]


def key_of(words: str) -> str:
    return Tweet.objects.get(text__contains=words).key


def decide(client: Client, where: str, **told: str | list[str]) -> str:
    """Send a form, and return the page that comes of it."""
    answer = client.post(f"{DESK}{where}/", told)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(DESK)
    return client.get(DESK).content.decode()


@pytest.mark.parametrize(
    ("told", "outcome", "said"),
    [
        ({"do": "edit", "question": "Q2", "label": "T2", "text": "New"}, "Q1 T2 Q3", "Edited Q2, now T2: “New”."),
        ({"do": "edit", "question": "Q2", "label": "Q3", "text": "New"}, "Q1 Q2 Q3", "“Q3” is taken already."),
        ({"do": "add", "label": "Q9", "text": "<b>"}, "Q1 Q2 Q3 Q9", "Added Q9: “&lt;b&gt;”."),
        ({"do": "merge", "question": "Q3", "with": "Q1"}, "Q1 Q2", "Merged Q3 into Q1."),
        ({"do": "delete", "question": "Q1"}, "Q2 Q3", "Deleted Q1: “What about point 1?”."),
        ({"do": "down", "question": "Q1"}, "Q2 Q1 Q3", "Put the questions in another order."),
        ({"do": "up", "question": "Q1"}, "Q1 Q2 Q3", ""),
        ({"do": "order", "order": ["Q3", "Q2", "Q1"]}, "Q3 Q2 Q1", "Put the questions in another order."),
        ({"do": "number"}, "Q1 Q2 Q3", "It was so already."),
        ({"do": "explode"}, "Q1 Q2 Q3", "Load the page again."),
        ({"do": "delete", "question": "Q7"}, "Q1 Q2 Q3", "This chat has no question Q7 any more."),
    ],
)
def test_questions_are_edited_by_forms(
    admin_client: Client, told: dict[str, str | list[str]], outcome: str, said: str
) -> None:
    assert said in decide(admin_client, "questions", **told)
    assert labels() == outcome.split()


def test_a_post_asks_a_new_question_and_the_page_leads_back_to_it(admin_client: Client) -> None:
    key = key_of("A3 ben")
    told = {"do": "add", "label": "Bonus", "text": "Why?", "key": key, "how": "asks"}
    assert admin_client.post(f"{DESK}questions/", told).headers["Location"] == f"{DESK}#d-{key}"
    assert Placement.objects.get(tweet__key=key).label == "Bonus.ask"


def test_a_question_is_split_from_a_post_on_or_by_what_is_selected(admin_client: Client) -> None:
    decide(admin_client, "questions", do="add", label="Q1b", text="", key=key_of("A1 cleo"), how="from")
    assert Question.objects.get(label="Q1b").placements.count() == 2
    keys = f"{key_of('A2 ann')} {key_of('A3 ann')}"
    said = decide(admin_client, "questions", do="add", label="Ann", text="", keys=keys, how="selected")
    assert "Added Ann with 2 posts." in said
    assert Question.objects.get(label="Ann").placements.count() == 2


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"do": "heading", "title": "New", "framing": "", "timezone": "America/Chicago"}, "Edited title"),
        ({"do": "heading", "title": "New", "timezone": "x"}, "is no time zone"),
        ({"do": "host", "host": "@ann"}, "Hosts: @ann, @host."),
        ({"do": "unhost", "host": "twitter/host"}, "Hosts: nobody."),
        ({"do": "hours", "start": "2015-05-12T20:00", "end": "2015-05-12T21:30"}, "Set start and end."),
        ({"do": "hours", "start": ["2015-05-12T20:00", ""], "end": ["2015-05-12T21:30", ""]}, "Set start and end."),
        ({"do": "hours", "start": "soon", "end": "2015-05-12T21:30"}, "Say when each session starts and ends"),
        ({"do": "hours"}, "at least one session"),
        ({"do": "withdraw"}, "Tick the box"),
        ({"do": "x"}, "Load the page again."),
    ],
)
def test_the_chat_is_edited_by_forms(admin_client: Client, told: dict[str, str | list[str]], said: str) -> None:
    assert said in decide(admin_client, "chat", **told)


def test_the_fields_hold_what_is_so(admin_client: Client) -> None:
    decide(admin_client, "chat", do="hours", start="2015-05-12T20:00", end="2015-05-12T21:30")
    html = admin_client.get(DESK).content.decode()
    assert 'value="2015-05-12T20:00"' in html
    assert 'value="2015-05-12T21:30"' in html
    assert "Markers: Q, T ask, A, R answer." in html


def test_marking_a_host_from_a_post_has_the_page_start_over(admin_client: Client) -> None:
    told = {"do": "host", "key": key_of("A1 ann")}
    assert admin_client.post(DESK, told, **AS_SCRIPT).json() == {"reload": True}
    assert "Hosts: @ann, @host." in admin_client.get(DESK).content.decode()
    assert admin_client.post(DESK, {"do": "undo"}, **AS_SCRIPT).json() == {"reload": True}
    assert "Undone: Hosts" in admin_client.get(DESK).content.decode()
    both = {"do": "host", "key": [key_of("A1 ann"), key_of("A1 ben")]}
    assert "One post at a time" in admin_client.post(DESK, both, **AS_SCRIPT).json()["error"]


def test_the_journal_tells_who_decided_what_and_what_was_undone(admin_client: Client) -> None:
    key = key_of("A1 ann")
    admin_client.post(DESK, {"do": "place", "place": "Q2", "key": key})
    decide(admin_client, "questions", do="edit", question="Q2", label="Q5", text="New")
    admin_client.post(DESK, {"do": "hide", "reason": "<spam>", "key": [key, key_of("A1 ben")]})
    admin_client.post(DESK, {"do": "undo"})
    html = admin_client.get(f"{DESK}journal/").content.decode()
    told = [
        "2 posts: Hidden: &lt;spam&gt;",
        "<em>undone</em>",
        "Edited Q2, now Q5: “New”",
        f'href="{DESK}#d-{key}">Sorted under Q5</a>',
    ]
    places = [html.index(one) for one in told]
    assert places == sorted(places)
    assert "<b>admin</b>" in html
    made_at = Decision.objects.latest("pk").made_at.astimezone(ZoneInfo("America/Chicago"))
    assert f"{made_at:%-d %b %Y, %H:%M}</time>" in html


def test_a_chat_about_which_nobody_decided_anything_says_so(admin_client: Client) -> None:
    assert "Nobody has decided anything yet." in admin_client.get(f"{DESK}journal/").content.decode()


def test_why_a_post_stands_where_it_does_is_told_as_by_the_command(admin_client: Client) -> None:
    path = f"{DESK}why/{key_of('A2 ann')}/"
    lines = admin_client.get(path, **AS_SCRIPT).json()["lines"]
    assert lines[0].startswith("under Q2: it carries the mark A2, 0.97; next best ")
    assert lines[0] in admin_client.get(path).content.decode()
    decide(admin_client, "questions", do="edit", question="Q2", label="Q5", text="New")
    assert admin_client.get(path, **AS_SCRIPT).json()["lines"][0] == "grouping knows Q5 as Q2"
    assert admin_client.get(f"{DESK}why/99/").status_code == 404


@pytest.mark.parametrize("where", ["questions/", "chat/", "guests/", "journal/", "why/1/"])
def test_nobody_else_sees_or_decides_any_of_it(client: Client, where: str) -> None:
    for answer in (
        client.get(f"{DESK}{where}", follow=True),
        client.post(f"{DESK}{where}", {"do": "number"}, follow=True),
    ):
        assert answer.status_code == 405 or answer.redirect_chain[-1][0].startswith("/admin/login/")
