"""What authors deleted, as a stream tells, is gone for good."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from transcripts.models import Alias, Chat, Participant, Removal, Sighting, Tweet

pytestmark = pytest.mark.django_db


def notice_of(status: dict[str, Any]) -> dict[str, Any]:
    """A streaming deletion notice."""
    return {"delete": {"status": {"id_str": status["id_str"], "user_id_str": status["user"]["id_str"]}}}


@pytest.fixture
def hour() -> list[dict[str, Any]]:
    return a_chat_hour()


def test_a_notice_removes_a_post_that_an_earlier_file_brought(tmp_path: Path, hour: list[dict[str, Any]]) -> None:
    take_in(write_lines(tmp_path / "week.jsonl", hour), publish=True)
    report = take_in(write_lines(tmp_path / "stream.jsonl", [notice_of(hour[2])]), series="gardenlib")

    assert report.erased == 1
    assert Tweet.objects.count() == len(hour) - 1
    assert not Sighting.objects.filter(position=3).exists()


def test_a_removed_post_answers_410_and_leaves_the_page(
    tmp_path: Path, hour: list[dict[str, Any]], client: Client
) -> None:
    take_in(write_lines(tmp_path / "week.jsonl", hour), publish=True)
    words = hour[2]["text"].removesuffix(" #gardenlib")
    assert words in client.get(Chat.objects.get().get_absolute_url()).text

    take_in(write_lines(tmp_path / "stream.jsonl", [notice_of(hour[2])]), series="gardenlib")

    assert client.get(f"/t/{hour[2]['id_str']}/").status_code == 410
    assert words not in client.get(Chat.objects.get().get_absolute_url()).text


def test_the_order_of_post_and_notice_does_not_matter(tmp_path: Path, hour: list[dict[str, Any]]) -> None:
    take_in(write_lines(tmp_path / "stream.jsonl", [notice_of(hour[2])]), series="gardenlib")
    report = take_in(write_lines(tmp_path / "week.jsonl", hour))

    assert report.kept_out == 1
    assert not Tweet.objects.filter(key=hour[2]["id_str"]).exists()


def test_retweets_and_the_records_around_a_removed_post_lose_its_words(
    tmp_path: Path, hour: list[dict[str, Any]]
) -> None:
    original = hour[2]
    retweet = a_status("RT @ann: …", author="zoe", minute=30, retweeted_status=original)
    quote = a_status("So true #gardenlib", author="zoe", minute=31, quoted_status=original)
    take_in(write_lines(tmp_path / "week.jsonl", [*hour, retweet, quote]))
    take_in(write_lines(tmp_path / "stream.jsonl", [notice_of(original)]), series="gardenlib")

    assert not Tweet.objects.filter(key=retweet["id_str"]).exists()
    assert Tweet.objects.get(key=quote["id_str"]).text == "So true #gardenlib"
    assert all(original["text"] not in sighting.raw for sighting in Sighting.objects.all())


def test_what_is_remembered_tells_nothing(tmp_path: Path, hour: list[dict[str, Any]]) -> None:
    take_in(write_lines(tmp_path / "stream.jsonl", [notice_of(hour[2])]), series="gardenlib")

    assert hour[2]["id_str"] not in json.dumps(list(Removal.objects.values()), default=str)
    assert not Alias.objects.exists()
    assert not Participant.objects.exists()
