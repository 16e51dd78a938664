"""A host's export and a pasted transcript of one evening become one chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.importing.builders import a_chat_hour, write_lines
from tests.importing.importing import take_in
from transcripts.curating import place
from transcripts.importing import Overrides
from transcripts.models import Alias, Chat, Placement, Series, Sighting, Tweet

pytestmark = pytest.mark.django_db

PASTE = """\
@host: Welcome to #gardenlib! Say hello.
@host: Q1: What about point 1? #gardenlib
@ann: A1 ann thinks so, 1 times #gardenlib
@zoe: A1 I only stand in the paste #gardenlib
@host: Q2: What about point 2? #gardenlib
@zoe: And here without any mark
"""
OTHER_PASTE = """\
@host: Q1: What about point 1?
@zoe: A1: I stand only in the paste!
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The host's own posts, and two pasted transcripts without times."""
    hosts = [status for status in a_chat_hour() if status["user"]["screen_name"] == "host"]
    export = write_lines(tmp_path / "host.jsonl", hosts)
    paste, other = tmp_path / "paste.txt", tmp_path / "other.txt"
    paste.write_text(PASTE)
    other.write_text(OTHER_PASTE)
    return [export, paste, other]


def take_all(files: Sequence[Path], **options: Any) -> None:
    """Take in the files in this order."""
    for file in files:
        day = Overrides(date=date(2015, 5, 12)) if file.suffix == ".txt" else Overrides()
        take_in(file, series="gardenlib", timezone="America/Chicago", overrides=day, **options)


def state() -> object:
    """Everything that must not depend on the order of files."""
    return (
        sorted(Tweet.objects.values_list("key", "text", "posted_at", "precision", "author__handle")),
        sorted(Placement.objects.values_list("tweet__key", "question__label", "part", "role", "method", "confidence")),
        sorted(Chat.objects.values_list("address", "title", "hosts__handle", "sessions__start", "sessions__end")),
        sorted(Sighting.objects.values_list("tweet__key", "position", "run__sha256")),
        sorted(Alias.objects.values_list("path", "target")),
    )


def test_they_become_one_chat(files: list[Path]) -> None:
    take_all(files[:2])

    chat = Chat.objects.get()
    asked, pasted = (chat.placements.get(tweet__text__startswith=text) for text in ("Q1: What", "A1 I only"))
    assert (asked.label, asked.tweet.precision, asked.tweet.sightings.count()) == ("Q1.ask", "second", 2)
    assert (pasted.label, pasted.tweet.precision) == ("Q1", "day")


def test_a_post_without_a_time_is_placed_by_its_neighbours_in_the_file(files: list[Path]) -> None:
    take_all(files[:2])

    placement = Placement.objects.get(tweet__text="And here without any mark")
    assert placement.label == "Q2"


def test_the_order_of_files_does_not_matter(files: list[Path]) -> None:
    states = []
    for order in permutations(files):
        take_all(order)
        states.append(state())
        Series.objects.get().chats.all().delete()
        for model in (Sighting, Tweet, Alias):
            model.objects.all().delete()
        Series.objects.get().runs.all().delete()

    assert all(one == states[0] for one in states)


def test_the_same_files_again_change_nothing(files: list[Path]) -> None:
    take_all(files)
    before = state()
    take_all(files)

    assert state() == before


def test_a_public_address_leads_on_when_the_id_turns_up(files: list[Path], client: Client) -> None:
    take_all([files[1]], publish=True)
    old = Tweet.objects.get(text__startswith="Q1: What").get_absolute_url()
    assert client.get(old).status_code == 200

    take_all([files[0]])

    answer = client.get(old)
    assert answer.status_code == 301
    assert client.get(answer["Location"]).status_code == 200


def test_what_a_person_decided_of_the_one_holds_for_both(files: list[Path]) -> None:
    take_all([files[1]])
    placement = Placement.objects.get(tweet__text__startswith="Welcome")
    placement.question, placement.part, placement.role = None, "wrapup", "answer"
    place(placement, User.objects.create(username="ed"))
    take_all([files[0]])

    placement = Placement.objects.get(tweet__text__startswith="Welcome")
    assert (placement.label, placement.method, placement.tweet.precision) == ("wrapup", "hand", "second")


def test_the_report_tells_how_many_were_known_in_other_words(files: list[Path]) -> None:
    take_all([files[0]])
    report = take_in(
        files[1], series="gardenlib", timezone="America/Chicago", overrides=Overrides(date=date(2015, 5, 12))
    )

    assert report.united == 3
    assert "3 posts the same as known ones in other words" in "\n".join(report.lines())
