"""Which posts ask, and which of them ask the same."""

from __future__ import annotations

from transcripts.grouping import AskedQuestion, Letters, Post, find_questions

from .chatting import QA, evening, guest, host, retweet, said, small_chat


def asked(posts: list[Post], letters: Letters = QA, outline: tuple[str, ...] = ()) -> list[AskedQuestion]:
    return find_questions(posts, [evening()], ("host",), letters, outline)


def test_each_numbered_post_of_the_host_asks() -> None:
    assert [question.label for question in asked(small_chat())] == ["Q1", "Q2", "Q3"]


def test_the_text_is_freed_of_mark_hashtag_and_announcement() -> None:
    (question,) = asked([host("Great! This brings us to: Q1 What could be better? #chat", 5)])
    assert question.text == "What could be better?"


def test_a_repeat_folds_into_its_question() -> None:
    first, again = host("Q1: What do you lend?", 5), host("Q1 again: what do you lend?", 9)
    (question,) = asked([first, again])
    assert question.asked_by == (first.key, again.key)


def test_a_remark_with_the_number_is_no_new_question() -> None:
    first = host("Q1: What do you lend?", 5)
    (question,) = asked([first, host("Q1 if it's hard to say in a tweet, link to stuff", 9)])
    assert question.asked_by == (first.key,)


def test_a_question_in_two_languages_is_one() -> None:
    german, english = host("F1: Was verleiht ihr?", 5), host("Q1: What do you lend?", 6)
    (question,) = asked([german, english], Letters(("F", "Q"), ("A",)))
    assert question.asked_by == (german.key, english.key)


def test_parts_are_questions_of_their_own() -> None:
    posts = [host("T2a: At work?", 5), host("T2b: And at home?", 12)]
    assert [question.label for question in asked(posts)] == ["T2a", "T2b"]


def test_a_guest_with_q_and_a_retweet_do_not_ask() -> None:
    first = host("Q1: What do you lend?", 5)
    (question,) = asked([first, guest("Q1: Why not seeds?", 6), retweet(first, "fan", 7)])
    assert question.asked_by == (first.key,)


def test_in_a_chat_of_equal_letters_only_the_host_asks() -> None:
    first = host("T1: What can you do?", 5)
    (question,) = asked([first, guest("T1: Wash hands?", 7)], Letters(("T",), ("T",)))
    assert question.asked_by == (first.key,)


def test_unnumbered_questions_are_numbered_in_order() -> None:
    posts = [host("Who is here?", 1), host("What do you lend?", 5), host("Who pays for it?", 15)]
    assert [(question.label, question.text) for question in asked(posts)] == [
        ("Q1", "What do you lend?"),
        ("Q2", "Who pays for it?"),
    ]


def test_a_question_is_known_by_its_answers() -> None:
    posts = [host("Q1: What?", 5), said("ann", "A2 me", 15), said("bob", "A2 them", 16), host("Q3: How?", 25)]
    assert [(question.label, bool(question.asked_by)) for question in asked(posts)] == [
        ("Q1", True),
        ("Q2", False),
        ("Q3", True),
    ]


def test_a_heading_gives_a_question_nobody_is_seen_to_ask() -> None:
    outline = ("The first question kicked off the chat: What is the difference?", "What should a company focus on")
    assert [(question.label, question.text) for question in asked([], outline=outline)] == [
        ("Q1", "What is the difference?"),
        ("Q2", "What should a company focus on"),
    ]


def test_a_heading_joins_the_question_of_its_number() -> None:
    first = host("Q1: What do you lend?", 5)
    (question,) = asked([first], outline=("Q1: What do you lend?",))
    assert (question.asked_by, question.headings) == ((first.key,), ("Q1: What do you lend?",))


def test_a_number_alone_above_a_picture_and_a_bonus_are_questions() -> None:
    posts = [host("Q1", 5, has_media=True), host("Bonus question: what else do we lend?", 15)]
    found = find_questions(posts, [evening()], ("host",), QA)
    assert [(one.label, one.text) for one in found] == [("Q1", ""), ("Bonus", "what else do we lend?")]
