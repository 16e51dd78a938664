"""Card pictures: found under the address that a page names, never under another's, gone with their words."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.builders import make_chat, make_person, make_question, make_series, make_tweet, place
from tests.web.lively import Lively
from transcripts import curating
from transcripts.grouping import Part
from transcripts.models import Alias, Archive, Handle, Tweet
from transcripts.once import making_a_copy
from transcripts.publishing import Conversation, Transcript, chat_card, post_card
from transcripts.web import cards, limiting

pytestmark = pytest.mark.django_db
NONE = "0000000000000000"


def card_at(client: Client, path: str) -> str:
    """The address of the picture that stands for a page today."""
    stem = "/cards/about" if path in ("/", "/about/") else f"/cards{path[:-1]}"
    response = client.get(f"{stem}.{NONE}.png")
    assert response.status_code == 302
    return str(response.headers["Location"])


def kept(settings: Settings) -> list[Path]:
    return list(Path(settings.CARDS_DIR).glob("*"))


def pages(lively: Lively) -> list[str]:
    series = lively.chat.series
    rows = (series, lively.chat, lively.question, lively.answer, make_person("ann"))
    return ["/", *(row.get_absolute_url() for row in rows)]


def test_every_kind_of_page_has_a_picture(client: Client, lively: Lively) -> None:
    for page in pages(lively):
        response = client.get(card_at(client, page))
        assert response.status_code == 200, page
        assert response.headers["Content-Type"] == "image/png"
        assert response.content.startswith(b"\x89PNG")


def test_a_picture_never_changes_and_is_no_page_for_search_engines(client: Client, lively: Lively) -> None:
    headers = client.get(card_at(client, lively.answer.get_absolute_url())).headers
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Robots-Tag"] == "noindex"


def test_head_answers_as_get_does(client: Client, lively: Lively) -> None:
    response = client.head(card_at(client, lively.answer.get_absolute_url()))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")


def test_a_picture_is_drawn_once(
    client: Client, lively: Lively, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = card_at(client, lively.answer.get_absolute_url())
    first = client.get(path).content
    monkeypatch.setattr(cards, "draw_and_keep", lambda card: 1 / 0)
    assert client.get(path).content == first
    assert len(kept(settings)) == 1


def test_an_old_picture_leads_to_the_one_of_today(client: Client, lively: Lively) -> None:
    page = lively.chat.get_absolute_url()
    old = card_at(client, page)
    Archive.objects.update(name="Another name")
    response = client.get(old)
    assert response.status_code == 302
    assert response.headers["Location"] == card_at(client, page) != old


def test_nothing_is_drawn_under_an_address_that_no_page_names(
    client: Client, lively: Lively, settings: Settings
) -> None:
    for page in pages(lively):
        card_at(client, page)
    assert kept(settings) == []


@pytest.mark.parametrize("path", ["t/1", "x", "x/2015-05-12", "people/twitter/x", "gardenlib/2015-05-12/q9"])
def test_where_nothing_ever_stood_is_no_picture(client: Client, lively: Lively, path: str) -> None:
    assert client.get(f"/cards/{path}.{NONE}.png").status_code == 404


def test_a_draft_has_no_picture_not_even_for_staff(admin_client: Client) -> None:
    chat = make_chat(published=False)
    make_question(chat, 1)
    tweet = make_tweet()
    place(chat, tweet, Part.ASIDE)
    for page in ("gardenlib/2015-05-12", "gardenlib/2015-05-12/q1", f"t/{tweet.key}", "gardenlib"):
        assert admin_client.get(f"/cards/{page}.{NONE}.png").status_code == 404


def test_what_is_hidden_or_withdrawn_has_no_picture_any_more(client: Client, lively: Lively) -> None:
    post = card_at(client, lively.answer.get_absolute_url())
    chat = card_at(client, lively.chat.get_absolute_url())
    client.get(post)
    Tweet.objects.filter(pk=lively.answer.pk).update(hidden=True)
    assert client.get(post).status_code == 410
    lively.chat.withdraw()
    assert client.get(chat).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_no_picture_of_what_was_removed_is_kept(client: Client, lively: Lively, settings: Settings) -> None:
    path = card_at(client, lively.answer.get_absolute_url())
    client.get(path)
    assert kept(settings)
    curating.remove(Tweet.objects.filter(pk=lively.answer.pk))
    assert kept(settings) == []
    assert client.get(path).status_code == 410


@pytest.mark.parametrize("during", [nullcontext, making_a_copy])
def test_what_is_removed_while_it_is_drawn_is_not_kept(
    client: Client,
    lively: Lively,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    during: Callable[[], AbstractContextManager[None]],
) -> None:
    path = card_at(client, lively.answer.get_absolute_url())
    draw = cards.draw_and_keep

    def drawn_slowly(card: cards.Card) -> bytes:
        Tweet.objects.filter(pk=lively.answer.pk).update(hidden=True)
        return draw(card)

    monkeypatch.setattr(cards, "draw_and_keep", drawn_slowly)
    with during():
        client.get(path)
    assert kept(settings) == []


def test_what_moved_leads_to_the_picture_of_its_new_place(client: Client, lively: Lively) -> None:
    Alias.objects.create(path="/gardenlib/2015-05-11/", target=lively.chat.get_absolute_url())
    response = client.get(f"/cards/gardenlib/2015-05-11.{NONE}.png", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == card_at(client, lively.chat.get_absolute_url())


def test_a_retweet_has_the_picture_of_its_original(client: Client, lively: Lively) -> None:
    repeat = Tweet.objects.get(is_repost=True)
    response = client.get(f"/cards/t/{repeat.key}.{NONE}.png", follow=True)
    assert response.redirect_chain[-1][0] == card_at(client, lively.answer.get_absolute_url())


def test_a_former_handle_leads_to_the_picture_of_todays(client: Client, lively: Lively) -> None:
    Handle.objects.create(participant=make_person("ann"), network="twitter", folded="ann_of_old")
    response = client.get(f"/cards/people/twitter/ann_of_old.{NONE}.png", follow=True)
    assert response.redirect_chain[-1][0] == card_at(client, "/people/twitter/ann/")


def test_a_handle_may_hold_anything(client: Client) -> None:
    tweet = make_tweet("Hi", network="irc")
    tweet.author = make_person("a/b c%", network="irc")
    tweet.save()
    place(make_chat(), tweet, Part.ASIDE)
    path = card_at(client, "/people/irc/a%2Fb%20c%25/")
    assert client.get(path).status_code == 200


def test_who_asks_for_many_new_pictures_waits_and_kept_ones_cost_nothing(
    client: Client, lively: Lively, settings: Settings
) -> None:
    first = card_at(client, lively.chat.get_absolute_url())
    second = card_at(client, lively.answer.get_absolute_url())
    settings.SEARCHES_A_MINUTE = 1
    limiting.limiter.storage.reset()
    assert client.get(first).status_code == 200
    refused = client.get(second)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert client.get(first).status_code == 200


def test_one_picture_is_drawn_at_a_time(client: Client, lively: Lively, monkeypatch: pytest.MonkeyPatch) -> None:
    path = card_at(client, lively.chat.get_absolute_url())
    monkeypatch.setattr(cards, "PATIENCE", 0.01)
    with cards.drawing:
        assert client.get(path).status_code == 503
    assert client.get(path).status_code == 200


def test_the_oldest_pictures_make_room(
    client: Client, lively: Lively, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transcripts.publishing.cards.keeping.MOST", 3)
    monkeypatch.setattr("transcripts.publishing.cards.keeping.ROOM_MADE", 1)
    paths = [card_at(client, page) for page in pages(lively)]
    for path in paths:
        client.get(path)
    assert len(kept(settings)) == 3
    assert any(re.search(r"\.([0-9a-f]{16})\.", paths[-1])[1] in file.name for file in kept(settings))  # type: ignore[index]


def test_a_card_tells_the_quote_its_author_question_and_chat(lively: Lively) -> None:
    card = post_card(Conversation.of(lively.answer), "Seedbed")
    assert card.words == "A1 In a cold cellar,\nwith sixty “cans” & a map example.org/cellar/seeds #gardenlib"
    assert (card.label, card.above) == ("Q1", "How did your seed library begin?")
    assert (card.left.strong, card.left.quiet) == ("Ann Lee", "@ann")
    assert (card.right.strong, card.right.quiet) == ("Lending seeds", "#gardenlib chats, 12 May 2015")


def test_a_chats_card_tells_its_title_hosts_and_size(lively: Lively) -> None:
    card = chat_card(Transcript.of(lively.chat), "Seedbed")
    assert card.words == "Lending seeds"
    assert card.left.quiet == "Hosted by Gardenhost"
    assert re.fullmatch(r"\d+ posts by \d+ people", card.left.strong)


def test_a_series_has_a_picture_with_its_number_of_chats(client: Client, lively: Lively) -> None:
    before = card_at(client, "/gardenlib/")
    make_chat(make_series(), address="2015-05-13")
    assert card_at(client, "/gardenlib/") != before
