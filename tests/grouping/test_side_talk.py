"""Jokes and talk about the medium are told from answers, and conversations followed through."""

from __future__ import annotations

import pytest

from transcripts.grouping import Part

from .chatting import guest, reply, said, small_chat
from .test_assignment import verdict


@pytest.mark.parametrize(
    "text",
    ["Haha, my TweetDeck just froze! This #chat is too fast", "damn this #chat, 140 characters are not enough!!!"],
)
def test_talk_about_the_medium_is_side_talk(text: str) -> None:
    assert verdict(guest(text, 31), small_chat()).part is Part.ASIDE


def test_an_answer_in_the_words_of_the_chat_is_none() -> None:
    assert verdict(guest("Haha! The council budget never pays for repairs", 21), small_chat()).question == "Q2"


def test_the_second_numbered_part_goes_with_the_first() -> None:
    chat = small_chat()
    first = reply(chat[3], "cat", "which seeds would that be, and 1/2", 17)
    assert verdict(said("cat", "who would want them back 2/2", 24), [*chat, first]).question == "Q1"
    assert verdict(said("cat", "who would want them back", 24), [*chat, first]).question == "Q2"


def test_a_crowd_in_which_few_come_and_go_stays_at_its_question() -> None:
    chat = small_chat()
    first = reply(chat[4], "cat", "@bob @ann which cameras?", 14)
    crowd = said("cat", "@bob @ann @dan film ones, for a start?", 22)
    assert verdict(crowd, [*chat, first]).question == "Q1"
