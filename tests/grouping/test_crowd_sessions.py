"""An hour under a chat's hashtag is found also where nobody numbers or opens it."""

from __future__ import annotations

from datetime import timedelta

from transcripts.grouping import Hour, Post, find_hours, find_questions

from .chatting import NINE, QA, said

QUESTIONS = ("What have you sown this month?", "Who waters in the rain?", "Any use for old bathtubs?")
PEOPLE = ("ann", "bob", "cat", "dan", "eve")


def a_free_hour() -> list[Post]:
    """Five people talk for an hour; one asks all, three answer, and closes."""
    asked = [said("jo", text, minute) for minute, text in zip((10, 20, 30), QUESTIONS, strict=True)]
    names = [(PEOPLE[number % 5], "jo" if number % 2 else PEOPLE[(number + 1) % 5]) for number in range(24)]
    talk = [said(who, f"@{whom} beans, row {row}", 10.5 + 2 * row) for row, (who, whom) in enumerate(names)]
    return [*asked, *talk, said("jo", "Thanks for sharing, see you all next month", 62)]


def hours(posts: list[Post], hashtag: str = "seedchat") -> list[Hour]:
    return find_hours(posts, tz="UTC", letters=QA, hashtags=(hashtag,))


def test_a_crowd_under_the_hashtag_of_a_chat_is_an_hour_with_its_host() -> None:
    (found,) = hours(a_free_hour())
    assert (found.start, found.end) == (NINE + timedelta(minutes=10), NINE + timedelta(minutes=62))
    assert found.hosts == ("jo",)


def test_the_questions_of_its_host_to_all_are_the_questions() -> None:
    posts = a_free_hour()
    (found,) = hours(posts)
    questions = find_questions(posts, [found], found.hosts, QA)
    assert [one.text for one in questions] == list(QUESTIONS)


def test_a_hashtag_that_does_not_say_so_tells_of_no_chat() -> None:
    assert hours(a_free_hour(), hashtag="gardening") == []


def test_a_crowd_that_talks_all_day_is_no_chat() -> None:
    rest = [said(PEOPLE[number % 5], f"@ann a talk about soil {number}", 200 + 6 * number) for number in range(60)]
    assert hours([*a_free_hour(), *rest]) == []


def test_who_is_addressed_by_most_hosts_where_nobody_shows_it() -> None:
    posts = [post for post in a_free_hour() if post.author != "jo"]
    assert [hour.hosts for hour in hours([*posts, said("jo", "Is anybody there?", 30)])] == [("jo",)]


def test_a_usual_host_who_speaks_is_the_host() -> None:
    posts = a_free_hour()
    (found,) = find_hours(posts, tz="UTC", letters=QA, hashtags=("seedchat",), usual_hosts=("ann",))
    assert found.hosts == ("ann",)
