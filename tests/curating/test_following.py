"""What a person decides about one post is evidence for those that hang on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from transcripts import curating
from transcripts.grouping import Method
from transcripts.models import Chat, Placement, Tweet

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    """Who sits at the desk."""
    return User.objects.create_superuser("ann")


@pytest.fixture
def chat(tmp_path: Path) -> Chat:
    """A draft in whose last minutes three people talk about whatever the first of them meant."""
    first = a_status("But whose is it? #gardenlib", author="fay", minute=41)
    second = a_status("@fay everyone’s #gardenlib", author="gus", minute=42) | {
        "in_reply_to_status_id_str": first["id_str"]
    }
    third = a_status("@gus indeed #gardenlib", author="hal", minute=44) | {
        "in_reply_to_status_id_str": second["id_str"]
    }
    take_in(write_lines(tmp_path / "a.jsonl", [*a_chat_hour(), first, second, third]), series="gardenlib")
    return Chat.objects.get()


def place_of(author: str) -> tuple[str, str]:
    """Where somebody's post stands, and by which evidence."""
    placement = Placement.objects.get(tweet__author__handle=author)
    return placement.label, placement.method


def sort(ann: User, chat: Chat, author: str, place: str) -> None:
    """Sort somebody's post."""
    curating.decide_place(ann, chat, [Tweet.objects.get(author__handle=author).key], place)


def test_a_conversation_goes_where_a_person_puts_its_first_post(ann: User, chat: Chat) -> None:
    assert {place_of(name)[0] for name in ("fay", "gus", "hal")} != {"Q1"}
    sort(ann, chat, "fay", "Q1")
    assert place_of("fay") == ("Q1", Method.HAND)
    assert place_of("gus") == place_of("hal") == ("Q1", Method.REPLY)


def test_it_goes_back_when_that_is_undone(ann: User, chat: Chat) -> None:
    before = Placement.objects.all().by_key()
    sort(ann, chat, "fay", "Q1")
    curating.undo_last(ann, chat)
    assert Placement.objects.all().by_key() == before


def test_what_a_person_put_elsewhere_stays_there(ann: User, chat: Chat) -> None:
    sort(ann, chat, "hal", "aside")
    sort(ann, chat, "fay", "Q1")
    assert place_of("hal") == ("aside", Method.HAND)


def test_an_open_desk_is_told_of_all_that_moved(ann: User, chat: Chat, client: Client) -> None:
    client.force_login(ann)
    keys = set(Tweet.objects.filter(author__handle__in=["fay", "gus", "hal"]).values_list("key", flat=True))
    key = Tweet.objects.get(author__handle="fay").key
    path = f"/gardenlib/{chat.address}/edit/"
    told = client.post(path, {"do": "place", "place": "Q1", "key": key}, headers={"accept": "application/json"}).json()
    assert {one["key"] for one in told["posts"]} == keys
