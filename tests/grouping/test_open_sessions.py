"""Hours without set questions, known by the words with which a usual host opens and closes them."""

from __future__ import annotations

from transcripts.grouping import Hour, Post, find_hours

from .chatting import NINE, QA, host, said


def talk(*people: str) -> list[Post]:
    return [said(who, f"seed number {place} did well this year", 4 + 5 * place) for place, who in enumerate(people)]


def hours(posts: list[Post], usual: tuple[str, ...] = ("host",)) -> list[Hour]:
    return find_hours(posts, tz="UTC", letters=QA, usual_hosts=usual)


OPENED = host("Welcome everyone to another monthly chat. #gardenlib", 1)
CLOSED = host("Thanks for hanging out. #gardenlib", 58)
PEOPLE = ("ann", "bob", "cy", "ann", "bob", "cy")


def test_a_usual_hosts_welcome_and_thanks_hold_an_hour() -> None:
    (hour,) = hours([OPENED, *talk(*PEOPLE), CLOSED])
    assert hour.hosts == ("host",)
    assert (hour.start, hour.end) == (OPENED.posted_at, CLOSED.posted_at)
    assert hour.start > NINE


def test_anybody_elses_welcome_tells_of_no_chat() -> None:
    assert hours([OPENED, *talk(*PEOPLE), CLOSED], usual=()) == []


def test_a_welcome_nobody_closes_or_few_hear_tells_of_none() -> None:
    assert hours([OPENED, *talk(*PEOPLE)]) == []
    assert hours([OPENED, *talk("ann", "bob"), CLOSED]) == []


def test_thanks_to_one_person_close_nothing() -> None:
    thanks = said("host", "@ann thanks for that one", 50, reply_to_author="ann")
    assert hours([OPENED, *talk(*PEOPLE), thanks]) == []
