"""What readers tell of posts: short forms without an account, and what becomes of it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from pytest_django import Settings

from tests.builders import make_tweet, place
from tests.web.lively import Lively
from transcripts import curating
from transcripts.curating.requests import MOST_A_DAY, MOST_HIDDEN_A_DAY
from transcripts.grouping import Part
from transcripts.models import Archive, Chat, Decision, Request, Tweet
from transcripts.web.visitors import address_of

pytestmark = pytest.mark.django_db
MISSING = "/gardenlib/2015-05-12/missing/"


def report(tweet: Tweet) -> str:
    """The path of the form about a post."""
    return f"{tweet.get_absolute_url()}report/"


def take_down(client: Client, tweet: Tweet, **told: str) -> int:
    """Ask to have a post taken down; return the status of the answer."""
    return int(client.post(report(tweet), {"kind": "takedown"} | told).status_code)


def test_every_post_and_transcript_leads_to_its_form(client: Client, lively: Lively) -> None:
    assert f'href="{report(lively.answer)}"' in client.get(lively.answer.get_absolute_url()).text
    assert f'href="{MISSING}"' in client.get(lively.chat.get_absolute_url()).text


def test_a_form_shows_the_post_and_is_kept_by_nobody(client: Client, lively: Lively) -> None:
    response = client.get(report(lively.answer))
    assert "In a cold cellar" in response.text
    assert "no-store" in response.headers["Cache-Control"]
    assert 'name="robots" content="noindex"' in response.text


@pytest.mark.parametrize("path", ["/t/1/report/", "/gardenlib/1999-01-01/missing/", "/nobody/2015-05-12/missing/"])
def test_there_is_no_form_about_what_is_not_there(client: Client, lively: Lively, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, {"kind": "takedown", "words": "x"}).status_code == 404


def test_a_draft_cannot_be_asked_about(client: Client, lively: Lively) -> None:
    Chat.objects.update(published_at=None, first_published_at=None)
    assert client.get(report(lively.answer)).status_code == 404
    assert client.get(MISSING).status_code == 404


def test_a_forged_form_asks_nothing_and_the_page_says_what_to_do(lively: Lively) -> None:
    answer = Client(enforce_csrf_checks=True).post(report(lively.answer), {"kind": "takedown"})
    assert answer.status_code == 403
    assert "Please send it again" in answer.text
    assert not Request.objects.exists()


def test_where_a_post_belongs_is_told_by_question(client: Client, lively: Lively) -> None:
    told = {"kind": "elsewhere", "place": "Q2", "words": "It answers the second.", "contact": "me@example.org"}
    response = client.post(report(lively.answer), told)
    assert "Thank you" in response.text
    asked = Request.objects.get()
    assert (asked.kind, asked.key, asked.place, asked.state) == ("elsewhere", lively.answer.key, "Q2", "open")
    assert (asked.words, asked.contact) == ("It answers the second.", "me@example.org")
    assert not Tweet.objects.get(pk=lively.answer.pk).hidden


def test_a_missing_post_is_told_of_its_chat(client: Client, lively: Lively) -> None:
    client.post(MISSING, {"words": "My answer about beans, on my own account."})
    asked = Request.objects.get()
    assert (asked.kind, asked.chat, asked.tweet) == ("missing", lively.chat, None)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"kind": "hack"},
        {"kind": "takedown", "words": "\0"},
        {"kind": "elsewhere", "place": "Q99"},
        {"kind": "takedown", "words": "x" * 2001},
    ],
)
def test_what_the_form_does_not_offer_is_refused(client: Client, lively: Lively, told: dict[str, str]) -> None:
    assert client.post(report(lively.answer), told).status_code == 400
    assert not Request.objects.exists()


def test_a_program_that_fills_in_everything_is_not_heard(client: Client, lively: Lively) -> None:
    assert take_down(client, lively.answer, website="https://spam.example") == 200
    assert not Request.objects.exists()


def test_a_post_asked_to_go_is_out_of_sight_at_once_and_journalled(client: Client, lively: Lively) -> None:
    assert "The post is out of sight" in client.post(report(lively.answer), {"kind": "takedown"}).text
    assert client.get(lively.answer.get_absolute_url()).status_code == 410
    assert "In a cold cellar" not in client.get(lively.chat.get_absolute_url()).text
    decision = Decision.objects.get()
    assert (decision.by, decision.kind, decision.key) == (None, "hidden", lively.answer.key)


def test_an_archive_may_wait_for_its_staff(client: Client, lively: Lively) -> None:
    Archive.objects.update(hide_on_request=False)
    take_down(client, lively.answer)
    assert client.get(lively.answer.get_absolute_url()).status_code == 200
    assert Request.objects.get().hid is False


def test_one_address_cannot_blank_a_chat(client: Client, lively: Lively) -> None:
    posts = [make_tweet(f"Number {number}", author="cid") for number in range(MOST_HIDDEN_A_DAY + 1)]
    for tweet in posts:
        place(lively.chat, tweet, Part.ASIDE)
        assert take_down(client, tweet) == 200
    assert Tweet.objects.filter(pk__in=[one.pk for one in posts], hidden=True).count() == MOST_HIDDEN_A_DAY


def test_all_addresses_together_cannot_blank_an_archive(
    client: Client, lively: Lively, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transcripts.curating.requests.MOST_HIDDEN", 1)
    take_down(client, lively.answer)
    take_down(Client(REMOTE_ADDR="192.0.2.9"), lively.reply)
    assert Tweet.objects.filter(hidden=True).count() == 1


def test_one_address_is_not_heard_without_end(client: Client, lively: Lively) -> None:
    for _ in range(MOST_A_DAY):
        assert client.post(MISSING, {"words": "Mine"}).status_code == 200
    assert client.post(MISSING, {"words": "Mine"}).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.9").post(MISSING, {"words": "Mine"}).status_code == 200


def test_no_address_is_kept(client: Client, lively: Lively) -> None:
    Client(REMOTE_ADDR="2001:db8::1").post(MISSING, {"words": "Mine"})
    Client(REMOTE_ADDR="2001:db8::2").post(MISSING, {"words": "Mine"})
    one, other = Request.objects.values_list("sender", flat=True)
    assert one == other
    assert "2001" not in one
    Request.objects.update(made_at="2001-01-01T00:00Z")
    client.post(MISSING, {"words": "Mine"})
    assert set(Request.objects.order_by("pk").values_list("sender", flat=True)[:2]) == {""}


@pytest.mark.parametrize(
    ("is_https", "forwarded", "address"),
    [
        (True, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (True, "nonsense", "nonsense"),
        (True, "", "192.0.2.1"),
        (False, "203.0.113.5", "192.0.2.1"),
    ],
)
def test_only_behind_a_proxy_is_believed_what_it_forwards(
    rf: RequestFactory, settings: Settings, is_https: bool, forwarded: str, address: str
) -> None:
    settings.IS_HTTPS = is_https
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == address


def test_a_post_that_staff_showed_again_stays(client: Client, lively: Lively, admin_user: User) -> None:
    take_down(client, lively.answer)
    curating.decline(admin_user, Request.objects.get())
    assert client.get(lively.answer.get_absolute_url()).status_code == 200
    take_down(Client(REMOTE_ADDR="192.0.2.9"), lively.answer)
    assert client.get(lively.answer.get_absolute_url()).status_code == 200
    assert Request.objects.open().count() == 1
