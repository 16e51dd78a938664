"""Posts, in the words of a chat."""

import pytest

from tests.builders import make_chat, make_question, make_tweet, place
from transcripts.grouping import Part
from transcripts.models import Placement, Tweet

pytestmark = pytest.mark.django_db


def test_a_chat_tells_its_visible_answers_in_order() -> None:
    chat = make_chat()
    question = make_question(chat, 1)
    late, early = make_tweet("late", minute=20), make_tweet("early", minute=10)
    hidden, hello = make_tweet("spam", hidden=True), make_tweet("hello")
    for tweet in (late, early, hidden):
        place(chat, tweet, question)
    place(chat, hello, Part.INTRO)

    assert list(chat.tweets.answers().visible().in_order()) == [early, late]


def test_a_post_of_a_draft_is_not_public() -> None:
    chat = make_chat(published=False)
    place(chat, make_tweet(), make_question(chat, 1))

    assert not Tweet.objects.public().exists()


def test_a_retweet_of_a_retweet_of_a_hidden_post_is_not_public() -> None:
    chat = make_chat()
    spam, shown = make_tweet("spam", hidden=True), make_tweet("beans")
    for original in (spam, shown):
        repeat = make_tweet("RT", is_repost=True, repost_of_key=original.key)
        again = make_tweet("RT RT", is_repost=True, repost_of_key=repeat.key)
        for tweet in (original, repeat, again):
            place(chat, tweet, Part.ASIDE)

    assert set(Tweet.objects.public().values_list("text", flat=True)) == {"beans", "RT", "RT RT"}
    assert Tweet.objects.public().count() == 3
    assert Placement.objects.public().count() == 3
