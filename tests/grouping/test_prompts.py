"""Questions of hosts who do not number them, and hosts who speak under another name."""

from __future__ import annotations

from transcripts.grouping import Part, Post, find_questions, group

from .chatting import QA, evening, guest, host, said


def asked(*posts: Post) -> list[str]:
    """The labels and texts of the questions found."""
    return [f"{one.label} {one.text}" for one in find_questions(posts, [evening()], ("host",), QA)]


def test_announced_questions_are_told_from_asking_back() -> None:
    assert asked(
        host("First question: why do we lend seeds?", 5),
        host("and does everyone do that?", 8),
        host("Next question: who keeps the catalogue?", 15),
        host("is that so?", 18),
        host("Final question: what comes next?", 30),
    ) == [
        "Q1 First question: why do we lend seeds?",
        "Q2 Next question: who keeps the catalogue?",
        "Q3 Final question: what comes next?",
    ]


def test_a_question_may_follow_its_announcement_and_be_a_task() -> None:
    assert asked(
        host("ok, let's move on", 5),
        host("why do we lend seeds?", 5.5),
        host("next question: explain the catalogue to a child", 15),
        host("next question: who pays?", 25),
    )[:2] == ["Q1 why do we lend seeds?", "Q2 next question: explain the catalogue to a child"]


def test_one_number_among_many_questions_does_not_hide_the_others() -> None:
    assert asked(
        host("Why do we lend seeds?", 5),
        host("q2: who keeps the catalogue?", 15),
        host("What do readers say?", 25),
        host("Where do we go from here?", 35),
    ) == [
        "Q1 Why do we lend seeds?",
        "Q2 who keeps the catalogue?",
        "Q3 What do readers say?",
        "Q4 Where do we go from here?",
    ]


def test_numbers_that_people_answer_by_are_the_only_questions() -> None:
    assert asked(
        host("Q1 Why do we lend seeds?", 5),
        said("ann", "A1 to share them", 6),
        said("bob", "A1 to keep them", 7),
        *[host(f"What about the {thing}?", 12 + 8 * place) for place, thing in enumerate(("cost", "time", "place"))],
    ) == ["Q1 Why do we lend seeds?"]


def test_talk_about_questions_asks_none() -> None:
    assert asked(host("any other questions?", 5), host("does that make sense?", 9), host("anyone else?", 15)) == []


def test_a_host_who_speaks_under_a_longer_or_shorter_name_leads() -> None:
    posts = [said("amiti", "why do we lend seeds?", 5), guest("to share", 6)]
    assert group(posts, [evening(("amitiuttarwar",))], letters=QA).hosts == ("amitiuttarwar", "amiti")


def test_where_the_named_host_is_silent_leads_who_asks_and_says_most() -> None:
    asks = ("why keep seeds?", "who pays for it all?", "what do readers borrow?", "where does it end?")
    posts = [said("nehan", text, 4 + 8 * place) for place, text in enumerate(asks)]
    posts += [said("ann", f"the {thing} is kept", 5 + 8 * n) for n, thing in enumerate(("a", "b", "c"))]
    alone = group(posts, [evening(("narula",))], letters=QA)
    posts += [said("bob", "so it is", 33)]
    found = group(posts, [evening(("narula",))], letters=QA)
    assert alone.hosts == ("narula",)
    assert found.hosts == ("narula", "nehan")
    assert len(found.questions) == 4
    assert group(posts[1:], [evening(("narula",))], letters=QA).hosts == ("narula",)


def test_an_hour_without_any_question_is_not_all_hellos() -> None:
    talk = [host(f"the seeds of {n} were sown in the morning", 1 + 3 * n) for n in range(16)]
    posts = [guest("hi all", 0.5), *talk, guest("bye everyone, see you next week", 58)]
    parts = {verdict.key: verdict.part for verdict in group(posts, [evening()], letters=QA).verdicts}
    assert parts[posts[0].key] is Part.INTRO
    assert {parts[post.key] for post in talk if post.posted_at.minute > 12} == {Part.ASIDE}
    assert parts[posts[-1].key] is Part.WRAPUP
