"""Where each post belongs, and by which evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transcripts.grouping import Letters, Method, Part, Post, Role, Verdict, group

from .chatting import QA, evening, guest, host, reply, retweet, said, small_chat


def verdict(post: Post, among: list[Post], letters: Letters = QA, outline: tuple[str, ...] = ()) -> Verdict:
    verdicts = group([*among, post], [evening()], letters=letters, outline=outline).verdicts
    return next(one for one in verdicts if one.key == post.key)


def test_every_post_gets_one_verdict() -> None:
    posts = small_chat()
    verdicts = group(posts, [evening()], letters=QA).verdicts
    assert sorted(one.key for one in verdicts) == sorted(post.key for post in posts)


def test_a_question_and_a_part_exclude_each_other() -> None:
    verdicts = group(small_chat(), [evening()], letters=QA).verdicts
    assert all((one.question is None) is not (one.part is None) for one in verdicts)


def test_the_asking_post_has_the_role_of_asking() -> None:
    chat = small_chat()
    found = verdict(chat[2], [*chat[:2], *chat[3:]])
    assert (found.question, found.role) == ("Q1", Role.ASK)


@pytest.mark.parametrize("text", ["A1 late, but seeds", "Q1 late, but seeds", "seeds, late #chat A1"])
def test_a_mark_beats_the_time(text: str) -> None:
    found = verdict(guest(text, 30), small_chat())
    assert (found.question, found.method) == ("Q1", Method.MARKER)


def test_a_reply_to_a_question_belongs_to_it() -> None:
    chat = small_chat()
    found = verdict(reply(chat[2], "cat", "mostly umbrellas here", 30), chat)
    assert (found.question, found.method) == ("Q1", Method.REPLY)


def test_a_reply_goes_where_the_conversation_is() -> None:
    chat = small_chat()
    first = reply(chat[3], "cat", "which seeds?", 30)
    found = verdict(reply(first, "ann", "beans!", 33), [*chat, first])
    assert found.question == "Q1"


def test_a_quote_goes_where_the_quoted_post_is() -> None:
    chat = small_chat()
    found = verdict(said("cat", "This!", 30, quote_of=chat[4].key), chat)
    assert (found.question, found.method) == ("Q1", Method.QUOTE)


def test_a_retweet_goes_with_its_original() -> None:
    chat = small_chat()
    found = verdict(retweet(chat[3], "cat", 30), chat)
    assert (found.question, found.method, found.role) == ("Q1", Method.RETWEET, Role.ANSWER)


def test_a_cut_retweet_is_matched_by_its_beginning() -> None:
    chat = small_chat()
    found = verdict(said("cat", "RT @ann: A2 the council budget pays…", 40), chat)
    assert (found.question, found.method) == ("Q2", Method.RETWEET)


def test_a_retweet_of_a_missing_post_is_not_sorted() -> None:
    found = verdict(said("cat", "RT @nobody: something else", 12, is_repost=True), small_chat())
    assert found.part is Part.UNPLACED


def test_an_unmarked_post_goes_by_the_time() -> None:
    assert verdict(said("cat", "hmm, whoever breaks it", 20), small_chat()).question == "Q2"


def test_nobody_answers_a_question_before_it_is_asked() -> None:
    assert verdict(said("cat", "umbrellas, mostly", 15.9), small_chat()).question == "Q1"


def test_the_second_half_goes_with_the_first() -> None:
    found = verdict(said("bob", "(cont) and microscopes", 16.8), small_chat())
    assert found.question == "Q1"


def test_a_hello_is_part_of_the_opening_even_when_late() -> None:
    assert verdict(guest("Hi all, I'm Sam from Hull, sorry I'm late", 18), small_chat()).part is Part.INTRO


def test_thanks_at_the_end_are_part_of_the_goodbyes() -> None:
    assert verdict(guest("Thanks @host for hosting a great chat!", 34), small_chat()).part is Part.WRAPUP


def test_a_link_by_a_stranger_the_next_day_is_outside() -> None:
    found = verdict(said("stranger", "New post on my blog http://t.co/x", 900), small_chat())
    assert found.part is Part.OFF


def test_a_post_under_a_heading_belongs_to_the_heading() -> None:
    post = guest("Seeds and maps", 50, heading="Q2: Who pays?")
    found = verdict(post, small_chat(), outline=("Q1: What?", "Q2: Who pays?"))
    assert (found.question, found.method) == ("Q2", Method.MARKER)


def test_the_order_of_the_posts_does_not_matter() -> None:
    chat = small_chat()
    assert group(chat, [evening()], letters=QA) == group(chat[::-1], [evening()], letters=QA)


def test_without_an_hour_nothing_is_sorted() -> None:
    verdicts = group(small_chat(), [], letters=QA).verdicts
    assert {one.part for one in verdicts} == {Part.UNPLACED}


def test_a_mark_is_surer_than_the_time() -> None:
    chat = [*small_chat(), host("Q4: Anything else?", 40)]
    marked, plain = guest("A4 no", 44), guest("no, really", 44)
    assert verdict(marked, chat).confidence > verdict(plain, chat).confidence


def test_the_same_people_go_on_about_the_same() -> None:
    chat = small_chat()
    first = reply(chat[4], "cat", "@bob which cameras?", 15)
    lost = said("bob", "@cat film ones", 17.5, reply_to="gone", reply_to_author="cat")
    assert verdict(lost, [*chat, replace(first, mentions=("bob",))]).question == "Q1"


def test_who_comes_late_does_not_answer_the_running_question_first() -> None:
    chat = small_chat()
    late = verdict(said("dan", "Late to the chat, but we lend umbrellas besides books", 18), chat)
    assert late.question != "Q2"


@pytest.mark.parametrize("text", ["Night. Beans.", "Cat on the keyboard. Good nighttttt"])
def test_last_words_are_part_of_the_goodbyes(text: str) -> None:
    assert verdict(guest(text, 37), small_chat()).part is Part.WRAPUP


def test_the_next_chat_is_announced_among_the_goodbyes() -> None:
    assert verdict(host("Next #chat: Tuesday 9 June, with seeds", 35), small_chat()).part is Part.WRAPUP


def test_a_late_introduction_is_part_of_the_hellos() -> None:
    assert verdict(guest("Late, sorry, cows. Ruth, plant pathologist", 18), small_chat()).part is Part.INTRO


def test_an_advertisement_is_outside_the_chat() -> None:
    found = verdict(said("win", "WIN a $1000 GIFT CARD, only 14 left http://t.co/x #chat", 20), small_chat())
    assert found.part is Part.OFF


def test_of_two_marks_that_of_the_question_replied_to_counts() -> None:
    chat = small_chat()
    assert verdict(reply(chat[7], "cat", "Q1 and Q2 our friends again", 20), chat).question == "Q2"
