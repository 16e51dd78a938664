"""Taking back an upload leaves the archive as if it had never been made, but for what people decided."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from transcripts.curating import hide, place
from transcripts.importing import Overrides, undo, undoing
from transcripts.models import (
    Alias,
    Chat,
    ImportRun,
    KeptDecision,
    Participant,
    Placement,
    Series,
    Sighting,
    Tweet,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hour() -> list[dict[str, Any]]:
    return a_chat_hour()


@pytest.fixture
def host_only(tmp_path: Path, hour: list[dict[str, Any]]) -> Path:
    """What the host kept."""
    return write_lines(tmp_path / "host.jsonl", [one for one in hour if one["user"]["screen_name"] == "host"])


@pytest.fixture
def whole(tmp_path: Path, hour: list[dict[str, Any]]) -> Path:
    """The whole hour, its counts and texts grown since."""
    longer = [one | {"text": one["text"] + " (and more)", "favorite_count": 7} for one in hour]
    return write_lines(tmp_path / "whole.jsonl", longer)


def state() -> object:
    """All rows, without the numbers a database gives them."""
    own = [field.name for field in Tweet._meta.concrete_fields if field.name not in ("id", "author")]
    return (
        sorted(Tweet.objects.values_list(*own, "author__handle").values_list("key", "text", "likes", "precision")),
        sorted(map(str, Tweet.objects.values(*own, "author__handle"))),
        sorted(map(str, Placement.objects.values("tweet__key", "question__label", "part", "role", "method"))),
        sorted(map(str, Chat.objects.values("address", "title", "hosts__handle", "sessions__start", "sessions__end"))),
        sorted(map(str, Series.objects.values("slug", "tweets__key"))),
        sorted(map(str, Sighting.objects.values("tweet__key", "position", "run__sha256"))),
        sorted(map(str, Participant.objects.values("handle"))),
        sorted(map(str, Alias.objects.values("path", "target"))),
    )


def the_run(file: Path) -> ImportRun:
    return ImportRun.objects.get(file_name=file.name)


@pytest.mark.parametrize("first", ["host_only", "whole"])
def test_what_two_uploads_tell_is_told_by_the_one_that_is_left(host_only: Path, whole: Path, first: str) -> None:
    take_in(host_only, series="gardenlib")
    before = state()
    undo(the_run(host_only))
    files = [host_only, whole] if first == "host_only" else [whole, host_only]
    for file in files:
        take_in(file, series="gardenlib")
    undone = undo(the_run(whole))

    assert state() == before
    assert (undone.gone, undone.kept) == (12, 5)


def test_nothing_is_left_of_the_only_upload(whole: Path) -> None:
    take_in(whole)
    undo(ImportRun.objects.get())

    for model in (Tweet, Chat, Participant, Sighting, ImportRun, Placement):
        assert not model.objects.exists()


def test_a_public_chat_without_posts_is_withdrawn_and_its_posts_say_gone(whole: Path, client: Client) -> None:
    take_in(whole, publish=True)
    post, chat = Tweet.objects.all()[0].get_absolute_url(), Chat.objects.get().get_absolute_url()
    assert client.get(chat).status_code == 200

    undone = undo(ImportRun.objects.get())

    assert undone.withdrawn == [chat]
    assert client.get(post).status_code == 410
    assert client.get(chat).status_code == 410


def test_the_wrong_file_can_be_taken_in_again(whole: Path, client: Client) -> None:
    take_in(whole, publish=True)
    before = Chat.objects.get().get_absolute_url()
    undo(ImportRun.objects.get())
    take_in(whole)

    assert client.get(before).status_code == 200
    assert client.get(Tweet.objects.all()[0].get_absolute_url()).status_code == 200


def test_decisions_by_hand_come_back_with_the_posts(whole: Path) -> None:
    take_in(whole)
    moved = Placement.objects.get(tweet__text__startswith="A1 ann")
    moved.question = Chat.objects.get().questions.get(label="Q2")
    place(moved, User.objects.create(username="ed"))
    hide(Tweet.objects.filter(text__startswith="A1 ben"), "spam")

    undone = undo(ImportRun.objects.get())
    take_in(whole)

    assert undone.decisions == 2
    back = Placement.objects.get(tweet__text__startswith="A1 ann")
    assert (back.label, back.method) == ("Q2", "hand")
    assert Tweet.objects.get(hidden=True).hidden_reason == "spam"
    assert not KeptDecision.objects.exists()


def test_a_decision_about_a_post_that_stays_stays(host_only: Path, whole: Path) -> None:
    take_in(host_only)
    take_in(whole)
    moved = Placement.objects.get(tweet__text__startswith="Welcome")
    moved.part = "wrapup"
    place(moved, User.objects.create(username="ed"))
    undo(the_run(whole))

    assert Placement.objects.get(tweet__text__startswith="Welcome").method == "hand"


def test_a_wording_without_id_gets_its_own_address_back(tmp_path: Path, host_only: Path, client: Client) -> None:
    paste = tmp_path / "paste.txt"
    paste.write_text("@host: Welcome to #gardenlib! Say hello.\n@host: Q1: What about point 1? #gardenlib\n")
    day = Overrides(date=date(2015, 5, 12))
    take_in(paste, series="gardenlib", timezone="America/Chicago", overrides=day, publish=True)
    before = state()
    old = Tweet.objects.get(text__startswith="Q1").get_absolute_url()
    take_in(host_only, series="gardenlib")
    united = client.get(old)["Location"]
    undo(the_run(host_only))

    assert client.get(old).status_code == 200
    assert client.get(united)["Location"] == old
    Alias.objects.all().delete()
    assert state() == before


def test_another_series_keeps_what_it_was_given_too(tmp_path: Path, hour: list[dict[str, Any]]) -> None:
    both = [one | {"text": one["text"] + " #seedlib"} for one in hour]
    file, again = write_lines(tmp_path / "a.jsonl", both), write_lines(tmp_path / "b.jsonl", both[:6])
    take_in(file, series="gardenlib")
    take_in(again, series="seedlib")
    undo(the_run(file))

    assert Series.objects.get(slug="gardenlib").tweets.count() == 0
    assert Series.objects.get(slug="seedlib").tweets.count() == 6
    assert Tweet.objects.count() == 6


def test_a_retweet_that_was_matched_by_its_words_is_matched_no_more(tmp_path: Path, hour: list[dict[str, Any]]) -> None:
    words = hour[2]["text"]
    cut = a_status(f"RT @ann: {words[:30]}", author="zoe", minute=12)
    file, original = write_lines(tmp_path / "a.jsonl", [hour[0], cut]), write_lines(tmp_path / "b.jsonl", hour)
    take_in(file, series="gardenlib")
    before = state()
    take_in(original, series="gardenlib")
    assert Tweet.objects.get(key=cut["id_str"]).repost_of_key == hour[2]["id_str"]
    undo(the_run(original))

    assert Tweet.objects.get(key=cut["id_str"]).repost_of_key == ""
    assert len(state()[0]) == len(before[0])  # type: ignore[index]


def test_cut_off_halfway_it_goes_on_the_next_time(whole: Path) -> None:
    take_in(whole)

    with (
        patch.object(undoing, "BATCH", 5),
        patch.object(undoing, "keep_decisions", side_effect=[0, KeyboardInterrupt]),
        pytest.raises(KeyboardInterrupt),
    ):
        undo(ImportRun.objects.get())
    assert Tweet.objects.count() == 12
    undo(ImportRun.objects.get())

    assert not Tweet.objects.exists()
    assert not Chat.objects.exists()


def test_the_command_lists_uploads_and_takes_one_back(whole: Path) -> None:
    report = take_in(whole)
    out = StringIO()
    call_command("undo_import", stdout=out)
    assert f"{report.run}  " in out.getvalue()
    assert "whole.jsonl" in out.getvalue()

    call_command("undo_import", report.run, stdout=out)
    assert "17 posts gone" in out.getvalue()
    with pytest.raises(CommandError, match="There is no upload"):
        call_command("undo_import", report.run)
