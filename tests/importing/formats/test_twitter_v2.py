from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from transcripts.importing.records import Link, Media, PostRecord, UnreadableFile

from .conftest import SAMPLES, Reading, Written, read, sample

REAL = "DocNow-twarc-csv__"


def post_saying(words: str) -> PostRecord:
    return next(post for post in sample("twitter_v2.jsonl").own if words in post.text)


def without_raw(reading: Reading) -> list[PostRecord]:
    return [replace(post, raw="") for post in reading.posts]


def test_a_tweet_takes_its_author_from_beside_it() -> None:
    post = post_saying("Q1:")
    assert (post.author.handle, post.author.name, post.author.followers) == ("ann", "Ann Field", 40)
    assert post.posted_at == datetime(2021, 4, 8, 18, 0, tzinfo=UTC)
    assert post.text == "Q1: What do you grow & why? #gardenlib"
    assert (post.likes, post.reposts, post.replies, post.app) == (3, 1, 2, "Sample App")


def test_a_reply_has_its_links_and_its_picture_apart() -> None:
    post = post_saying("beans <3")
    assert (post.reply_to_id, post.reply_to_handle) == (post_saying("Q1:").source_id, "ann")
    assert post.links == (Link("https://t.co/aaaa", "https://example.org/beans"),)
    assert post.media == (Media("https://pics.example.org/1.jpg", "photo", "A bean", "https://t.co/bbbb"),)


def test_a_retweet_has_the_long_text_of_its_original() -> None:
    post = post_saying("RT @cyd")
    assert post.is_repost
    assert post.text.endswith("water each morning #gardenlib")
    assert (post.hashtags, post.mentions, post.cut_at_source) == (("gardenlib",), ("cyd",), False)


def test_a_retweet_whose_original_is_gone_is_marked_cut() -> None:
    post = post_saying("RT @gone")
    assert (post.is_repost, post.cut_at_source, post.repost_of_id) == (True, True, "1379000000000000000")


def test_a_quoted_tweet_comes_before_the_one_that_quotes_it() -> None:
    posts = sample("twitter_v2.jsonl").posts
    quoting = next(place for place, post in enumerate(posts) if post.text.startswith("This!"))
    assert posts[quoting - 1].embedded
    assert posts[quoting - 1].source_id == posts[quoting].quote_of_id


def test_an_edited_tweet_is_one_post_with_its_first_id_and_its_newest_text() -> None:
    post = post_saying("Q2:")
    assert post.text == "Q2: Who do you ask? #gardenlib"
    assert post_saying("my neighbour").reply_to_id == post.source_id


def test_who_cannot_be_named_and_what_was_deleted_is_told() -> None:
    found = sample("twitter_v2.jsonl")
    assert [(r.line, r.field) for r in found.rejections] == [(8, "author_id")]
    assert [(told.position, told.source_id) for told in found.deletions] == [(5, "1170025343920402432")]


def test_flattened_lines_and_pages_give_the_same_posts() -> None:
    flat = without_raw(sample("twitter_v2_flat.jsonl"))
    assert flat == without_raw(sample("twitter_v2.jsonl"))[: len(flat)]


def test_the_raw_record_of_a_page_is_a_page_of_one_tweet(written: Written) -> None:
    for post in sample("twitter_v2.jsonl").own:
        again = read(written("one.json", post.raw))
        assert replace(again.own[0], position=post.position, raw=post.raw) == post


def test_the_raw_record_holds_the_tweet_in_every_field_and_value() -> None:
    page = json.loads((SAMPLES / "twitter_v2.jsonl").read_text().splitlines()[0])
    for post, tweet in zip(sample("twitter_v2.jsonl").own, page["data"], strict=False):
        raw = json.loads(post.raw)
        assert raw["data"] == tweet
        assert raw["includes"]["users"][0] in page["includes"]["users"]


def test_a_list_of_pages_is_read_like_lines_of_pages(written: Written) -> None:
    lines = (SAMPLES / "twitter_v2.jsonl").read_text().splitlines()
    found = read(written("a.json", f"[{','.join(lines)}]"))
    assert without_raw(found) == without_raw(sample("twitter_v2.jsonl"))


@pytest.mark.parametrize("odd", [{"includes": []}, {"includes": {"users": 5}}, {"data": [{"text": 1, "id": []}]}])
def test_fields_of_the_wrong_kind_do_no_harm(written: Written, odd: dict[str, object]) -> None:
    page = json.loads((SAMPLES / "twitter_v2.jsonl").read_text().splitlines()[0]) | odd
    assert read(written("a.json", json.dumps(page))).own == []


def test_a_file_of_accounts_says_what_to_export_instead(written: Written) -> None:
    page = {"data": [{"id": "1001", "username": "ann", "name": "Ann"}], "meta": {"result_count": 1}}
    with pytest.raises(UnreadableFile, match=r"^a\.json: it holds no posts.*export the posts themselves.*\.$"):
        read(written("a.json", json.dumps(page)))


@pytest.mark.parametrize(
    ("identifier", "created", "is_of_a_post"),
    [
        ("1170025343920402432", "2019-09-06T17:25:54.667Z", True),
        ("6000000000", "2009-11-24T08:00:00.000Z", True),
        ("1482680858", "2013-06-04T16:25:04+00:00", False),
        ("14826808", "2008-05-19T16:25:04+00:00", False),
    ],
)
def test_a_notice_about_an_account_deletes_no_post_of_that_number(
    written: Written, identifier: str, created: str, is_of_a_post: bool
) -> None:
    notice = {"id": identifier, "action": "delete", "created_at": created, "reason": "deactivated"}
    found = read(written("a.jsonl", json.dumps(notice)))
    assert [told.source_id for told in found.deletions] == [identifier] * is_of_a_post
    assert [told.field for told in found.rejections] == ["id"] * (not is_of_a_post)


def test_real_flattened_lines_and_pages_give_the_same_posts(shared: Path) -> None:
    flat, pages = (read(shared / "twarc2_jsonl" / f"{REAL}{name}.jsonl") for name in ("flat", "noflat"))
    assert without_raw(flat) == without_raw(pages)


@pytest.mark.parametrize("name", ["2sets", "brexit", "kpop", "noflat", "edited_after", "many_urls"])
def test_real_tables_say_what_their_json_twins_say(shared: Path, name: str) -> None:
    table = {post.source_id: post for post in read(shared / "twarc2_csv_generated" / f"twarc-csv__{name}.csv").own}
    twins = {post.source_id: post for post in read(shared / "twarc2_jsonl" / f"{REAL}{name}.jsonl").own}
    assert table.keys() == twins.keys()
    for key, post in table.items():
        twin = twins[key]
        assert (post.text, post.author, post.posted_at) == (twin.text, twin.author, twin.posted_at)
        assert (post.reply_to_id, post.quote_of_id) == (twin.reply_to_id, twin.quote_of_id)
        assert (post.is_repost, post.repost_of_id) == (twin.is_repost, twin.repost_of_id)


def test_all_versions_of_a_tweet_are_one_post_and_say_which_they_are(written: Written) -> None:
    page = json.loads((SAMPLES / "twitter_v2.jsonl").read_text().splitlines()[0])
    versions = ["1379999999999999901", "1379999999999999902"]
    first, second = ({**page["data"][0], "id": version, "edit_history_tweet_ids": versions} for version in versions)
    readings = [read(written("a.json", json.dumps({**page, "data": [tweet]}))).own[0] for tweet in (first, second)]
    assert [(post.source_id, post.edits) for post in readings] == [(versions[0], 0), (versions[0], 1)]


def test_where_a_tweet_or_its_author_is_withheld_is_told(written: Written) -> None:
    page = json.loads((SAMPLES / "twitter_v2.jsonl").read_text().splitlines()[0])
    page["data"] = page["data"][:1]
    page["data"][0]["withheld"] = {"copyright": False, "country_codes": ["DE"]}
    page["includes"]["users"][0]["withheld"] = {"country_codes": ["IN"], "scope": "user"}
    assert read(written("a.json", json.dumps(page))).own[0].withheld == ("DE", "IN")


def test_a_real_file_and_its_table_tell_the_same_countries(shared: Path) -> None:
    table = read(shared / "twarc2_csv_generated" / "twarc-csv__withheld.csv")
    pages = read(shared / "twarc2_jsonl" / f"{REAL}withheld.jsonl")
    assert [post.withheld for post in table.own] == [post.withheld for post in pages.own]
    assert sum(bool(post.withheld) for post in pages.own) == 8
