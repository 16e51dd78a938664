"""Links as people paste them lead to the page that was meant, and only where there is one."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.builders import make_chat
from tests.web.lively import Lively
from tests.web.test_addresses import leads_to, status
from transcripts.models import Alias, LedgerEntry

pytestmark = pytest.mark.django_db

CHAT = "/gardenlib/2015-05-12/"


@pytest.mark.parametrize("followed_by", [")", ".", ",", '"', ">", "…", "”", "%22", "%E2%80%A6", ").", ")/", "**", "/"])
def test_what_followed_an_address_in_a_text_is_left_out(client: Client, lively: Lively, followed_by: str) -> None:
    assert leads_to(client, f"{CHAT}{followed_by}") == CHAT


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("/gardenlib//2015-05-12/", CHAT),
        ("/gardenlib//2015-05-12", CHAT),
        ("http://testserver//gardenlib/2015-05-12/", CHAT),
        ("/gardenlib/2015-05-12/q1/)", f"{CHAT}q1/"),
        ("/gardenlib/2015-05-12/edit)/", f"{CHAT}edit/"),
        ("/gardenlib/2015-05-12.csv).", "/gardenlib/2015-05-12.csv"),
        ("/gardenlib).", "/gardenlib/"),
        ("/people/twitter//ann/", "/people/twitter/ann/"),
        ("/people/twitter/ann/)", "/people/twitter/ann/"),
        ("/about/)", "/about/"),
        ("http://testserver//", "/"),
        ("/).", "/"),
        ("/GARDENLIB//2015-05-12/", "/GARDENLIB/2015-05-12/"),
        (f"{CHAT})?page=2", f"{CHAT}?page=2"),
    ],
)
def test_every_kind_of_address_can_be_meant(client: Client, lively: Lively, pasted: str, meant: str) -> None:
    assert leads_to(client, pasted) == meant


def test_a_post_is_found_through_the_slash_that_is_added(client: Client, lively: Lively) -> None:
    post = lively.answer.get_absolute_url()
    response = client.get(f"{post.rstrip('/')}).", follow=True)
    assert response.redirect_chain[-1] == (post, 301)


@pytest.mark.parametrize(
    "path",
    [
        "/x/)",
        "/x//2015-05-12/",
        "/t/1/).",
        "/gardenlib/2015-05-12/q9/)",
        "/wp-login.php)",
        "/%5Cexample.org)",
        "http://testserver//example.org/",
    ],
)
def test_where_nothing_is_meant_nothing_is_found(client: Client, lively: Lively, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Nothing stands at this address" in response.content.decode()


def test_a_draft_is_not_given_away(client: Client) -> None:
    make_chat(published=False)
    assert status(client, f"{CHAT})") == 404


def test_staff_are_led_to_a_draft(staff: Client) -> None:
    make_chat(published=False)
    assert leads_to(staff, f"{CHAT})") == CHAT


def test_what_moved_or_is_gone_can_be_meant(client: Client) -> None:
    Alias.objects.create(path="/t/old/", target="/t/new/")
    LedgerEntry.objects.create(path="/t/gone/", kind="post", key="gone")
    assert [leads_to(client, f"/t/{key}/)") for key in ("old", "gone")] == ["/t/old/", "/t/gone/"]


def test_an_address_that_ends_in_a_sign_by_itself_is_left_alone(client: Client, lively: Lively) -> None:
    Alias.objects.create(path="/people/irc/bob./", target="/people/irc/bobby/")
    assert leads_to(client, "/people/irc/bob./") == "/people/irc/bobby/"


def test_nothing_is_sent_on_that_was_posted(client: Client, lively: Lively) -> None:
    assert client.post(f"{CHAT})").status_code == 404
