"""The other ways tweets were saved: the first search API, snscrape, Gnip; and the sheets of TAGS and R."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from transcripts.importing.records import Link, Media, PostRecord

from .conftest import Written, read, sample


def post_saying(words: str, name: str) -> PostRecord:
    return next(post for post in sample(name).own if words in post.text)


def test_the_first_search_gives_ids_handles_and_apps() -> None:
    first, reply, repost = sample("twitter_search_v1.json").own
    assert (first.source_id, first.author.handle, first.author.source_id) == ("1446425395", "ann", "")
    assert (first.text, first.app) == ("Q1: What do you grow & why? #gardenlib", "Sample App")
    assert first.posted_at == datetime(2009, 4, 3, 16, 55, 40, tzinfo=UTC)
    assert (reply.reply_to_handle, reply.reply_to_id, reply.likes) == ("ann", "", None)
    assert (repost.is_repost, repost.repost_of_id) == (True, "")


def test_snscrape_lines_have_links_pictures_and_answers() -> None:
    post = post_saying("beans <3", "snscrape.jsonl")
    assert (post.reply_to_id, post.reply_to_handle) == (post_saying("Q1", "snscrape.jsonl").source_id, "ann")
    assert post.links == (Link("https://t.co/aaaa", "https://example.org/beans"),)
    assert post.media == (Media("https://pics.example.org/1.jpg"), Media("https://pics.example.org/2.mp4", "video"))
    assert (post.author.name, post.author.followers, post.likes) == ("Bob & Tea", 40, 3)


def test_newer_snscrape_lines_have_other_names() -> None:
    post = post_saying("newer words", "snscrape.jsonl")
    assert post.links == (Link("https://t.co/dddd", "https://example.org/new"),)
    assert post.hashtags == ("gardenlib",)


@pytest.mark.parametrize("name", ["snscrape.jsonl", "gnip.jsonl"])
def test_quoted_tweets_come_before_those_that_quote_them(name: str) -> None:
    posts = sample(name).posts
    quoting = next(place for place, post in enumerate(posts) if post.text.startswith("This!"))
    assert posts[quoting - 1].embedded
    assert posts[quoting - 1].source_id == posts[quoting].quote_of_id


def test_gnips_long_body_beats_the_cut_one() -> None:
    post = post_saying("beans and a lot", "gnip.jsonl")
    assert post.text.endswith("old limit #gardenlib")
    assert (post.reply_to_handle, post.reply_to_id) == ("ann", post_saying("Q1", "gnip.jsonl").source_id)


def test_gnips_share_is_a_retweet_with_the_whole_text() -> None:
    post = post_saying("RT @bob_t", "gnip.jsonl")
    assert (post.is_repost, post.cut_at_source) == (True, False)
    assert post.text.endswith("old limit #gardenlib")


def test_a_tags_sheet_has_ids_links_and_pictures_of_its_tweets() -> None:
    first, reply, repost = sample("tags_sheet.csv").own
    assert (first.source_id, str(first.posted_at)) == ("380209569592246273", "2013-09-18 06:00:00+00:00")
    assert reply.links == (Link("http://t.co/aaaa", "http://example.org/beans"),)
    assert reply.media == (Media("https://pics.example.org/1.jpg", "photo", "", "http://t.co/bbbb"),)
    assert (repost.is_repost, repost.cut_at_source, repost.hashtags) == (True, True, ("gardenlib",))


def test_a_text_that_a_spreadsheet_lost_is_told() -> None:
    assert [(r.line, r.field) for r in sample("tags_sheet.csv").rejections] == [(4, "text")]


def test_a_text_of_two_lines_without_quotes_is_put_together(written: Written) -> None:
    table = "text,created,id,screenName\none, and\ntwo #gardenlib,2013-09-18 06:00:00,380209569592246273,ann\n"
    post = read(written("a.csv", table)).own[0]
    assert (post.text, post.position) == ("one, and\ntwo #gardenlib", 2)


def test_hashtags_of_other_rows_are_not_taken(written: Written) -> None:
    rows = "".join(f"x38020956959224627{n},ann,2013-09-18 06:00:00,tag #{tag},a b\n" for n, tag in enumerate("ab"))
    reading = read(written("a.csv", f"status_id,screen_name,created_at,text,hashtags\n{rows}"))
    assert [post.hashtags for post in reading.own] == [("a",), ("b",)]
