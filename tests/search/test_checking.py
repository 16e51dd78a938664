"""`check_index`: an index out of step is noticed and repaired, whatever its engine."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from tests.search.archive import found, make_archive
from transcripts import search
from transcripts.models import Chat, Tweet
from transcripts.search.engines import current_engine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def posts() -> dict[str, Tweet]:
    return make_archive()


def test_an_index_in_step_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_index")
    assert "in step" in capsys.readouterr().out


def test_a_missing_post_is_noticed(posts: dict[str, Tweet]) -> None:
    current_engine().forget([posts["maths"].key], for_good=False)
    assert search.check_index().missing == (posts["maths"].key,)


def test_a_post_that_is_no_longer_public_is_noticed(posts: dict[str, Tweet]) -> None:
    Tweet.objects.filter(pk=posts["maths"].pk).update(hidden=True)
    assert search.check_index().surplus == (posts["maths"].key,)


def test_a_post_whose_words_changed_is_noticed_though_the_numbers_agree(posts: dict[str, Tweet]) -> None:
    Tweet.objects.filter(pk=posts["maths"].pk).update(text="Now about decimals")
    assert search.status().is_current
    assert search.check_index().outdated == (posts["maths"].key,)


def test_a_post_that_moved_to_another_question_is_noticed(posts: dict[str, Tweet]) -> None:
    posts["maths"].placements.update(question=None, part="aside")
    assert search.check_index().outdated == (posts["maths"].key,)


def test_chats_that_wait_to_be_indexed_are_counted() -> None:
    Chat.objects.get(series__slug="mathschat").renew()
    assert search.check_index().stale_chats == 1


def test_the_command_fails_when_the_index_is_out_of_step(posts: dict[str, Tweet]) -> None:
    Tweet.objects.filter(pk=posts["maths"].pk).update(text="Now about decimals")
    with pytest.raises(CommandError, match="--repair"):
        call_command("check_index")
    assert found("decimals") == set()


def test_the_command_repairs(posts: dict[str, Tweet], capsys: pytest.CaptureFixture[str]) -> None:
    Tweet.objects.filter(pk=posts["maths"].pk).update(text="Now about decimals")
    call_command("check_index", "--repair")
    assert "Repaired. Everything is indexed anew: 8 posts." in capsys.readouterr().out
    assert found("decimals") == {posts["maths"].key}
    assert search.check_index().is_in_step
