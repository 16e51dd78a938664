"""The desk's page and its small requests: who may, what is shown, what comes back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders import make_chat, make_question, make_tweet, place
from tests.web.lively import Lively
from transcripts.grouping import Method, Part
from transcripts.models import Chat, Decision, Placement, Tweet, slug_of
from transcripts.publishing.desk import keys_for

pytestmark = pytest.mark.django_db
DESK = "/gardenlib/2015-05-12/edit/"
AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}


def read(client: Client, path: str = DESK) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def unsorted() -> Tweet:
    return Tweet.objects.get(text="Something for unplaced")


def test_strangers_log_in_first_and_come_back(client: Client, lively: Lively) -> None:
    for response in (client.get(DESK), client.post(DESK, {"do": "undo"})):
        assert response.status_code == 302
        assert response.headers["Location"] == f"/admin/login/?next={DESK}"
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("form", ["questions", "chat", "guests"])
def test_who_logs_in_where_a_form_was_sent_comes_back_to_the_desk(
    client: Client, admin_user: User, lively: Lively, form: str
) -> None:
    assert client.post(f"{DESK}{form}/", {"do": "publish"}).headers["Location"] == f"/admin/login/?next={DESK}{form}/"
    client.force_login(admin_user)
    assert client.get(f"{DESK}{form}/").headers["Location"] == DESK


def test_who_logs_in_where_publish_was_pressed_comes_back_to_the_draft(admin_client: Client) -> None:
    chat = make_chat(published=False)
    assert (
        admin_client.get(f"/uploads/publish/gardenlib/{chat.address}/").headers["Location"] == chat.get_absolute_url()
    )
    assert not Chat.objects.get().is_public


@pytest.mark.parametrize("is_staff", [True, False])
def test_who_may_not_change_chats_is_refused(client: Client, lively: Lively, is_staff: bool) -> None:
    reader = User.objects.create_user("reader", is_staff=is_staff)
    if not is_staff:
        reader.user_permissions.add(Permission.objects.get(codename="change_chat"))
    client.force_login(reader)
    assert client.get(DESK).status_code == 403
    assert client.post(DESK, {"do": "place", "place": "Q1", "key": unsorted().key}).status_code == 403
    assert not Decision.objects.exists()


def test_staff_with_the_right_may(client: Client, lively: Lively) -> None:
    sorter = User.objects.create_user("sorter", is_staff=True)
    sorter.user_permissions.add(Permission.objects.get(codename="change_chat"))
    client.force_login(sorter)
    assert "Edit this chat" in read(client)


def test_a_forged_form_changes_nothing(admin_user: User, lively: Lively) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    told = {"do": "place", "place": "Q1", "key": unsorted().key}
    assert client.post(DESK, told).status_code == 403
    assert client.post(DESK, told, **AS_SCRIPT).status_code == 403
    assert not Decision.objects.exists()


def test_nobody_keeps_the_page(admin_client: Client, lively: Lively) -> None:
    assert admin_client.get(DESK).headers["Cache-Control"] == "no-store"
    assert admin_client.post(DESK, {"do": "undo"}, **AS_SCRIPT).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/gardenlib/1999-01-01/edit/", "/nowhere/2015-05-12/edit/"])
def test_where_no_chat_is_no_desk_is(admin_client: Client, lively: Lively, path: str) -> None:
    assert admin_client.get(path).status_code == 404


def test_drafts_have_a_desk_from_which_they_are_published(admin_client: Client) -> None:
    chat = make_chat(published=False)
    assert "Draft: only those who edit it see this chat." in read(admin_client)
    told = admin_client.post(f"/gardenlib/{chat.address}/edit/chat/", {"do": "publish"})
    assert told.headers["Location"] == f"/gardenlib/{chat.address}/edit/"
    assert Chat.objects.get().is_public
    assert "Published." in read(admin_client)


def test_the_staff_bar_leads_to_the_desk(admin_client: Client, lively: Lively) -> None:
    assert f'<a href="{DESK}">Edit this chat</a>' in read(admin_client, lively.chat.get_absolute_url())


def test_every_post_is_shown_with_its_place_and_hidden_ones_too(admin_client: Client, lively: Lively) -> None:
    Tweet.objects.filter(pk=lively.hello.pk).update(hidden=True, hidden_reason="<i>asked for</i>")
    html = read(admin_client)
    posts = Tweet.objects.filter(placements__chat=lively.chat, is_repost=False)
    assert html.count('<li class="dp') == posts.count()
    assert "Sorted under Q1" in html
    assert "Hidden: &lt;i&gt;asked for&lt;/i&gt;" in html
    assert "1 retweet" in html


def test_what_is_unsorted_or_guessed_needs_a_person_until_one_said_so(admin_client: Client, lively: Lively) -> None:
    assert "5 posts need you" in read(admin_client)
    Placement.objects.filter(tweet=unsorted()).update(method=Method.HAND, confidence=1)
    assert "4 posts need you" in read(admin_client)
    Tweet.objects.update(hidden=True)
    assert "No post needs you" in read(admin_client)


def test_likely_is_sure_enough(admin_client: Client) -> None:
    chat = make_chat()
    question = make_question(chat, 1)
    place(chat, make_tweet("a"), question, confidence=0.6)
    place(chat, make_tweet("b"), question, confidence=0.59)
    assert "1 post needs you" in read(admin_client)


@pytest.mark.parametrize(
    ("which", "number"),
    [
        *(("need", 5), ("Q1", 3), ("intro", 1), ("unplaced", 1), ("hidden", 0), ("nothing", 0)),
        *(("doubt", 6), ("@cid", 4), ("@nobody", 0)),
    ],
)
def test_a_part_can_be_looked_at_alone(admin_client: Client, lively: Lively, which: str, number: int) -> None:
    assert read(admin_client, f"{DESK}?show={which}").count('<li class="dp') == number


def test_a_form_sorts_a_post_and_comes_back_to_it(admin_client: Client, lively: Lively) -> None:
    key = unsorted().key
    response = admin_client.post(DESK, {"do": "place", "place": "Q2", "key": key, "show": "unplaced"})
    assert response.headers["Location"] == f"{DESK}?show=unplaced#d-{key}"
    assert Placement.objects.get(tweet__key=key).label == "Q2"
    assert "Sorted under Q2." in read(admin_client)


def test_of_those_that_need_a_person_the_next_comes_first(admin_client: Client, lively: Lively) -> None:
    told = {"do": "place", "place": "Q2", "key": unsorted().key, "show": "need"}
    assert admin_client.post(DESK, told).headers["Location"] == f"{DESK}?show=need"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"do": "place", "place": "Q2"}, "Sorted under Q2."),
        ({"do": "place", "place": "Q2.ask"}, "Asks Q2."),
        ({"do": "place", "place": "aside"}, "Sorted under Side talk."),
        ({"do": "hide", "reason": "spam"}, "Hidden: spam."),
        ({"do": "show"}, "It was so already."),
        ({"do": "undo"}, "There is nothing to undo."),
    ],
)
def test_a_script_is_told_what_came_of_it(
    admin_client: Client, lively: Lively, told: dict[str, str], said: str
) -> None:
    answer = admin_client.post(DESK, told | {"key": unsorted().key}, **AS_SCRIPT).json()
    assert answer["said"] == said
    assert [post["key"] for post in answer["posts"]] == [unsorted().key]
    assert answer["counts"]["all"] == 12


def test_a_script_is_told_how_the_post_is_and_how_many_are_left(admin_client: Client, lively: Lively) -> None:
    told = {"do": "place", "place": "Q2", "key": [unsorted().key, lively.reply.key]}
    answer = admin_client.post(DESK, told, **AS_SCRIPT).json()
    assert answer["said"] == "2 posts: Sorted under Q2."
    assert answer["needs"] == "4 posts need you"
    why = answer["posts"][1].pop("why")
    assert why.startswith("Sure: admin put it here, ")
    assert answer["posts"][1] == {
        "key": unsorted().key,
        "place": "Q2",
        "asks": False,
        "words": "Sorted under Q2",
        "needs": False,
        "hidden": False,
        "reason": "",
    }
    undone = admin_client.post(DESK, {"do": "undo"}, **AS_SCRIPT).json()
    assert {post["key"] for post in undone["posts"]} == {unsorted().key, lively.reply.key}
    assert undone["said"].startswith("2 posts: Undone.")


@pytest.mark.parametrize(
    "told",
    [
        {"do": "place", "place": "Q7"},
        {"do": "place"},
        {"do": "ask"},
        {"do": "explode"},
        {},
        {"do": "hide", "key": "no"},
    ],
)
def test_what_cannot_be_is_refused_in_words(admin_client: Client, lively: Lively, told: dict[str, str]) -> None:
    told = {"key": unsorted().key} | told
    response = admin_client.post(DESK, told, **AS_SCRIPT)
    assert response.status_code == 400
    assert admin_client.post(DESK, told).status_code == 302
    assert response.json()["error"] in read(admin_client).replace("&#x27;", "'")
    assert not Decision.objects.exists()


def test_a_thousand_posts_take_as_many_queries_as_ten(admin_client: Client, lively: Lively) -> None:
    def ask(number: int) -> tuple[int, int]:
        for _ in range(number):
            place(lively.chat, make_tweet("More"), lively.question, confidence=0.5)
        with CaptureQueriesContext(connection) as page:
            read(admin_client)
        told = {"do": "place", "place": "Q2", "key": Tweet.objects.filter(text="More").latest("pk").key}
        with CaptureQueriesContext(connection) as change:
            admin_client.post(DESK, told, **AS_SCRIPT)
        return len(page), len(change)

    read(admin_client)
    assert ask(10)[0] == ask(100)[0] <= 19
    few, many = ask(1)[1], ask(100)[1]
    assert few == many


@pytest.mark.parametrize("label", ["Edit", "embed"])
def test_no_question_takes_the_desks_address(label: str) -> None:
    assert slug_of(label, 3) == f"{label.lower()}-question"


def test_a_chat_without_posts_has_a_desk(admin_client: Client) -> None:
    make_chat()
    assert "No post is here." in read(admin_client)
    assert Chat.objects.exists()


def test_posts_are_in_the_order_of_time(admin_client: Client) -> None:
    chat = make_chat()
    late, early = make_tweet("late", minute=20), make_tweet("early", minute=10)
    for tweet in (late, early):
        place(chat, tweet, Part.ASIDE)
    html = read(admin_client)
    assert html.index("early") < html.index("late")


@pytest.mark.parametrize(
    ("numbers", "keys"),
    [
        ([1, 2, 3], "1 2 3"),
        ([3, 1, 2], "3 1 2"),
        ([2, 2, None, 1], "2 3 4 1"),
        ([None] * 3, "1 2 3"),
        ([*range(1, 11)], "1 2 3 4 5 6 7 8 9 -"),
        ([10, 1], "2 1"),
    ],
)
def test_a_digit_sorts_under_the_question_of_that_number(numbers: list[int | None], keys: str) -> None:
    assert [key or "-" for key in keys_for(numbers)] == keys.split()
