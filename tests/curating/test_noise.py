"""What a person said is no noise stays so."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from tests.builders import make_chat, make_tweet, place
from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from transcripts import curating
from transcripts.grouping import Part
from transcripts.importing import regroup_all, undo
from transcripts.models import Chat, Decision, ImportRun, Series, Tweet

pytestmark = pytest.mark.django_db


def kept(*keys: str) -> set[str]:
    return Decision.objects.kept(keys)


def test_what_is_kept_is_remembered_and_journalled_once(admin_user: User) -> None:
    chat, tweet = make_chat(), make_tweet("Buy")
    place(chat, tweet, Part.ASIDE)
    version = chat.version
    [decision] = curating.keep_posts(admin_user, chat, [tweet.key])
    assert (decision.kind, decision.about, decision.after) == ("kept", "noise", {"kept": True})
    assert curating.keep_posts(admin_user, chat, [tweet.key]) == []
    assert kept(tweet.key, "other") == {tweet.key}
    chat.refresh_from_db()
    assert chat.version == version


def test_keeping_is_undone_like_any_decision(admin_user: User) -> None:
    chat, tweet = make_chat(), make_tweet("Buy")
    place(chat, tweet, Part.ASIDE)
    curating.keep_posts(admin_user, chat, [tweet.key])
    [undone] = curating.undo_last(admin_user, chat)
    assert undone.before == {"kept": False}
    assert kept(tweet.key) == set()
    assert len(curating.keep_posts(admin_user, chat, [tweet.key])) == 1


def test_nobody_keeps_what_is_not_in_the_chat(admin_user: User) -> None:
    with pytest.raises(curating.Undecidable):
        curating.keep_posts(admin_user, make_chat(), [make_tweet().key])


def test_keeping_and_hiding_are_told_apart(admin_user: User) -> None:
    chat, tweet = make_chat(), make_tweet("Buy")
    place(chat, tweet, Part.ASIDE)
    curating.keep_posts(admin_user, chat, [tweet.key])
    curating.hide_posts(admin_user, chat, [tweet.key], "after all")
    assert Tweet.objects.get().hidden
    assert kept(tweet.key) == {tweet.key}
    curating.undo_last(admin_user, chat)
    assert not Tweet.objects.get().hidden


def test_what_is_kept_survives_regrouping_another_upload_and_its_own_undoing(admin_user: User, tmp_path: Path) -> None:
    status = a_status("A1 The Daily is out! #gardenlib", author="daily", minute=12, number=7)
    file = write_lines(tmp_path / "a.jsonl", [*a_chat_hour(), status])
    take_in(file, series="gardenlib", timezone="America/Chicago")
    curating.keep_posts(admin_user, Chat.objects.get(), [status["id_str"]])
    regroup_all(Series.objects.get())
    assert kept(status["id_str"])
    undo(ImportRun.objects.get())
    assert not Tweet.objects.filter(key=status["id_str"]).exists()
    take_in(file, series="gardenlib", timezone="America/Chicago")
    assert kept(status["id_str"])
