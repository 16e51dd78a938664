"""Removing a post for good takes along what people wrote about it or quoted from it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.builders import make_chat, make_question, make_tweet, place
from transcripts import curating
from transcripts.grouping import Role
from transcripts.models import Annotation, Chat, Decision, Tweet, quotes

pytestmark = pytest.mark.django_db
WORDS = "A1 In a cold cellar, with sixty “cans” & my mother's map https://t.co/abc"


@pytest.fixture
def ann() -> User:
    """Who sits at the desk."""
    return User.objects.create_superuser("ann")


@pytest.fixture
def chat() -> Chat:
    """A chat with two answers."""
    chat = make_chat()
    question = make_question(chat, 1)
    for key, words in (("77", WORDS), ("78", "Under the stairs, of course.")):
        place(chat, make_tweet(words, key=key, source_id=key), question)
    return chat


def remove(key: str) -> None:
    curating.remove(Tweet.objects.filter(key=key))


def test_marks_and_remarks_go_with_their_post_and_leave_the_journal(ann: User, chat: Chat) -> None:
    for key in ("77", "78"):
        curating.mark_best(ann, chat, [key], best=True)
        curating.write_remark(ann, chat, key, "So cold")
    remove("77")

    assert set(Annotation.objects.values_list("kind", "key")) == {("best", "78"), ("remark", "78")}
    assert set(Decision.objects.values_list("key", flat=True)) == {"78"}


def test_the_journal_forgets_the_words_of_a_deleted_question_that_it_asked(ann: User, chat: Chat) -> None:
    for number, key, words in ((2, "79", "Q2 Where do you keep the old seeds?"), (3, "80", "Q3 Who labels the cans?")):
        question = make_question(chat, number, words[3:])
        place(chat, make_tweet(words, key=key, source_id=key), question, role=Role.ASK)
        curating.delete_question(ann, chat, f"Q{number}")
    remove("79")

    told = str(list(Decision.objects.values_list("before", "after")))
    assert "old seeds" not in told
    assert "labels the cans" in told


def test_notes_that_quote_it_go_and_others_stay(ann: User, chat: Chat) -> None:
    curating.write_note(ann, chat, "opening", "Ann said: “…a cold cellar, with sixty *cans* and …”")
    curating.write_note(ann, chat, "Q1", "The cellar was cold that year.")
    curating.write_remark(ann, chat, "78", "see http://localhost:8000/t/77/")
    remove("77")

    assert list(Annotation.objects.values_list("kind", flat=True)) == ["note"]
    assert list(Decision.objects.values_list("about", flat=True)) == ["note"]


def test_wordings_that_quoted_it_once_leave_the_journal(ann: User, chat: Chat) -> None:
    curating.write_note(ann, chat, "closing", "In a cold cellar, with sixty cans")
    curating.write_note(ann, chat, "closing", "Thanks all")
    remove("77")

    assert list(Annotation.objects.values_list("text", flat=True)) == ["Thanks all"]
    assert "cellar" not in "".join(f"{one.before}{one.after}" for one in Decision.objects.all())


def test_a_chat_elsewhere_that_loses_a_note_shows_it(ann: User, chat: Chat) -> None:
    other = make_chat(title="Another", address="2015-05-19")
    curating.write_note(ann, other, "opening", "in a cold cellar with sixty cans")
    before = Chat.objects.get(pk=other.pk).version
    remove("77")

    assert Chat.objects.get(pk=other.pk).version != before


@pytest.mark.parametrize(
    ("text", "is_quote"),
    [
        ("in a COLD cellar with sixty", True),
        ("…with sixty cans & my mothers map!", True),
        ("a cold cellar with", False),
        ("", False),
        ("[this](https://x.example/t/77/)", True),
    ],
)
def test_six_words_in_a_row_or_a_link_are_a_quote(text: str, is_quote: bool) -> None:
    assert quotes(text, [Tweet(key="77", text=WORDS)]) is is_quote


@pytest.mark.parametrize(("words", "is_quote"), [("Under the stairs always", True), ("Yes, I agree", False)])
def test_of_a_short_post_all_words_are_one_unless_everybody_says_them(words: str, is_quote: bool) -> None:
    assert quotes(f"So: {words}! Ha", [Tweet(key="1", text=words)]) is is_quote
