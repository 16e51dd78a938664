"""The command."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.search.archive import make_archive
from transcripts import search
from transcripts.models import Chat, Tweet
from transcripts.search.engines.whoosh_engine import WhooshEngine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _archive(settings: Settings) -> None:
    settings.SEARCH_ENGINE = "whoosh"
    make_archive()


def reindex(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    call_command("reindex", *options)
    return capsys.readouterr().out.strip()


def test_builds_anew(capsys: pytest.CaptureFixture[str]) -> None:
    assert reindex(capsys) == "Everything is indexed anew: 8 posts."


def test_does_nothing_when_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert reindex(capsys, "--if-needed") == "The index is current: 8 posts."


def test_builds_anew_when_missing(capsys: pytest.CaptureFixture[str], settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"
    assert reindex(capsys, "--if-needed") == "The search index is missing. Everything is indexed anew: 8 posts."


def test_catches_up_with_changed_chats(capsys: pytest.CaptureFixture[str]) -> None:
    Chat.objects.get(series__slug="mathschat").publish()
    assert reindex(capsys, "--if-needed") == "Indexed 1 post of 1 changed chat."


def test_builds_anew_when_out_of_step(capsys: pytest.CaptureFixture[str]) -> None:
    Tweet.objects.filter(text__contains="pancakes").update(hidden=True)
    assert "out of step" in reindex(capsys, "--if-needed")
    assert search.status().is_current


def test_an_archive_without_anything_public_finds_nothing_and_says_no_more() -> None:
    for chat in Chat.objects.all():
        chat.withdraw()
    search.rebuild()

    results = search.find("seeds")
    assert (results.total, results.note) == (0, "")


def test_reports_another_writer(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transcripts.search.engines.whoosh_engine.PATIENCE", 0.1)
    with WhooshEngine(settings.SEARCH_INDEX_DIR).store.writing(1), pytest.raises(CommandError, match="Another process"):
        call_command("reindex")


def test_a_chat_that_changes_meanwhile_stays_stale() -> None:
    search.rebuild(lambda done, total: Chat.objects.get(series__slug="mathschat").publish())
    assert search.status().stale_chats == 1


def test_a_retweet_made_by_hand_is_a_retweet(capsys: pytest.CaptureFixture[str]) -> None:
    before = search.find("is:retweet").total
    Tweet.objects.filter(pk=Tweet.objects.public().originals().earliest("pk").pk).update(repost_of_key="elsewhere")
    reindex(capsys)
    assert search.find("is:retweet").total == before + 1
