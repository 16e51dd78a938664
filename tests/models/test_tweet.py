"""Posts, in the words of a chat."""

import pytest

from tests.builders import make_chat, make_question, make_tweet, place
from transcripts.grouping import Part
from transcripts.models import Tweet

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
