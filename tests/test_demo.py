"""The sample chats, as `make demo` takes them in."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from transcripts.management.telling import as_typed
from transcripts.models import Chat, ImportRun, Tweet

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed() -> str:
    """What `manage.py demo --no-serve` prints."""
    out = StringIO()
    call_command("demo", "--no-serve", stdout=out)
    return out.getvalue()


def test_three_chats_of_two_series_are_found_with_their_questions(printed: str) -> None:
    found = {chat.get_absolute_url(): chat.questions.count() for chat in Chat.objects.public()}

    assert found == {"/gardenlib/2015-05-12/": 6, "/gardenlib/2015-06-09/": 6, "/museochat/2016-02-18/": 5}


def test_every_address_that_is_printed_can_be_opened(printed: str, client: Client) -> None:
    addresses = [word for word in printed.split() if word.count("/") == 3]

    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]


def test_each_says_how_it_is_taken_back(printed: str) -> None:
    typed = [line for line in printed.splitlines() if "to take it back" in line]

    assert [line.partition(": ")[2] for line in typed] == [
        as_typed(f"undo_import {run.pk}") for run in ImportRun.objects.order_by("pk")
    ]


def test_taking_them_in_again_changes_nothing(printed: str) -> None:
    before = sorted(Chat.objects.values_list("address", "version"))
    number = Tweet.objects.count()
    call_command("demo", "--no-serve", stdout=StringIO())

    assert sorted(Chat.objects.values_list("address", "version")) == before
    assert Tweet.objects.count() == number


def test_a_spanish_phrase_and_a_half_remembered_one_are_found(printed: str, client: Client) -> None:
    assert "NO POESÍA" in client.get("/search/", {"q": '"no poesia"'}).content.decode()
    assert "QuarrelCreekLib" in client.get("/search/", {"q": "coffee can seed"}).content.decode()
