"""A link gives a guest the desk of one chat, for a while, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tests.builders import START, make_chat, make_question, make_tweet, place
from transcripts import curating
from transcripts.importing import regroup_all
from transcripts.models import Chat, Decision, GuestLink, Placement, Series

pytestmark = pytest.mark.django_db
PATH = "/gardenlib/2015-05-12/"
DESK = f"{PATH}edit/"
AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def chat() -> Chat:
    """A draft with one post."""
    chat = make_chat(published=False)
    place(chat, make_tweet(), make_question(chat, 1))
    return chat


@pytest.fixture
def made(admin_user: User, chat: Chat) -> curating.Invitation:
    """A link for Ann, who may not publish."""
    return curating.invite(admin_user, chat, " Ann ", days=7, may_publish=False)


@pytest.fixture
def guest(client: Client, made: curating.Invitation) -> Client:
    """Ann's browser, after she followed her link."""
    answer = client.get(f"/guest/{made.token}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{DESK}#main")
    return client


def test_staff_make_a_link_which_is_shown_once_and_kept_as_a_hash(admin_client: Client, chat: Chat) -> None:
    answer = admin_client.post(f"{DESK}guests/", {"name": "Ann", "days": "3", "may_publish": "on"})
    html = answer.content.decode()
    link = GuestLink.objects.get()
    token = html.split("/guest/")[1].split("/")[0]
    assert (link.name, link.may_publish, str(link.made_by)) == ("Ann", True, "admin")
    assert timedelta(days=2) < link.expires_at - timezone.now() < timedelta(days=3)
    assert GuestLink.objects.with_token(token) == link
    assert token not in str(GuestLink.objects.values_list())
    assert answer.headers["Cache-Control"] == "no-store"
    assert token not in admin_client.get(DESK).content.decode()


@pytest.mark.parametrize(
    "told", [{"name": "", "days": "7"}, {"name": "Ann", "days": "0"}, {"name": "Ann"}, {"days": "9" * 9}]
)
def test_a_link_for_nobody_or_for_ever_is_refused(admin_client: Client, chat: Chat, told: dict[str, str]) -> None:
    assert admin_client.post(f"{DESK}guests/", told).status_code == 302
    assert not GuestLink.objects.exists()


def test_the_link_becomes_a_cookie_of_that_chat_and_tells_no_one(client: Client, made: curating.Invitation) -> None:
    answer = client.get(f"/guest/{made.token}/")
    cookie = answer.cookies["desk"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (PATH, True, "Lax")
    assert 6 * 86400 < int(cookie["max-age"]) <= 7 * 86400
    assert made.token not in cookie.value
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_guest_edits_and_sees_the_draft_and_is_named(guest: Client, chat: Chat) -> None:
    html = guest.get(DESK).content.decode()
    assert "You edit as Ann, a guest." in html
    assert "Guests" not in html
    assert 'value="publish"' not in html
    assert "Edit this chat" in guest.get(PATH).content.decode()
    assert guest.get(PATH).headers["Cache-Control"] == "no-store"
    assert guest.get(f"{PATH}q1/").status_code == 200
    key = Placement.objects.get().tweet.key
    assert guest.post(DESK, {"do": "place", "place": "aside", "key": key}, **AS_SCRIPT).json()["said"]
    guest.post(f"{DESK}questions/", {"do": "edit", "question": "Q1", "label": "Q1", "text": "By Ann"})
    assert {one.who for one in Decision.objects.all()} == {"Ann (guest)"}
    assert "Ann (guest) put it here" in guest.get(DESK).content.decode()
    assert "Ann (guest)" in guest.get(f"{DESK}journal/").content.decode()
    guest.post(DESK, {"do": "undo"})
    guest.post(DESK, {"do": "undo"})
    assert Placement.objects.get().label == "Q1"
    assert GuestLink.objects.get().last_used_at


def test_guests_and_staff_undo_only_what_is_theirs(guest: Client, admin_user: User, chat: Chat) -> None:
    key = Placement.objects.get().tweet.key
    guest.post(DESK, {"do": "hide", "reason": "spam", "key": key})
    assert curating.undo_last(admin_user, chat) == []
    curating.decide_place(admin_user, chat, [key], "aside")
    guest.post(DESK, {"do": "undo"})
    assert not Placement.objects.get().tweet.hidden
    assert Placement.objects.get().label == "aside"


def test_a_guest_goes_nowhere_else(guest: Client, chat: Chat) -> None:
    other = make_chat(published=False, start=START + timedelta(days=7))
    address = f"/gardenlib/{other.address}/"
    assert guest.get(address).status_code == 404
    assert guest.get(f"{address}edit/").headers["Location"].startswith("/admin/login/")
    assert guest.post(f"{DESK}guests/", {"name": "Ben", "days": "7"}).headers["Location"].startswith("/admin/login/")
    assert guest.get("/uploads/").status_code == 302
    assert guest.get("/admin/").status_code == 302
    assert GuestLink.objects.count() == 1


@pytest.mark.parametrize(("may_publish", "public"), [(False, False), (True, True)])
def test_a_guest_publishes_only_where_that_was_given(guest: Client, may_publish: bool, public: bool) -> None:
    GuestLink.objects.update(may_publish=may_publish)
    guest.post(f"{DESK}chat/", {"do": "publish"})
    assert Chat.objects.get().is_public == public
    guest.post(f"{DESK}chat/", {"do": "withdraw"})
    assert Chat.objects.get().is_public == public
    guest.post(f"{DESK}chat/", {"do": "withdraw", "sure": "on"})
    assert not Chat.objects.get().is_public


def test_an_expired_link_says_so_kindly(guest: Client, made: curating.Invitation) -> None:
    GuestLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    for path in (DESK, f"/guest/{made.token}/"):
        answer = guest.get(path)
        assert answer.status_code == 403
        assert "This link has had its time" in answer.content.decode()
    assert guest.post(DESK, {"do": "undo"}).status_code == 403
    assert guest.get(PATH).status_code == 404


def test_a_revoked_link_gives_no_access_any_more(guest: Client, admin_user: User, made: curating.Invitation) -> None:
    staff = Client()
    staff.force_login(admin_user)
    assert "not used yet" in staff.get(DESK).content.decode()
    staff.post(f"{DESK}guests/", {"revoke": str(made.link.pk)})
    assert guest.get(DESK).status_code == 403
    assert "It was taken back." in guest.get(f"/guest/{made.token}/").content.decode()
    assert "revoked" in staff.get(DESK).content.decode()


def test_a_draft_to_which_a_guest_was_asked_stays(client: Client, made: curating.Invitation) -> None:
    regroup_all(Series.objects.get())
    assert client.get(f"/guest/{made.token}/").headers["Location"] == f"{DESK}#main"


@pytest.mark.parametrize("token", ["x", "x" * 500, "%00"])
def test_an_unknown_link_says_so_kindly(client: Client, made: curating.Invitation, token: str) -> None:
    answer = client.get(f"/guest/{token}/")
    assert answer.status_code == 404
    assert "does not know it" in answer.content.decode()


@pytest.mark.parametrize("value", ["1", "1:x:y", ""])
def test_a_forged_cookie_opens_nothing(client: Client, made: curating.Invitation, value: str) -> None:
    client.cookies["desk"] = value
    assert client.get(DESK).status_code == 302
    assert client.get(PATH).status_code == 404


def test_public_pages_are_as_they_are_for_everyone_but_lead_a_guest_to_the_desk(guest: Client, chat: Chat) -> None:
    curating.publish([chat])
    assert "Edit this chat" in guest.get(PATH).content.decode()
    stranger = Client().get(PATH)
    assert "Edit this chat" not in stranger.content.decode()
    assert stranger.headers["Cache-Control"] == "no-cache"


def test_a_guest_picks_for_the_recap_and_sees_what_may_be_picked(guest: Client, chat: Chat) -> None:
    key = chat.tweets.get().key
    html = guest.get(f"{PATH}recap/").content.decode()
    assert f'<a href="{PATH}edit/">the desk</a>' in html
    assert guest.post(DESK, {"do": "best", "key": key, "back": "recap"}).headers["Location"] == f"{PATH}recap/"
    assert guest.post(DESK, {"do": "note", "place": "Q1", "text": "Hm"}).status_code == 302
    html = guest.get(f"{PATH}recap/").content.decode()
    assert "Seeds want to be shared." in html
    assert f'<a href="{PATH}edit/">Edit this chat</a>' in html
    told = guest.get(f"{DESK}journal/").content.decode()
    assert "Picked for the recap" in told
    assert "Note above Q1 saved" in told


def test_a_guest_whose_link_was_revoked_sees_no_recap_of_a_draft(admin_user: User, guest: Client, chat: Chat) -> None:
    curating.mark_best(admin_user, chat, [chat.tweets.get().key], best=True)
    GuestLink.objects.update(revoked_at=timezone.now())
    assert guest.get(f"{PATH}recap/").status_code == 404
    assert guest.get(f"{PATH}asked/twitter/ann/").status_code == 404
