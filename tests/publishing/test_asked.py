"""What one was asked or told during a chat, and whether one answered."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import make_chat, make_person, make_question, make_tweet, place
from transcripts.grouping import Part, Role
from transcripts.models import Chat, Handle, Participant, Tweet
from transcripts.publishing import posts_to, show
from transcripts.publishing.asked import How, named_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def chat() -> Chat:
    """A chat hosted by host, with a question."""
    chat = make_chat(host="host")
    make_question(chat, 1)
    return chat


def say(chat: Chat, text: str, *, author: str = "ann", minute: float = 10, **fields: object) -> Tweet:
    """Post something under the chat's question."""
    tweet = make_tweet(text, author=author, minute=minute, **fields)
    place(chat, tweet, chat.questions.get())
    return tweet


def told(chat: Chat, handle: str = "host") -> list[tuple[str, bool, How | None]]:
    """What somebody was told in a chat: text, whether it asks, how it was answered."""
    found = posts_to([make_person(handle)], Chat.objects.filter(pk=chat.pk))
    return [(one.saying.post.text, one.asks, one.answer.how if one.answer else None) for one in show(found)]


def test_what_mentions_or_answers_one_is_told_oldest_first(chat: Chat) -> None:
    mine = say(chat, "A1 Beans", author="host", minute=5)
    say(chat, "Which?", minute=12, reply_to_key=mine.key)
    say(chat, "@Host: which ones?", author="bob", minute=11)
    say(chat, "Hm", author="cid", minute=13, reply_to_handle="HOST")
    say(chat, "Hello", author="dora", minute=14, mentions=["Host"])
    say(chat, "A1 Peas", author="eve", minute=15)
    assert [text for text, _, _ in told(chat)] == ["@Host: which ones?", "Which?", "Hm", "Hello"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("@host how deep?", True),
        ("@host I wonder how deep", True),
        ("@host Would love to hear more", True),
        ("@host https://x.example/?q=1", False),
        ("@host thanks!", False),
    ],
)
def test_a_question_is_known_by_its_mark_or_its_words(chat: Chat, text: str, asks: bool) -> None:
    say(chat, text)
    assert told(chat) == [(text, asks, None)]


@pytest.mark.parametrize(
    "text", ["mail me at me@host", "@hostess hello", "@host_two hello", "https://x.example/@host", "the host"]
)
def test_others_of_a_like_name_are_not_meant(chat: Chat, text: str) -> None:
    say(chat, text)
    assert told(chat) == []


def test_what_was_said_otherwise_is_left_out(chat: Chat) -> None:
    say(chat, "RT @host: A1", is_repost=True)
    say(chat, "@host spam?", hidden=True)
    say(chat, "Note to @host", author="host")
    place(chat, make_tweet("Q1 from @host: What grows?"), chat.questions.get(), role=Role.ASK)
    place(chat, make_tweet("@host lovely chat last week"), Part.OFF)
    assert told(chat) == []


def test_a_chat_in_which_one_took_no_part_is_not_looked_at(chat: Chat) -> None:
    say(chat, "@stranger should be here?")
    assert told(chat, "stranger") == []


def test_a_guest_who_only_wrote_took_part(chat: Chat) -> None:
    say(chat, "A1 Beans", author="guest")
    say(chat, "@guest which?")
    assert told(chat, "guest") == [("@guest which?", True, None)]


def test_what_went_to_a_former_handle_went_to_the_same_person(chat: Chat) -> None:
    Handle.objects.create(participant=make_person("host"), network="twitter", folded="host_of_old")
    say(chat, "@host_of_old which?")
    assert len(told(chat)) == 1


def how(chat: Chat) -> How | None:
    return told(chat)[0][2]


def test_a_reply_answers(chat: Chat) -> None:
    asked = say(chat, "@host which?")
    answer = say(chat, "@ann beans", author="host", minute=50, reply_to_key=asked.key)
    [one] = posts_to([make_person("host")], Chat.objects.all())
    assert one.answer is not None
    assert (one.answer.how, one.answer.path) == (How.REPLY, f"/t/{answer.key}/")


def test_a_quote_answers(chat: Chat) -> None:
    asked = say(chat, "@host which?")
    say(chat, "Beans!", author="host", minute=50, quote_of_key=asked.key)
    assert how(chat) == How.QUOTE


def test_a_reply_further_down_the_conversation_answers(chat: Chat) -> None:
    asked = say(chat, "@host which?")
    other = say(chat, "Beans?", author="bob", minute=11, reply_to_key=asked.key)
    say(chat, "Yes", author="host", minute=12, reply_to_key=other.key)
    assert how(chat) == How.BELOW


@pytest.mark.parametrize("minutes", [(11, 12), (12, 11)])
def test_of_two_further_down_the_one_to_the_earlier_reply_answers(chat: Chat, minutes: tuple[int, int]) -> None:
    asked = say(chat, "@host which?")
    for minute in minutes:
        other = say(chat, f"Beans at {minute}?", author="bob", minute=minute, reply_to_key=asked.key)
        say(chat, f"Yes, at {minute}", author="host", minute=20, reply_to_key=other.key, key=f"host{minute}")
    [one] = posts_to([make_person("host")], Chat.objects.all())
    assert one.answer is not None
    assert one.answer.path == "/t/host11/"


def test_writing_to_its_author_soon_after_answers(chat: Chat) -> None:
    say(chat, "@host which?")
    say(chat, "Good point, @ann: beans", author="host", minute=12)
    assert how(chat) == How.WROTE


def test_an_answer_after_the_hour_counts(chat: Chat) -> None:
    asked = say(chat, "@host which?")
    place(chat, make_tweet("@ann beans!", author="host", minute=300, reply_to_key=asked.key), Part.OFF)
    assert how(chat) == How.REPLY


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "@bob peas", "minute": 12},
        {"text": "@ann welcome", "minute": 9},
        {"text": "@ann late", "minute": 41},
        {"text": "@ann to something else", "minute": 12, "reply_to_key": "elsewhere"},
        {"text": "@ann hidden", "minute": 12, "hidden": True},
    ],
)
def test_other_words_answer_nothing(chat: Chat, fields: dict[str, object]) -> None:
    say(chat, "@host which?")
    say(chat, author="host", **fields)  # type: ignore[arg-type]
    assert how(chat) is None


def test_posts_that_answer_each_other_in_a_circle_are_no_trouble(chat: Chat) -> None:
    asked = say(chat, "@host which?", key="1", reply_to_key="2")
    say(chat, "hm", author="bob", key="2", reply_to_key="1")
    say(chat, "@ann beans", author="host", minute=12, reply_to_key="2")
    assert asked.reply_to_key == "2"
    assert how(chat) == How.BELOW


def test_a_post_in_two_chats_is_told_in_both(chat: Chat) -> None:
    asked = say(chat, "@host which?")
    other = make_chat(address="2015-05-19", host="host")
    place(other, asked, make_question(other, 1))
    assert len(show(posts_to([make_person("host")], Chat.objects.all()))) == 2


def test_a_thousand_posts_take_as_many_queries_as_one(chat: Chat) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            show(posts_to(list(Participant.objects.filter(handle="host")), Chat.objects.all()))
        return len(taken)

    say(chat, "@host which?")
    few = queries()
    for number in range(50):
        say(chat, f"@host no. {number}?", author=f"p{number % 5}")
    assert queries() == few


def test_whom_a_post_speaks_to_is_read_from_text_and_entities() -> None:
    named = named_in(".@Ann, see @ben.bsky.social and @c_d@fedi.example.", ["Eve"], "")
    assert named == {"ann", "ben.bsky.social", "c_d@fedi.example", "eve"}
