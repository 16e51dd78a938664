"""Lists stand in an order that derives from the data: rows may have come in any order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import START, make_chat, make_question, make_series, make_tweet, place
from transcripts import search
from transcripts.models import Chat, Handle, Participant, Placement, Series
from transcripts.publishing import chat_cards, placed_at, series_cards

pytestmark = pytest.mark.django_db


def both_ways(name: str, first: str, second: str) -> pytest.MarkDecorator:
    """A test in which rows come in either order."""
    return pytest.mark.parametrize(name, [(first, second), (second, first)])


def test_series_stand_by_name_and_those_of_one_name_by_address() -> None:
    for slug, name in (("zoolib", "Animals"), ("museochat", "Old things"), ("booklib", "Animals")):
        make_chat(make_series(slug, name=name))

    assert [card.path for card in series_cards()] == ["/booklib/", "/zoolib/", "/museochat/"]
    assert [series.slug for series in Series.objects.all()] == ["booklib", "zoolib", "museochat"]


@both_ways("networks", "bluesky", "twitter")
def test_hosts_of_one_handle_stand_by_network(networks: tuple[str, ...]) -> None:
    chat = make_chat()
    for network in networks:
        chat.hosts.add(Participant.objects.create(network=network, handle="ann"))

    assert [host.network for host in chat_cards()[0].hosts] == ["bluesky", "twitter"]


@both_ways("slugs", "gardenlib", "museochat")
def test_a_post_of_two_chats_of_one_day_is_found_in_that_of_the_first_series(slugs: tuple[str, ...]) -> None:
    tweet = make_tweet("In a cold cellar, with sixty cans and a map")
    for slug in slugs:
        chat = make_chat(make_series(slug))
        place(chat, tweet, make_question(chat, 1))
    search.index(Chat.objects.all())

    [hit] = search.find("cellar").hits
    assert placed_at([hit.placement])[0].chat.series.slug == "gardenlib"
    [quote] = search.find_quotes("In a cold cellar, with sixty cans and a map").quotes
    assert Placement.objects.get(pk=quote.post.placement).chat.series.slug == "gardenlib"


@pytest.mark.parametrize("days", [(0, 1, None), (1, None, 0), (None, 0, 1)])
def test_of_those_who_went_by_a_handle_the_one_seen_last_comes_first(days: tuple[int | None, ...]) -> None:
    for day in days:
        seen_at = None if day is None else START + timedelta(days=day)
        person = Participant.objects.create(network="twitter", handle="ann", name=f"Ann {day}", seen_at=seen_at)
        Handle.objects.create(participant=person, network="twitter", folded="ann")

    called = Participant.objects.called("twitter", "Ann").seen_last_first()
    assert [person.name for person in called] == ["Ann 1", "Ann 0", "Ann None"]
