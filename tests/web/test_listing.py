"""Chats and people can be kept out of other search engines; they stay readable and found within the archive."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.builders import START, make_chat, make_tweet, place
from tests.web.lively import Lively
from tests.web.test_sitemaps import everything
from transcripts import curating, search
from transcripts.grouping import Part
from transcripts.models import Annotation, Chat, Decision, Participant

pytestmark = pytest.mark.django_db
META = '<meta name="robots" content="noindex">'


def is_kept_out(client: Client, path: str) -> bool:
    """True where header and head ask not to list a page; both must say the same."""
    response = client.get(path)
    assert response.status_code == 200
    in_header = response.headers.get("X-Robots-Tag") == "noindex"
    assert in_header == (META in response.content.decode())
    return in_header


@pytest.fixture
def pages(lively: Lively) -> list[str]:
    """The pages of a chat, with its recap, and of somebody who speaks only there."""
    Annotation.objects.put(lively.chat, "best", {lively.answer.key: ""})
    chat = lively.chat.get_absolute_url()
    own = [chat, lively.question.get_absolute_url(), f"{chat}recap/"]
    return [*own, lively.answer.get_absolute_url(), "/people/twitter/ann/"]


def keep_out_ann() -> None:
    curating.list_people(Participant.objects.filter(handle="ann"), listed=False)


def test_pages_may_be_listed_unless_somebody_says_otherwise(client: Client, pages: list[str]) -> None:
    assert [page for page in pages if is_kept_out(client, page)] == []


def test_a_chat_is_kept_out_with_all_its_pages(client: Client, pages: list[str]) -> None:
    Chat.objects.update(noindex=True)
    assert [page for page in pages if not is_kept_out(client, page)] == []
    assert everything(client) == {"/"}


def test_a_series_is_kept_out_with_all_its_chats_not_with_some(client: Client, lively: Lively) -> None:
    make_chat(start=START + timedelta(days=7))
    make_chat(start=START + timedelta(days=14), published=False)
    Chat.objects.filter(pk=lively.chat.pk).update(noindex=True)
    assert not is_kept_out(client, "/gardenlib/")
    Chat.objects.public().update(noindex=True)
    assert is_kept_out(client, "/gardenlib/")
    assert client.get("/gardenlib.json").headers["X-Robots-Tag"] == "noindex"


def test_files_of_a_chat_that_is_kept_out_say_so(client: Client, lively: Lively) -> None:
    Chat.objects.update(noindex=True)
    assert client.get("/gardenlib/2015-05-12.json").headers["X-Robots-Tag"] == "noindex"


def test_a_known_page_of_a_chat_that_is_kept_out_says_so_again(client: Client, lively: Lively) -> None:
    Chat.objects.update(noindex=True)
    path = lively.chat.get_absolute_url()
    known = client.get(path).headers["ETag"]
    response = client.get(path, headers={"If-None-Match": known})
    assert (response.status_code, response.headers["X-Robots-Tag"]) == (304, "noindex")


def test_a_post_that_stands_in_a_chat_that_may_be_listed_may_be_listed(client: Client, lively: Lively) -> None:
    place(make_chat(start=START + timedelta(days=7)), lively.answer, Part.ASIDE)
    Chat.objects.filter(pk=lively.chat.pk).update(noindex=True)
    assert not is_kept_out(client, lively.answer.get_absolute_url())
    assert is_kept_out(client, lively.reply.get_absolute_url())


def test_a_person_is_kept_out_with_their_posts_and_nobody_else(
    client: Client, pages: list[str], lively: Lively
) -> None:
    keep_out_ann()
    assert [page for page in pages if is_kept_out(client, page)] == pages[-2:]
    assert not is_kept_out(client, lively.reply.get_absolute_url())
    named = everything(client)
    assert "/people/twitter/bob/" in named
    assert not {"/people/twitter/ann/", lively.answer.get_absolute_url()} & named


def test_accounts_of_one_handle_are_kept_out_together(client: Client, lively: Lively) -> None:
    twin = Participant.objects.create(network="twitter", handle="Ann", source_id="7", noindex=True)
    twin.handles.create(network="twitter", folded="ann")
    place(lively.chat, make_tweet(author="ann"), Part.ASIDE)
    twin.tweets.add(lively.answer)
    assert is_kept_out(client, "/people/twitter/ann/")
    assert "/people/twitter/ann/" not in everything(client)


def test_what_is_kept_out_is_still_found_within_the_archive(client: Client, lively: Lively) -> None:
    search.index([lively.chat])
    Chat.objects.update(noindex=True)
    keep_out_ann()
    assert lively.answer.key in client.get("/search/?q=cellar").content.decode()


def test_feeds_are_not_listed_themselves(client: Client, lively: Lively) -> None:
    for path in ("/feeds/chats.atom", "/feeds/series/gardenlib.json", "/feeds/series/gardenlib.ics"):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex"


def test_the_desk_keeps_a_chat_out_and_takes_that_back(admin_client: Client, lively: Lively) -> None:
    desk = f"{lively.chat.get_absolute_url()}edit/"
    version = Chat.objects.get().version
    admin_client.post(f"{desk}chat/", {"do": "unlist"})
    assert Chat.objects.get().noindex
    assert Chat.objects.get().version != version
    assert "Let them list it" in admin_client.get(desk).content.decode()
    assert "Kept it out of search engines" in admin_client.get(f"{desk}journal/").content.decode()
    admin_client.post(desk, {"do": "undo"})
    assert not Chat.objects.get().noindex
    assert Decision.objects.get().undone_at


def test_a_chat_that_is_kept_out_counts_as_edited(lively: Lively) -> None:
    curating.list_chat(User.objects.create_superuser("ann"), lively.chat, listed=False)
    assert Chat.objects.get().is_edited


def test_the_admin_keeps_people_out_and_lets_them_in_again(admin_client: Client, lively: Lively) -> None:
    ann = Participant.objects.get(handle="ann")
    for action, kept_out in (("keep_out", True), ("let_in", False)):
        admin_client.post("/admin/transcripts/participant/", {"action": action, "_selected_action": [ann.pk]})
        assert Participant.objects.get(pk=ann.pk).noindex is kept_out


def test_the_admin_renews_a_chat_that_it_keeps_out(admin_client: Client, lively: Lively) -> None:
    chat = make_chat(start=START + timedelta(days=7))
    told = {"title": "T", "timezone": "UTC", "framing": "", "hosts": [], "noindex": "on"}
    inlines = {f"{name}-{field}": 0 for name in ("sessions", "questions") for field in ("TOTAL_FORMS", "INITIAL_FORMS")}
    admin_client.post(f"/admin/transcripts/chat/{chat.pk}/change/", told | inlines)
    after = Chat.objects.get(pk=chat.pk)
    assert after.noindex
    assert after.version != chat.version
