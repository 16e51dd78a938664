"""The admin, as someone who runs an archive uses it."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests.builders import make_chat, make_question, make_tweet, place
from transcripts import curating
from transcripts.grouping import Method
from transcripts.models import (
    Alias,
    Archive,
    Chat,
    ImportRun,
    LedgerEntry,
    Placement,
    Request,
    ScheduledChat,
    Scope,
    Series,
    Tweet,
)

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label == "transcripts"]


@pytest.fixture
def answer() -> Placement:
    """An answer in a published chat, and a row of every other kind."""
    Archive.objects.create(pk=1)
    chat = make_chat(host="host")
    ImportRun.objects.create(series=chat.series, file_name="week.jsonl", sha256="0" * 64, format="twitter-v1")
    return place(chat, make_tweet(), make_question(chat, 1))


def fill(answer: Placement, staff: User) -> None:
    """Make a row of the kinds that come of what people do."""
    chat, tweet = answer.chat, answer.tweet
    curating.hide_posts(staff, chat, [tweet.key], "spam")
    curating.make_key(staff, "A blog", [Scope.IMPORT])
    Request.objects.create(kind=Request.Kind.ELSEWHERE, chat=chat, tweet=tweet, key=tweet.key)
    ScheduledChat.objects.create(series=chat.series, date=chat.date)
    Alias.objects.lead("/t/old/", tweet.get_absolute_url())
    LedgerEntry.objects.enter(chat)


@pytest.fixture
def page(admin_client: Client, answer: Placement) -> Client:
    """The admin of someone with every right."""
    return admin_client


@pytest.mark.parametrize("model", OURS)
def test_every_list_opens_and_can_be_searched(page: Client, model: type) -> None:
    name = model._meta.model_name  # type: ignore[attr-defined]

    assert page.get(f"/admin/transcripts/{name}/?q=a").status_code == 200


@pytest.mark.parametrize("model", OURS)
def test_a_row_of_every_kind_has_its_page(
    page: Client, answer: Placement, admin_user: User, model: type[Model]
) -> None:
    fill(answer, admin_user)
    row = model._default_manager.first()
    assert row is not None

    assert page.get(f"/admin/transcripts/{model._meta.model_name}/{row.pk}/change/").status_code == 200


@pytest.mark.parametrize("model", [Chat, Tweet, Series, ImportRun])
def test_every_row_opens_and_cannot_be_deleted(page: Client, model: type) -> None:
    row = model.objects.get()  # type: ignore[attr-defined]
    address = f"/admin/transcripts/{model._meta.model_name}/{row.pk}/"  # type: ignore[attr-defined]

    assert page.get(f"{address}change/").status_code == 200
    assert page.post(f"{address}delete/").status_code == 403


@pytest.mark.parametrize("number", [3, 30])
def test_a_list_of_posts_takes_the_same_queries_however_long(
    page: Client, answer: Placement, number: int, django_assert_max_num_queries: object
) -> None:
    for _ in range(number):
        make_tweet()

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        page.get("/admin/transcripts/tweet/")


def test_chats_are_withdrawn_and_published_from_the_list(page: Client, answer: Placement) -> None:
    chosen = {"_selected_action": [answer.chat.pk]}
    page.post("/admin/transcripts/chat/", chosen | {"action": "withdraw"})
    assert not Chat.objects.public().exists()

    page.post("/admin/transcripts/chat/", chosen | {"action": "publish"})
    assert Chat.objects.public().exists()


def test_a_post_is_hidden_from_the_list(page: Client, answer: Placement) -> None:
    page.post("/admin/transcripts/tweet/", {"_selected_action": [answer.tweet.pk], "action": "hide"})

    assert not Tweet.objects.visible().exists()


def placed(answer: Placement, **changed: str) -> dict[str, str]:
    """The form of a post with its one placement."""
    return {
        "hidden_reason": "",
        "placements-TOTAL_FORMS": "1",
        "placements-INITIAL_FORMS": "1",
        "placements-0-id": str(answer.pk),
        "placements-0-tweet": str(answer.tweet.pk),
        "placements-0-role": "answer",
        "placements-0-question": "",
        "placements-0-part": "",
    } | changed


def test_a_post_is_placed_by_hand(page: Client, answer: Placement) -> None:
    form = placed(answer, **{"placements-0-part": "aside"})
    page.post(f"/admin/transcripts/tweet/{answer.tweet.pk}/change/", form)

    answer.refresh_from_db()
    assert (answer.label, answer.method) == ("aside", Method.HAND)


def test_a_post_that_stands_nowhere_is_refused_in_words(page: Client, answer: Placement) -> None:
    told = page.post(f"/admin/transcripts/tweet/{answer.tweet.pk}/change/", placed(answer))

    assert "Choose a question or a part, not both." in told.content.decode()


def test_a_title_edited_here_stays(page: Client, answer: Placement) -> None:
    question = answer.chat.questions.get()
    session = answer.chat.sessions.get()
    form = {
        "title": "Seeds, lent",
        "timezone": "America/Chicago",
        "framing": "",
        "hosts": [host.pk for host in answer.chat.hosts.all()],
        "sessions-TOTAL_FORMS": "1",
        "sessions-INITIAL_FORMS": "1",
        "sessions-0-id": session.pk,
        "sessions-0-chat": answer.chat.pk,
        "sessions-0-start_0": f"{session.start:%Y-%m-%d}",
        "sessions-0-start_1": f"{session.start:%H:%M:%S}",
        "sessions-0-end_0": f"{session.end:%Y-%m-%d}",
        "sessions-0-end_1": f"{session.end:%H:%M:%S}",
        "questions-TOTAL_FORMS": "1",
        "questions-INITIAL_FORMS": "1",
        "questions-0-id": question.pk,
        "questions-0-chat": answer.chat.pk,
        "questions-0-position": "1",
        "questions-0-text": "What grows here?",
    }
    page.post(f"/admin/transcripts/chat/{answer.chat.pk}/change/", form)

    chat = Chat.objects.get()
    assert (chat.title, chat.by_hand) == ("Seeds, lent", ["title"])
    assert chat.questions.get().text_by_hand is True


def test_posts_are_removed_for_good_after_a_second_question(page: Client, answer: Placement) -> None:
    chosen = {"action": "remove", "_selected_action": [answer.tweet_id]}
    path = answer.tweet.get_absolute_url()
    assert "<h1>Remove these posts for good?</h1>" in page.post("/admin/transcripts/tweet/", chosen).text
    assert Tweet.objects.filter(pk=answer.tweet_id).exists()

    page.post("/admin/transcripts/tweet/", chosen | {"sure": "Remove for good"})

    assert not Tweet.objects.filter(pk=answer.tweet_id).exists()
    assert Client().get(path).status_code == 410


def test_people_are_removed_by_a_worker_after_a_second_question(page: Client, answer: Placement) -> None:
    chosen = {"action": "remove", "_selected_action": [answer.tweet.author_id]}
    assert "<h1>Remove these people for good?</h1>" in page.post("/admin/transcripts/participant/", chosen).text
    assert not DBTaskResult.objects.exists()

    page.post("/admin/transcripts/participant/", chosen | {"sure": "Remove for good"})

    assert not Tweet.objects.visible().exists()
    assert DBTaskResult.objects.ready().filter(task_path__endswith="work_on_removal").exists()
