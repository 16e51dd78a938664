"""Addresses last: they answer 200, 301 or 410 for ever, and never show something else."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client
from PIL import Image

from tests.builders import make_chat, make_person, make_question, make_tweet, place
from tests.web.lively import Lively
from transcripts.grouping import Part
from transcripts.models import Alias, Handle, LedgerEntry, Tweet

pytestmark = pytest.mark.django_db


def leads_to(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 301
    return str(response.headers["Location"])


def status(client: Client, path: str) -> int:
    return int(client.get(path).status_code)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/GardenLib/", "/gardenlib/"),
        ("/gardenlib", "/gardenlib/"),
        ("/gardenlib/2015-05-12/Q1/?x=Y", "/gardenlib/2015-05-12/q1/?x=Y"),
        ("/GARDENLIB/2015-05-12.CSV", "/gardenlib/2015-05-12.csv"),
        ("/People/Twitter/Ann/", "/people/twitter/ann/"),
        ("/people/irc/A%2FB%20c/", "/people/irc/a%2Fb%20c/"),
        ("/T/AB12/", "/t/ab12/"),
    ],
)
def test_addresses_are_lower_case_with_one_slash(client: Client, lively: Lively, typed: str, meant: str) -> None:
    assert leads_to(client, typed).replace("%2F", "/") == meant.replace("%2F", "/")


def test_unknown_query_parameters_are_ignored(client: Client, lively: Lively) -> None:
    assert status(client, "/gardenlib/2015-05-12/?utm_source=x&ref=y") == 200


@pytest.mark.parametrize(
    "path",
    [
        "/x/",
        "/x/2015-05-12/",
        "/t/1/",
        "/t/%00/",
        "/people/twitter/%00/",
        "/people/twitter/x/",
        "/x/2015-05-12.csv",
        "/a/b/c/d/",
    ],
)
def test_where_nothing_ever_stood_is_not_found(client: Client, path: str) -> None:
    assert status(client, path) == 404


def test_a_format_there_is_none_of_is_not_found(client: Client, lively: Lively) -> None:
    assert status(client, "/gardenlib/2015-05-12.exe") == 404


def test_a_question_there_is_none_of_is_not_found(client: Client, lively: Lively) -> None:
    assert status(client, "/gardenlib/2015-05-12/q9/") == 404


def test_a_draft_and_all_that_stands_in_it_is_not_found(client: Client) -> None:
    chat = make_chat(published=False)
    make_question(chat, 1)
    place(chat, make_tweet(key="55"), Part.ASIDE)
    paths = ["/gardenlib/", "/gardenlib/2015-05-12/", "/gardenlib/2015-05-12/q1/", "/gardenlib/2015-05-12.json"]
    assert {status(client, path) for path in [*paths, "/t/55/", "/people/twitter/ann/"]} == {404}


def test_what_was_public_is_removed_for_ever(client: Client) -> None:
    chat = make_chat()
    place(chat, make_tweet("Secret beans", key="55"), Part.ASIDE)
    chat.withdraw()
    paths = ["/gardenlib/", "/gardenlib/2015-05-12/", "/gardenlib/2015-05-12.txt", "/t/55/", "/people/twitter/ann/"]
    assert {status(client, path) for path in paths} == {410}
    assert "beans" not in client.get("/t/55/").content.decode()


def test_a_hidden_post_is_removed_without_a_name(client: Client, lively: Lively) -> None:
    Tweet.objects.filter(pk=lively.hello.pk).update(hidden=True)
    response = client.get(lively.hello.get_absolute_url())
    assert response.status_code == 410
    assert "Ohio" not in response.content.decode()


def test_what_moved_leads_on(client: Client) -> None:
    Alias.objects.create(path="/t/old/", target="/t/new/")
    assert leads_to(client, "/t/old/?a=b") == "/t/new/?a=b"


def test_what_was_purged_is_gone(client: Client) -> None:
    LedgerEntry.objects.create(path="/t/old/", kind="post", key="old")
    assert status(client, "/t/old/") == 410


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_retweet_leads_to_its_original(client: Client, lively: Lively, by_hand: bool) -> None:
    repeat = Tweet.objects.get(is_repost=True)
    Tweet.objects.filter(pk=repeat.pk).update(is_repost=not by_hand)
    response = client.get(repeat.get_absolute_url())
    assert response.status_code == 302
    assert response.headers["Location"] == lively.answer.get_absolute_url()


def test_a_retweet_of_a_hidden_post_is_removed(client: Client, lively: Lively) -> None:
    Tweet.objects.filter(pk=lively.answer.pk).update(hidden=True)
    assert status(client, Tweet.objects.get(is_repost=True).get_absolute_url()) == 410


def test_a_former_handle_leads_to_the_one_of_today(client: Client, lively: Lively) -> None:
    Handle.objects.create(participant=make_person("ann"), network="twitter", folded="ann_of_old")
    assert leads_to(client, "/people/twitter/ann_of_old/") == "/people/twitter/ann/"


def test_a_handle_that_another_account_took_over_leads_to_whoever_had_it_before(client: Client, lively: Lively) -> None:
    Handle.objects.create(participant=make_person("bob"), network="twitter", folded="ann")
    page = client.get("/people/twitter/ann/").content.decode()
    assert '<a href="/people/twitter/bob/"><bdi>Bob</bdi>, @bob today</a>' in page


def test_head_answers_as_get_does(client: Client, lively: Lively) -> None:
    response = client.head(lively.chat.get_absolute_url())
    assert response.status_code == 200
    assert response.headers["ETag"]


def test_a_page_one_has_is_not_sent_again(client: Client, lively: Lively) -> None:
    path = lively.chat.get_absolute_url()
    known = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": known}).status_code == 304


def test_a_page_that_changed_is_sent_again(client: Client, lively: Lively) -> None:
    path = lively.chat.get_absolute_url()
    known = client.get(path).headers["ETag"]
    lively.chat.publish()
    assert client.get(path, headers={"If-None-Match": known}).status_code == 200


def test_pages_allow_no_script_but_their_own(client: Client, lively: Lively) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_icon_is_found_where_browsers_look(client: Client) -> None:
    for path, kind, most in (
        ("/favicon.ico", "image/vnd.microsoft.icon", (48, 48)),
        ("/apple-touch-icon.png", "image/png", (180, 180)),
    ):
        response = client.get(path)
        assert (response.status_code, response.headers["Content-Type"]) == (200, kind)
        assert Image.open(BytesIO(response.getvalue())).size == most


def test_the_manifest_names_the_archive_and_icons_that_are_there(client: Client, lively: Lively) -> None:
    response = client.get("/site.webmanifest")
    told = response.json()
    assert response.headers["Content-Type"] == "application/manifest+json"
    assert told["name"] == "Seedbed"
    for icon in told["icons"]:
        with Image.open(str(find(icon["src"].removeprefix("/static/")))) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_a_broken_archive_says_so_without_its_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcripts.web.pages.chat_cards", lambda limit: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Something broke" in response.content.decode()
