"""What can be known of posts that are not at hand, from those that answer them."""

from __future__ import annotations

from datetime import timedelta

from transcripts.grouping import AskedQuestion, Method, Part, Post, Verdict, find_hours, group
from transcripts.grouping.evidence import asked_in_order

from .chatting import NINE, QA, evening, host, said, small_chat


def answering(author: str, text: str, minute: float, to: str, at: float, whose: str = "gone") -> Post:
    """A reply to a post that is not at hand and was posted so many minutes after nine."""
    posted = NINE + timedelta(minutes=at)
    return said(author, text, minute, reply_to=to, reply_to_author=whose, answered_at=posted)


def verdict(post: Post, among: list[Post]) -> Verdict:
    verdicts = group([*among, post], [evening()], letters=QA).verdicts
    return next(one for one in verdicts if one.key == post.key)


def test_an_answer_to_an_unseen_post_goes_by_the_time_of_that_post() -> None:
    text = "ours were broken within a week"
    assert verdict(said("cat", text, 29), small_chat()).question == "Q3"
    assert verdict(answering("cat", text, 29, "x", 20), small_chat()).question == "Q2"


def test_what_answers_the_same_unseen_post_as_a_marked_answer_goes_with_it() -> None:
    marked = answering("dan", "A1 the same here", 31, "x", 24)
    found = verdict(answering("cat", "and here", 30, "x", 24), [*small_chat(), marked])
    assert (found.question, found.method) == ("Q1", Method.REPLY)


def test_an_unseen_post_of_the_host_asked_the_question_of_its_moment() -> None:
    found = verdict(answering("cat", "nobody does", 27.5, "x", 16.5, whose="host"), small_chat())
    assert (found.question, found.method) == ("Q2", Method.REPLY)


def test_marked_answers_tell_when_the_host_asked_a_question_that_is_not_at_hand() -> None:
    chat = [one for one in small_chat() if not one.text.startswith("Q2")]
    more = [answering(name, "A2 nobody", 20, "x", 14, whose="host") for name in ("cat", "dan")]
    asked = {one.label: one.asked_at for one in group([*chat, *more], [evening()], letters=QA).questions}
    assert asked["Q2"] == NINE + timedelta(minutes=14)


def test_whose_posts_are_answered_by_number_is_the_host_of_an_hour_without_questions() -> None:
    posts = [
        answering(name, f"A{number} so it is with us", 10 * number + late, f"x{number}", 10 * number, whose="asker")
        for number in range(1, 5)
        for late, name in enumerate(("ann", "bob"), start=1)
    ]
    assert [hour.hosts for hour in find_hours(posts, tz="UTC", letters=QA)] == [("asker",)]


def test_a_question_that_nobody_is_seen_to_ask_is_dated_by_the_pace_of_the_others() -> None:
    times = (None, NINE + timedelta(minutes=20), None, NINE + timedelta(minutes=40), None)
    questions = [AskedQuestion(f"Q{number}", number, "", at, ()) for number, at in enumerate(times, start=1)]
    asked = asked_in_order(questions, [], NINE)
    assert [(one.at - NINE.timestamp()) / 60 for one in asked] == [10, 20, 30, 40, 50]


def test_an_announced_question_is_side_talk() -> None:
    assert verdict(host("Q3 coming up in two minutes", 24), small_chat()).part is Part.ASIDE
