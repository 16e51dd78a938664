"""What keepers and storytellers of hashtags left: TwapperKeeper, Storify, PSTweetChat, tchat.io, IRC logs."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from transcripts.importing.records import Link, Media, Precision, ReadOptions, UnreadableFile

from .conftest import Path, Reading, Written, read, sample

EASTERN = ReadOptions(timezone=ZoneInfo("America/New_York"))
A_DAY = ReadOptions(date=date(2020, 2, 7), timezone=ZoneInfo("America/New_York"))


def texts(reading: Reading) -> list[str]:
    return [post.text for post in reading.own]


def test_a_keepers_tweets_are_unescaped_once_and_keep_their_ids() -> None:
    reading = sample("twapperkeeper.json")
    assert texts(reading) == ["RT @ann: Q1 beans & peas? #gardenlib", texts(reading)[1], "@ann A1 the shed"]
    repost, question, old = reading.own
    assert (repost.source_id, repost.is_repost, repost.app) == ("113680869989945344", True, "Gardener")
    assert (question.author.handle, question.author.source_id, question.network) == ("ann", "", "twitter")
    assert str(old.posted_at) == "2010-10-19 16:04:11+00:00"
    assert [r.reason for r in reading.rejections] == ["it has no text"]


def test_a_keepers_summary_has_no_tweets_and_says_so(written: Written) -> None:
    with pytest.raises(UnreadableFile, match="none of its tweets"):
        read(written("a.json", '[{"archive_info": {"id": "1"}, "tweets": []}]'))


def test_a_story_gives_tweets_cut_at_source_and_headings() -> None:
    reading = sample("storify.json")
    assert reading.headings == ["Q1: What & where?"]
    assert [(p.source_id, p.text, p.cut_at_source) for p in reading.own] == [
        ("408651138632667136", "Herbs & beans on the ...", True),
        ("408638281551974401", "A bean", False),
        ("1234567", "An old tweet, whole", False),
    ]
    assert {p.heading for p in reading.own} == {"Q1: What & where?"}
    assert reading.own[1].media == (Media("http://pics.example/1.jpg"),)
    assert str(reading.own[2].posted_at) == "2013-12-05 17:36:38+00:00"
    assert [r.reason for r in reading.rejections] == ["it is no post but a video from youtube", "it has no text"]


def test_a_script_gives_the_words_between_the_brackets() -> None:
    reading = sample("tweet_script.md")
    assert texts(reading) == [
        "Q1 What [if anything] do you grow? #gardenlib",
        "@ann A1 *beans*\nand peas (not both) #gardenlib",
        "Nothing yet",
    ]
    assert [r.reason for r in reading.rejections] == ["it has no text"]


def test_a_script_takes_time_from_the_id_the_line_or_the_day() -> None:
    first, second, third = sample("tweet_script.md").own
    assert (first.source_id, first.precision) == ("1235991237482385408", Precision.SECOND)
    assert (second.source_id, str(second.posted_at)) == ("", "2020-03-06 18:06:00+00:00")
    assert (second.precision, third.precision) == (Precision.MINUTE, Precision.DAY)
    assert third.posted_at.date() == date(2020, 3, 6)


def test_a_script_keeps_links_and_pictures_below_a_post() -> None:
    _, post, _ = sample("tweet_script.md").own
    assert (post.author.handle, post.author.name, post.reply_to_handle) == ("bob_t", "Bob", "ann")
    assert post.links == (Link("", "http://garden.example/a"),)
    assert post.media == (Media("https://pic.twitter.com/bRuKJEJj7Y"),)


def test_real_scripts_are_read_whole_and_rounded_ids_unknown(shared: Path) -> None:
    paths = [p for p in sorted((shared / "transcript_markdown").glob("*.md")) if "May2019" not in p.name]
    readings = {path.name: read(path) for path in paths}
    assert sum(len(r.own) for r in readings.values()) == sum(p.read_text().count("\n### [@") for p in paths) == 2255
    assert not any(r.rejections for r in readings.values())
    february = next(r for name, r in readings.items() if "February2020" in name)
    assert {p.source_id for p in february.own} == {""}
    assert sum(bool(p.source_id) for r in readings.values() for p in r.own) == 2255 - len(february.own)


def test_tchat_times_stand_below_their_posts_newest_first() -> None:
    reading = sample("tchat.txt", EASTERN)
    assert [(p.position, p.author.handle, p.author.name, p.text) for p in reading.own] == [
        (3, "cyd", "Cyd", "Thanks all! #gardenlib"),
        (2, "bob_t", "Bob (the) T", "@ann A1 beans\nand peas @cyd"),
        (1, "ann", "Ann Field", "Q1 What do you grow? #gardenlib"),
    ]
    assert [str(p.posted_at) for p in reading.own] == [
        "2020-03-06 05:01:00+00:00",
        "2020-03-06 04:59:00+00:00",
        "2020-03-06 04:59:00+00:00",
    ]


def test_a_log_gives_words_and_actions_of_its_day() -> None:
    reading = sample("irc.txt", EASTERN)
    assert [(p.author.handle, p.text) for p in reading.own] == [
        ("ann", "Q1 what do you grow? see https://garden.example/why"),
        ("bob_t", "hi #general"),
        ("cyd", "ann: beans"),
        ("cyd", "* cyd waters"),
        ("dee", "note: peas"),
        ("bob_t", "@cyd late as ever"),
    ]
    assert {(p.network, p.precision, p.hashtags) for p in reading.own} == {("irc", Precision.MINUTE, ())}
    assert [r.line for r in reading.rejections] == [16]


def test_a_nick_and_a_colon_address_somebody_who_has_spoken() -> None:
    reading = sample("irc.txt", EASTERN)
    assert [p.reply_to_handle for p in reading.own] == ["", "", "ann", "", "", ""]


def test_a_logs_day_is_told_above_it_or_between_its_lines() -> None:
    moments = [str(p.posted_at) for p in sample("irc.txt", EASTERN).own]
    assert (moments[0], moments[-1]) == ("2019-05-01 17:01:00+00:00", "2019-05-02 04:01:00+00:00")
