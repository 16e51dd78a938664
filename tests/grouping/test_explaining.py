"""Why a post stands where it does, told in words that agree with the grouping."""

from __future__ import annotations

from transcripts.grouping import Explanation, Post, explain, group

from .chatting import QA, evening, guest, reply, retweet, said, small_chat


def explained(post: Post, *more: Post) -> Explanation:
    """What is told of a post said in the small chat, with others."""
    posts = [*small_chat(), post, *more]
    grouping = group(posts, [evening()], letters=QA)
    found = explain(post.key, posts, [evening()], grouping, letters=QA)
    assert found is not None
    assert found.verdict == next(one for one in grouping.verdicts if one.key == post.key)
    return found


def test_a_mark_is_named_with_its_place_and_the_next_best() -> None:
    told = explained(guest("A2: the friends of the library", 20)).lines()[0]
    assert told.startswith("under Q2: it carries the mark A2, 0.97; next best ")


def test_a_reply_names_the_post_it_answers() -> None:
    answer = said("cy", "A1 musical instruments, of course", 10)
    told = explained(reply(answer, "guest", "do people bring them back?", 18), answer).lines()[0]
    assert told.startswith("under Q1: it replies to @cy's “A1 musical instruments, of course”, which stands under Q1,")


def test_a_post_placed_by_its_answers_names_one_of_them() -> None:
    post = guest("we began with three of them", 28)
    told = explained(post, reply(post, "cy", "A1 three is a good start", 29)).reason
    assert told == "it is answered by @cy's “A1 three is a good start”, which stands under Q1"


def test_a_question_and_its_repost_are_told_as_such() -> None:
    chat = small_chat()
    again = retweet(chat[5], "guest", 17)
    grouping = group([*chat, again], [evening()], letters=QA)
    asked, repeated = (
        explain(key, [*chat, again], [evening()], grouping, letters=QA) for key in (chat[5].key, again.key)
    )
    assert asked is not None
    assert asked.reason == "it asks the question"
    assert repeated is not None
    assert repeated.reason.startswith("it repeats @host's “Q2: Who pays")
    assert repeated.runner_up == ""


def test_what_is_only_scored_shows_each_evidence() -> None:
    told = explained(guest("our council pays for all repairs out of its budget", 20))
    assert told.place == "under Q2"
    assert any(line.strip().startswith("Q2") and "time" in line and "words" in line for line in told.scores)


def test_a_hello_is_told_as_a_part_of_the_hour() -> None:
    told = explained(guest("Hi all, I'm Gus from Leeds", 2))
    assert told.place == "among the hellos"
    assert next(line.split()[0] for line in told.scores if "any question" in line) == "hellos"
    assert not any(part in line for line in told.lines() for part in ("intro", "wrapup", "unplaced"))


def test_a_post_that_is_not_there_has_no_explanation() -> None:
    posts = small_chat()
    assert explain("k", posts, [evening()], group(posts, [evening()], letters=QA), letters=QA) is None
