"""The hours and questions of real weeks of a hashtag."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from benchmarks.grouping.samples import critlib_csv, critlib_json
from transcripts.grouping import Hour, Post, find_hours, find_questions

from .chatting import QA

pytestmark = [pytest.mark.real_data, pytest.mark.usefixtures("shared")]
NEW_YORK = ZoneInfo("America/New_York")


def hours(posts: list[Post]) -> list[Hour]:
    return find_hours(posts, tz=NEW_YORK, letters=QA, hashtags=("critlib",))


def days(posts: list[Post]) -> list[str]:
    return [hour.start.astimezone(NEW_YORK).date().isoformat() for hour in hours(posts)]


@pytest.mark.parametrize(("chat", "day"), [("mar102015", "2015-03-10"), ("june032015", "2015-06-02")])
def test_a_week_holds_one_chat_with_the_questions_read_by_hand(chat: str, day: str, shared: Path) -> None:
    posts = critlib_json(chat)
    (hour,) = hours(posts)
    lines = (shared / "gold" / f"critlib-{chat}.tsv").read_text("utf-8").splitlines()
    by_hand = {line.split("\t")[0] for line in lines if line.split("\t")[1].endswith(".ask")}
    asked = {key for question in find_questions(posts, [hour], hour.hosts, QA) for key in question.asked_by}
    assert (days(posts), asked) == ([day], by_hand)


def test_a_sheet_with_rounded_ids_holds_one_chat_of_five_questions() -> None:
    posts = critlib_csv("mar312015")
    (hour,) = hours(posts)
    assert hour.hosts == ("pumpedlibrarian",)
    assert [len(question.asked_by) for question in find_questions(posts, [hour], hour.hosts, QA)] == [1] * 5


def test_a_live_tweeted_panel_between_two_chats_is_none() -> None:
    posts = critlib_csv("apr072015")
    assert days(posts) == ["2015-03-31", "2015-04-07"]
    assert hours(posts)[1].hosts == ("jmymcginniss",)
