from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from transcripts.importing.formats.cut_text import is_cut_repost, looks_cut
from transcripts.importing.records import ReadOptions

from .conftest import Path, Written, read

FULL = "A1 " + "beans " * 18 + "and… https://t.co/abcdefghij"
IN_2015, IN_2020 = datetime(2015, 5, 12, tzinfo=UTC), datetime(2020, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        ("RT @ann: what grows on…", True),
        (f"RT @ann: {'x' * 127} ...", True),
        ("RT @ann: well...", False),
        ("RT @ann: all of it", False),
    ],
)
def test_a_retweet_is_cut_by_an_ellipsis_or_by_three_dots_at_the_limit(text: str, is_cut: bool) -> None:
    assert is_cut_repost(text) is is_cut


@pytest.mark.parametrize(
    ("text", "at", "is_cut"),
    [
        (FULL, IN_2020, True),
        (FULL, IN_2015, False),
        (FULL, None, False),
        ("short… https://t.co/abcdefghij", IN_2020, False),
        ("A1 beans, peas and… twitter.com/i/web/status/1…", None, True),
    ],
)
def test_a_bare_text_looks_cut_as_old_answers_cut_longer_tweets(text: str, at: datetime | None, is_cut: bool) -> None:
    assert looks_cut(text, at) is is_cut


@pytest.mark.parametrize("status", ["598287395168161809", "1"])
def test_a_tweet_that_ends_with_a_link_to_itself_is_cut(written: Written, status: str) -> None:
    link = {"url": "https://t.co/rest", "expanded_url": f"https://twitter.com/i/web/status/{status}"}
    tweet = {
        "id_str": "598287395168161809",
        "user": {"screen_name": "ann"},
        "created_at": "Wed May 13 00:43:23 +0000 2015",
        "full_text": "what grows… https://t.co/rest",
        "entities": {"urls": [link]},
    }
    assert read(written("a.json", json.dumps(tweet))).own[0].cut_at_source is (status != "1")


def test_a_table_may_say_itself_that_a_text_is_cut(written: Written) -> None:
    rows = "hi,FALSE,2012-07-13,ann\nho,TRUE,2012-07-13,bob\n"
    reading = read(written("a.csv", f"text,truncated,created,screenName\n{rows}"))
    assert [post.cut_at_source for post in reading.own] == [False, True]


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "cut"),
    [
        # Two of the 10 rows end at 140 characters with “… https://t.co/…”, 7 retweets with “…”.
        ("tags_v6_csv/ropensci-archive-tidytags__sample-data.csv", 9),
        ("transcript_text/jdhitsolutions-PSTweetChat__Feb2020-tchat.txt", 1),
        ("twitter_v11_statuses/bear-python-twitter__extended_tweet_in_compat_mode.json", 1),
        ("twitter_v11_statuses/bear-python-twitter__extended_tweet_in_extended_mode.json", 0),
    ],
)
def test_real_texts_that_are_cut_are_known(shared: Path, name: str, cut: int) -> None:
    reading = read(shared / name, ReadOptions(date=IN_2020.date()))
    assert sum(post.cut_at_source for post in reading.own) == cut
