"""The queue of readers' requests, as staff see it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests.web.lively import Lively
from transcripts.models import Placement, Removal, Request, Tweet

pytestmark = pytest.mark.django_db
QUEUE = "/requests/"


@pytest.fixture
def asked(lively: Lively) -> Request:
    """Somebody wants a post gone, and it is hidden."""
    Client().post(
        f"{lively.answer.get_absolute_url()}report/", {"kind": "takedown", "words": "<b>Mine</b>", "contact": "me"}
    )
    return Request.objects.get()


def decide(client: Client, asked: Request, do: str, **told: str) -> str:
    """Press a button; return the page that comes of it."""
    return client.post(QUEUE, {"request": asked.pk, "do": do} | told, follow=True).text


def test_only_staff_with_the_right_see_it(client: Client, asked: Request) -> None:
    assert client.get(QUEUE).status_code == 302
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(QUEUE).status_code == 403
    assert client.post(QUEUE, {"request": asked.pk, "do": "decline"}).status_code == 403
    assert Request.objects.open().exists()


def test_it_shows_the_post_where_it_stands_and_what_was_said(admin_client: Client, asked: Request) -> None:
    page = admin_client.get(QUEUE).text
    assert "In a cold cellar" in page
    assert "&lt;b&gt;Mine&lt;/b&gt;" in page
    assert "sorted under Q1" in page
    assert f"/gardenlib/2015-05-12/edit/#d-{asked.key}" in page


def test_only_a_post_that_belongs_elsewhere_is_offered_to_be_sorted(
    admin_client: Client, asked: Request, lively: Lively
) -> None:
    assert "Sort it there" not in admin_client.get(QUEUE).text
    Client().post(f"{lively.hello.get_absolute_url()}report/", {"kind": "elsewhere", "place": "Q2"})
    page = admin_client.get(QUEUE).text
    assert "It belongs, they say, under <strong>Q2: What grows?</strong>" in page
    assert page.count("Sort it there") == 1


def test_the_open_ones_are_counted_where_staff_look(admin_client: Client, client: Client, asked: Request) -> None:
    assert "Requests (1)" in admin_client.get("/").text
    assert "Requests (1)" in admin_client.get("/gardenlib/2015-05-12/edit/").text
    assert QUEUE not in Client().get("/").text


def test_sorting_there_is_a_decision_by_hand(admin_client: Client, asked: Request) -> None:
    assert "Sorted." in decide(admin_client, asked, "sort", place="Q2")
    placed = Placement.objects.get(tweet__key=asked.key)
    assert (placed.label, placed.method) == ("Q2", "hand")
    assert not Request.objects.open().exists()


def test_a_place_there_is_none_of_is_refused_in_words(admin_client: Client, asked: Request) -> None:
    assert "has no question Q9" in decide(admin_client, asked, "sort", place="Q9")
    assert Request.objects.open().exists()


def test_declining_shows_the_post_again_and_forgets_how_to_answer(
    admin_client: Client, admin_user: User, asked: Request
) -> None:
    assert "Declined." in decide(admin_client, asked, "decline")
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.contact, asked.sender) == ("declined", admin_user, "", "")
    assert not Tweet.objects.get(key=asked.key).hidden


def test_hiding_leaves_it_hidden(admin_client: Client, asked: Request) -> None:
    decide(admin_client, asked, "hide")
    assert Tweet.objects.get(key=asked.key).hidden
    assert not Request.objects.open().exists()


def test_removing_asks_once_more_and_keeps_no_word(admin_client: Client, asked: Request) -> None:
    assert "Remove this post for good?" in decide(admin_client, asked, "remove")
    assert Tweet.objects.filter(key=asked.key).exists()
    assert "Removed for good." in decide(admin_client, asked, "remove", sure="yes")
    assert not Tweet.objects.filter(key=asked.key).exists()
    asked.refresh_from_db()
    assert (asked.state, asked.words, asked.contact) == ("done", "", "")


def test_removing_a_person_hides_all_of_theirs_and_waits_for_a_worker(
    admin_client: Client, asked: Request, lively: Lively
) -> None:
    assert "Remove this person for good?" in decide(admin_client, asked, "person")
    decide(admin_client, asked, "person", sure="yes")
    assert not Tweet.objects.visible().filter(author=lively.answer.author).exists()
    assert DBTaskResult.objects.ready().filter(task_path__endswith="work_on_removal").exists()
    assert "ann" not in str(DBTaskResult.objects.values_list("args_kwargs"))


def test_a_request_is_answered_once(admin_client: Client, asked: Request) -> None:
    decide(admin_client, asked, "decline")
    assert "answered that already" in decide(admin_client, asked, "remove", sure="yes")
    assert not Removal.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "0"])
def test_a_request_there_is_none_of_is_not_found(admin_client: Client, lively: Lively, number: str) -> None:
    assert admin_client.post(QUEUE, {"request": number, "do": "decline"}).status_code == 404
