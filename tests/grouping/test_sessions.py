"""Finding the hours of a series."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from transcripts.grouping import Hour, Post, find_hours

from .chatting import NINE, QA, guest, host, retweet, said, small_chat


def hours(posts: list[Post], usual_hosts: tuple[str, ...] = ()) -> list[Hour]:
    return find_hours(posts, tz="UTC", letters=QA, usual_hosts=usual_hosts)


def test_an_hour_is_found_by_its_numbered_questions() -> None:
    (hour,) = hours(small_chat())
    assert hour.hosts == ("host",)


def test_an_hour_begins_with_the_hello_and_ends_with_the_goodbye() -> None:
    (hour,) = hours(small_chat())
    assert (hour.start, hour.end) == (NINE, NINE + timedelta(minutes=36))


def test_who_answers_with_q_is_no_host() -> None:
    answers = [said("kim", f"Q{number}: a bit of everything", number * 10) for number in (1, 2, 3)]
    (hour,) = hours([*small_chat(), *answers])
    assert hour.hosts == ("host",)


def test_the_order_of_the_posts_does_not_matter() -> None:
    posts = small_chat()
    assert hours(posts) == hours(posts[::-1])


def test_what_happens_a_week_later_changes_nothing() -> None:
    later = [replace(post, key="x" + post.key, posted_at=post.posted_at + timedelta(days=7)) for post in small_chat()]
    assert hours([*small_chat(), *later])[0] == hours(small_chat())[0]


def test_a_panel_that_people_tweet_from_is_no_chat() -> None:
    posts = [said(f"p{place % 5}", f"Speaker says something wise {place}?", place * 2) for place in range(30)]
    assert hours(posts) == []


def test_a_retweeted_question_does_not_make_a_host() -> None:
    posts = small_chat()
    asks = [post for post in posts if post.text.startswith("Q")]
    (hour,) = hours([*posts, *(retweet(post, "fan", 40) for post in asks)])
    assert hour.hosts == ("host",)


def test_an_announced_question_is_not_yet_asked() -> None:
    posts = [said("helper", f"Q{number} coming up in 2 minutes", number * 10 - 6) for number in (1, 2, 3)]
    (hour,) = hours([*small_chat(), *posts])
    assert hour.hosts == ("host",)


def test_answers_alone_tell_of_an_hour() -> None:
    posts = [said(name, f"A{number} this", number * 12) for number in (1, 2, 3) for name in ("ann", "bob")]
    (hour,) = hours(posts)
    assert hour.hosts == ()
    assert hour.confidence < 0.6


def test_a_usual_host_may_ask_without_numbers() -> None:
    asks = [host(f"And what about {thing}?", place * 10) for place, thing in enumerate(("books", "seeds", "maps"))]
    answers = [said(name, "Lots of it", place * 10 + 3) for place in range(3) for name in ("ann", "bob")]
    (hour,) = hours([*asks, *answers], usual_hosts=("@Host",))
    assert hour.confidence < 0.7


def test_a_pasted_transcript_is_one_hour_of_its_day() -> None:
    posts = [guest("Seeds", exact_time=False, heading="Q1: What?"), guest("Maps", exact_time=False, heading="Q2: Why?")]
    (hour,) = hours(posts)
    assert hour.start == hour.end == NINE


def test_the_title_is_what_the_host_announced() -> None:
    posts = [host("Tonight we're talking about #makerspaces. Say hello!", -3), *small_chat()]
    assert hours(posts)[0].title == "Makerspaces"


def unnumbered() -> list[Post]:
    """An announcement, a host who asks without numbers, and answers that reply to nobody."""
    asks = [
        host(f"And what about {thing}?", place * 8) for place, thing in enumerate(("seeds", "maps", "oars", "saws"))
    ]
    answers = [
        said(name, f"{name} has some", place * 8 + 1) for place in range(4) for name in ("ann", "bob", "cat", "dan")
    ]
    opening = said("series", "Tonight at 8: tools after dark. @host has the keys #chat", -120)
    return [opening, *asks, *answers, said("ann", "Thank you @host, good night", 34)]


def test_an_announced_host_may_ask_without_numbers() -> None:
    (hour,) = hours(unnumbered())
    assert (hour.hosts, hour.title) == (("host",), "Tools after dark")


def test_without_an_announcement_such_questions_are_no_chat() -> None:
    assert hours(unnumbered()[1:]) == []


def test_questions_shown_again_the_next_morning_are_no_chat() -> None:
    again = [host(post.text, place * 2 + 700) for place, post in enumerate(small_chat()) if post.text.startswith("Q")]
    (hour,) = hours([*small_chat(), *again])
    assert hour.start == NINE


def test_the_same_questions_answered_by_others_are_a_second_chat() -> None:
    again = [replace(post, key="x" + post.key, posted_at=post.posted_at + timedelta(hours=12)) for post in small_chat()]
    assert len(hours([*small_chat(), *again])) == 2


def test_a_chat_that_takes_all_day_is_one() -> None:
    asks = [host(f"Q{number}: what about {number} of them?", number * 120) for number in range(1, 5)]
    answers = [said("ann", f"A{number} plenty", number * 120 + 30) for number in range(1, 5)]
    (hour,) = hours([*asks, *answers])
    assert hour.end - hour.start >= timedelta(hours=6)
