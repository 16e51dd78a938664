"""The commands that remove for good say what will go, and ask."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from tests.builders import make_tweet
from transcripts import curating
from transcripts.models import Participant, Removal, Tweet


def run(*told: str) -> str:
    """Run a command; return what it says."""
    out = StringIO()
    call_command(*told, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_without_a_yes_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    tweet = make_tweet()
    monkeypatch.setattr("builtins.input", lambda question: "no")
    for command in (("remove_post", tweet.key), ("remove_person", "twitter", "ann")):
        with pytest.raises(CommandError, match="Nothing was changed"):
            run(*command)
    assert Tweet.objects.exists()
    assert not Removal.objects.exists()


@pytest.mark.django_db
def test_where_nobody_can_answer_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(CommandError, match="Nothing was changed"):
        run("remove_post", make_tweet().key)
    assert Tweet.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_post_goes_after_a_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    tweet = make_tweet("Seeds")
    make_tweet("RT @ann: Seeds", author="ben", is_repost=True, repost_of_key=tweet.key)
    monkeypatch.setattr("builtins.input", lambda question: "Yes")
    said = run("remove_post", tweet.key)
    assert "with 1 retweet." in said
    assert "Removed: 2 posts." in said
    assert not Tweet.objects.exists()


@pytest.mark.django_db
def test_a_post_there_is_none_of_is_said_so() -> None:
    with pytest.raises(CommandError, match="There is no post 1"):
        run("remove_post", "1", "--yes")


@pytest.mark.django_db(transaction=True)
def test_a_person_goes_and_it_is_said_what_stays() -> None:
    make_tweet("Seeds")
    make_tweet("Thanks @ann", author="ben")
    said = run("remove_person", "twitter", "@Ann", "--yes")
    assert "Ann (@ann) on twitter" in said
    assert "What stays besides: backups" in said
    assert "Removed: 1 post.\nMasked: 1 post and 0 raw records of others." in said
    assert [one.text for one in Tweet.objects.all()] == ["Thanks @[removed]"]


@pytest.mark.django_db(transaction=True)
def test_a_removal_that_was_cut_off_is_done_by_the_next_worker() -> None:
    person = make_tweet("Seeds").author
    curating.remove_person_later(person)
    assert not Tweet.objects.visible().exists()
    # The worker that had it died.
    DBTaskResult.objects.all().delete()
    run("worker", "--batch")
    assert not Tweet.objects.exists()
    assert not Participant.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_somebody_unknown_is_kept_out_from_now_on() -> None:
    assert "The archive has nobody called zoe on twitter" in run("remove_person", "twitter", "zoe", "--yes")
    assert Removal.objects.people().has_handle("twitter", "zoe")
