"""A post by itself is shown with what it answers, what answers it, and where it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import START, make_chat, make_question, make_series, make_tweet, place
from transcripts.grouping import Part
from transcripts.models import Chat, Tweet
from transcripts.publishing import Conversation

pytestmark = pytest.mark.django_db


def line_of_posts(chat: Chat, *texts: str) -> list[Tweet]:
    """Posts each of which answers the one before."""
    question, line = make_question(chat, 1), list[Tweet]()
    for minute, text in enumerate(texts):
        line.append(make_tweet(text, minute=minute, reply_to_key=line[-1].key if line else ""))
        place(chat, line[-1], question)
    return line


def test_what_it_answers_stands_above_it() -> None:
    line = line_of_posts(make_chat(), "Beans", "Which?", "Pole beans")
    assert [post.text for post in Conversation.of(line[2]).above] == ["Beans", "Which?"]


def test_what_answers_it_stands_below_it() -> None:
    line = line_of_posts(make_chat(), "Beans", "Which?", "Pole beans")
    [reply] = Conversation.of(line[0]).below
    assert (reply.text, reply.replies[0].text) == ("Which?", "Pole beans")


def test_posts_beside_it_are_left_out() -> None:
    chat = make_chat()
    line = line_of_posts(chat, "Beans", "Which?")
    place(chat, make_tweet("Me too", minute=3, reply_to_key=line[0].key), Part.ASIDE)
    assert [post.text for post in Conversation.of(line[1]).every_post] == ["Beans", "Which?"]


def test_hidden_posts_are_left_out_of_conversations() -> None:
    line = line_of_posts(make_chat(), "Beans", "Spam")
    Tweet.objects.filter(pk=line[1].pk).update(hidden=True)
    assert not Conversation.of(line[0]).below


def test_it_names_every_published_chat_it_stands_in() -> None:
    tweet = make_tweet()
    for days, slug in enumerate(("gardenlib", "seedchat")):
        place(make_chat(make_series(slug), start=START + timedelta(days=days)), tweet, Part.ASIDE)
    place(make_chat(make_series("drafts"), published=False), tweet, Part.ASIDE)
    standings = Conversation.of(tweet).standings
    assert [standing.series_name for standing in standings] == ["#gardenlib chats", "#seedchat chats"]


def test_a_post_of_a_draft_has_no_conversation() -> None:
    tweet = make_tweet()
    place(make_chat(published=False), tweet, Part.ASIDE)
    with pytest.raises(Tweet.DoesNotExist):
        Conversation.of(tweet)
