"""What people decide shows at once, and stays."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from tests.builders import make_chat, make_question, make_series, make_tweet, place
from tests.importing.builders import a_chat_hour, write_lines
from transcripts import curating, search
from transcripts.grouping import Method, Part
from transcripts.importing import ImportOptions, import_file
from transcripts.models import Chat, Placement, Question, Tweet

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer() -> Placement:
    """An answer in a chat that is still a draft."""
    chat = make_chat(published=False)
    return place(chat, make_tweet("Seeds want to be shared."), make_question(chat, 1))


def found(words: str) -> int:
    """How many posts a visitor finds."""
    return search.find(words).total


def test_a_draft_is_found_by_nobody_until_it_is_published(answer: Placement) -> None:
    curating.bring_index_in_step()
    assert found("seeds") == 0

    curating.publish([answer.chat])
    assert found("seeds") == 1


def test_a_withdrawn_chat_is_found_no_more(answer: Placement) -> None:
    curating.publish([answer.chat])
    curating.withdraw([answer.chat])

    assert found("seeds") == 0
    assert not Tweet.objects.public().exists()


def test_publishing_again_keeps_the_first_day_of_publication(answer: Placement) -> None:
    curating.publish([answer.chat])
    first = Chat.objects.get().first_published_at
    curating.withdraw([Chat.objects.get()])
    curating.publish([Chat.objects.get()])

    assert Chat.objects.get().first_published_at == first


def test_a_hidden_post_is_kept_but_neither_found_nor_public(answer: Placement) -> None:
    curating.publish([answer.chat])
    version = Chat.objects.get().version
    curating.hide(Tweet.objects.all(), "spam")

    assert found("seeds") == 0
    assert Tweet.objects.get().hidden_reason == "spam"
    assert Chat.objects.get().version != version


def test_a_post_shown_again_is_found_again(answer: Placement) -> None:
    curating.publish([answer.chat])
    curating.hide(Tweet.objects.all(), "spam")
    curating.show(Tweet.objects.all())

    assert found("seeds") == 1


def test_what_repeats_a_hidden_post_is_hidden_with_it(answer: Placement) -> None:
    tweet = answer.tweet
    repeated = make_tweet(f"RT @ann: {tweet.text}", author="ben", is_repost=True, repost_of_key=tweet.key)
    place(answer.chat, repeated, Part.ASIDE)
    curating.publish([answer.chat])
    curating.hide(Tweet.objects.filter(pk=tweet.pk), "asked for")

    assert found("is:retweet seeds") == 0


def test_a_question_that_only_hidden_posts_ask_loses_their_words(tmp_path: Path) -> None:
    make_series()
    import_file(write_lines(tmp_path / "a.jsonl", a_chat_hour()), ImportOptions(series="gardenlib", publish=True))
    asking = Tweet.objects.filter(text__startswith="Q2")
    curating.hide(asking, "asked for")
    assert Question.objects.get(label="Q2").text == ""

    curating.show(Tweet.objects.filter(text__startswith="Q2"))
    assert Question.objects.get(label="Q2").text == "What about point 2?"


def test_a_changed_zone_of_a_series_moves_its_drafts(tmp_path: Path) -> None:
    series = make_series()
    import_file(write_lines(tmp_path / "a.jsonl", a_chat_hour()), ImportOptions(series="gardenlib"))
    series.timezone = "UTC"
    curating.change_series(series, {"timezone"})

    assert Chat.objects.get().address == "2015-05-13"


def test_a_place_told_in_the_admin_is_sure_theirs_and_journalled(answer: Placement, admin_user: User) -> None:
    answer.question, answer.part = None, Part.ASIDE
    curating.place(answer, admin_user)

    assert (answer.method, answer.confidence) == (Method.HAND, 1.0)
    curating.undo_last(admin_user, answer.chat)
    assert Placement.objects.get().label == "Q1"
