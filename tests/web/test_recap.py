"""The recap's page and files, and what the desk is told of it."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders import make_chat, make_question, make_tweet, place
from tests.web.lively import HOSTILE, Lively
from transcripts.models import LONGEST_REMARK, Annotation, Chat, LedgerEntry, Tweet, slug_of

pytestmark = pytest.mark.django_db
CHAT = "/gardenlib/2015-05-12/"
DESK, RECAP = f"{CHAT}edit/", f"{CHAT}recap/"
AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def picked(admin_client: Client, lively: Lively) -> Lively:
    """The lively chat with an answer picked and notes of every kind."""
    for told in (
        {"do": "best", "key": lively.answer.key},
        {"do": "remark", "key": lively.answer.key, "text": "*loved* this"},
        {"do": "note", "place": "Q1", "text": "The best of the evening."},
        {"do": "note", "place": "opening", "text": "Yesterday I hosted."},
        {"do": "note", "place": "closing", "text": "Thanks all."},
    ):
        assert admin_client.post(DESK, told).status_code == 302
    return lively


def test_without_anything_picked_or_written_there_is_no_recap(client: Client, lively: Lively) -> None:
    assert client.get(RECAP).status_code == 404
    assert client.get(f"{CHAT}recap.html").status_code == 404
    assert "Recap" not in read(client, CHAT)


def test_a_draft_has_no_recap_but_for_staff(client: Client, admin_client: Client, picked: Lively) -> None:
    Chat.objects.update(published_at=None, first_published_at=None)
    LedgerEntry.objects.all().delete()
    assert client.get(RECAP).status_code == 404
    assert "Yesterday I hosted." in read(admin_client, RECAP)


def test_a_withdrawn_chat_takes_its_recap_along(client: Client, picked: Lively) -> None:
    Chat.objects.get().withdraw()
    assert client.get(RECAP).status_code == 410


def test_the_recap_tells_all_that_was_picked_and_written(client: Client, picked: Lively) -> None:
    html = read(client, RECAP)
    for words in ("Yesterday I hosted.", "The best of the evening.", "<em>loved</em> this", "Thanks all."):
        assert words in html
    assert f'<blockquote cite="http://localhost:8000/t/{picked.answer.key}/">' in html
    assert f'<a href="/t/{picked.answer.key}/">12 May 2015</a>' in html
    assert "2 answers by 2 people" in html
    assert '<a href="/people/twitter/ann/"><bdi>Ann Lee</bdi></a>' in html
    assert f'<link rel="canonical" href="http://localhost:8000{RECAP}">' in html


def test_the_transcript_leads_to_it_and_shows_notes_apart(client: Client, picked: Lively) -> None:
    html = read(client, CHAT)
    assert f'<a href="{RECAP}">Recap' in html
    assert '<div class="nt" role="note"><b>Note</b><p>The best of the evening.</p></div>' in html
    assert '<div class="nt" role="note"><b>Remark</b><p><em>loved</em> this</p></div>' in html
    assert html.count(">Picked</em>") == 1
    assert "The best of the evening." in read(client, picked.question.get_absolute_url())
    assert ">Picked</em>" in read(client, picked.answer.get_absolute_url())


def test_a_page_that_one_has_is_new_after_a_remark(client: Client, admin_client: Client, picked: Lively) -> None:
    for path in (CHAT, RECAP, f"{CHAT}recap.md"):
        known = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": known}).status_code == 304
        admin_client.post(DESK, {"do": "remark", "key": picked.answer.key, "text": path})
        assert client.get(path, headers={"If-None-Match": known}).status_code == 200


@pytest.mark.parametrize(("name", "ending"), [("html", "html"), ("md", "md"), ("wordpress", "txt")])
def test_a_recap_can_be_saved_as_a_file(client: Client, picked: Lively, name: str, ending: str) -> None:
    response = client.get(f"{CHAT}recap.{name}")
    assert "cold cellar" in response.content.decode()
    assert response.headers["Content-Disposition"].endswith(f'filename="gardenlib-2015-05-12-recap.{ending}"')
    assert response.headers["Link"] == f'<http://localhost:8000{RECAP}>; rel="canonical"'


def test_a_form_there_is_none_of_is_not_found(client: Client, picked: Lively) -> None:
    assert client.get(f"{CHAT}recap.exe").status_code == 404


def test_staff_are_shown_a_suggestion_which_is_picked_by_a_press(
    client: Client, admin_client: Client, lively: Lively
) -> None:
    html = read(admin_client, RECAP)
    assert "A suggestion, seen only by those who edit" in html
    assert f'value="{lively.answer.key}"' in html
    assert not Annotation.objects.exists()
    pressed = admin_client.post(DESK, {"do": "best", "key": lively.answer.key, "back": "recap"})
    assert pressed.headers["Location"] == RECAP
    assert "suggestion" not in read(admin_client, RECAP)
    assert "cold cellar" in read(client, RECAP)


def test_visitors_are_shown_no_suggestion(client: Client, admin_client: Client, lively: Lively) -> None:
    admin_client.post(DESK, {"do": "note", "place": "opening", "text": "Soon."})
    assert "suggestion" in read(admin_client, RECAP)
    html = read(client, RECAP)
    assert "suggestion" not in html
    assert "cold cellar" not in html


def test_who_may_only_look_is_offered_no_button(client: Client, lively: Lively) -> None:
    client.force_login(User.objects.create_user("reader", is_staff=True))
    html = read(client, RECAP)
    assert "suggestion" in html
    assert 'value="best"' not in html


@pytest.mark.parametrize("told", [{"do": "best"}, {"do": "remark", "text": "Hm"}, {"do": "note", "place": "Q1"}])
def test_who_may_not_change_chats_adds_nothing(client: Client, lively: Lively, told: dict[str, str]) -> None:
    assert client.post(DESK, told | {"key": lively.answer.key}).status_code == 302
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.post(DESK, told | {"key": lively.answer.key}).status_code == 403
    assert not Annotation.objects.exists()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"do": "best"}, "Picked for the recap."),
        ({"do": "plain"}, "It was so already."),
        ({"do": "remark", "text": "Hm"}, "Remark saved."),
        ({"do": "note", "place": "Q1", "text": "Hm"}, "Note above Q1 saved."),
        ({"do": "note", "place": "closing", "text": "Hm"}, "Closing note saved."),
        ({"do": "note", "place": "closing", "text": ""}, "It was so already."),
    ],
)
def test_a_script_is_told_what_came_of_it(
    admin_client: Client, lively: Lively, told: dict[str, str], said: str
) -> None:
    assert admin_client.post(DESK, told | {"key": lively.answer.key}, **AS_SCRIPT).json()["said"] == said


def test_a_script_is_told_how_post_and_notes_are_and_what_was_undone(admin_client: Client, lively: Lively) -> None:
    key = lively.answer.key
    admin_client.post(DESK, {"do": "note", "place": "Q2", "text": "Above"})
    told = admin_client.post(DESK, {"do": "remark", "key": key, "text": "**Hm**"}, **AS_SCRIPT).json()
    assert told["recap"]["posts"] == [
        {
            "key": key,
            "best": False,
            "text": "**Hm**",
            "html": '<div class="nt" role="note"><b>Remark</b><p><strong>Hm</strong></p></div>',
        }
    ]
    assert told["recap"]["notes"] == {"opening": "", "Q1": "", "Q2": "Above", "closing": ""}
    undone = admin_client.post(DESK, {"do": "undo"}, **AS_SCRIPT).json()
    assert undone["said"] == "Undone. Remark taken away."
    assert undone["recap"]["posts"][0]["html"] == ""
    assert admin_client.post(DESK, {"do": "undo"}, **AS_SCRIPT).json()["recap"]["notes"]["Q2"] == ""


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"do": "best"}, "Choose a post first."),
        ({"do": "remark", "text": "Hm"}, "That post is not in this chat any more."),
        ({"do": "note", "place": "Q7", "text": "Hm"}, "no question Q7"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    admin_client: Client, lively: Lively, told: dict[str, str], why: str
) -> None:
    response = admin_client.post(DESK, told, **AS_SCRIPT)
    assert response.status_code == 400
    assert why in response.json()["error"]


def test_a_remark_that_is_too_long_says_so(admin_client: Client, lively: Lively) -> None:
    told = {"do": "remark", "key": lively.answer.key, "text": "x" * (LONGEST_REMARK + 1)}
    assert "1,000 is the most" in admin_client.post(DESK, told, **AS_SCRIPT).json()["error"]


def test_the_desk_has_a_field_for_each_note_and_remark(admin_client: Client, picked: Lively) -> None:
    html = read(admin_client, DESK)
    assert 'name="place" value="Q1"' in html
    assert "The best of the evening.</textarea>" in html
    assert "*loved* this</textarea>" in html
    assert f'href="{CHAT}asked/twitter/gardenhost/"' in html


def test_what_is_typed_there_closes_no_field(admin_client: Client, lively: Lively) -> None:
    hurt = f"</textarea></noscript>{HOSTILE}"
    admin_client.post(DESK, {"do": "remark", "key": lively.answer.key, "text": hurt})
    admin_client.post(DESK, {"do": "note", "place": "Q1", "text": hurt})
    for path in (DESK, RECAP, CHAT):
        assert "<script>" not in read(admin_client, path)
        assert "<img" not in read(admin_client, path)


def test_staff_with_the_right_pick_and_write(client: Client, lively: Lively) -> None:
    sorter = User.objects.create_user("sorter", is_staff=True)
    sorter.user_permissions.add(Permission.objects.get(codename="change_chat"))
    client.force_login(sorter)
    client.post(DESK, {"do": "best", "key": lively.answer.key})
    assert Annotation.objects.get().kind == "best"


@pytest.mark.parametrize("label", ["Recap", "asked"])
def test_no_question_takes_its_address(label: str) -> None:
    assert slug_of(label, 3) == f"{label.lower()}-question"


def test_files_of_the_chat_tell_it_in_fields_of_its_own(client: Client, picked: Lively) -> None:
    told = client.get(f"{CHAT[:-1]}.json")
    chat = json.loads(told.getvalue())
    assert (chat["opening"], chat["questions"][0]["note"]) == ("Yesterday I hosted.", "The best of the evening.")
    post = next(post for post in chat["posts"] if post["key"] == picked.answer.key)
    assert (post["best"], post["remark"]) == (True, "*loved* this")
    assert "loved" not in post["text"]


def test_a_thousand_posts_take_as_many_queries_as_ten(admin_client: Client) -> None:
    chat = make_chat()
    question = make_question(chat, 1)

    def add(number: int) -> None:
        for _ in range(number):
            place(chat, make_tweet("More", likes=1), question)

    add(10)
    read(admin_client, RECAP)
    with CaptureQueriesContext(connection) as few:
        read(admin_client, RECAP)
    add(100)
    with CaptureQueriesContext(connection) as many:
        read(admin_client, RECAP)
    assert len(few) == len(many)
    assert Tweet.objects.count() == 110
