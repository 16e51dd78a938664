from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from transcripts.importing.records import Media, PostRecord

from .conftest import SAMPLES, Written, read, sample


def post_saying(words: str, name: str = "twitter_v1.jsonl") -> PostRecord:
    return next(post for post in sample(name).own if words in post.text)


def test_a_tweet_keeps_its_id_author_time_and_counts() -> None:
    post = post_saying("Q1:")
    assert post.source_id == "598291567211450385"
    assert (post.author.handle, post.author.source_id, post.author.name) == ("ann", "1001", "Ann Field")
    assert post.posted_at == datetime(2015, 5, 13, 1, 0, tzinfo=UTC)
    assert (post.likes, post.reposts, post.app) == (1, 0, "Sample App")


def test_text_is_unescaped_exactly_once() -> None:
    assert post_saying("Q1:").text == "Q1: What do you grow & why? #gardenlib"


def test_a_reply_names_what_it_answers_and_its_links_lead_on() -> None:
    post = post_saying("A1 beans <3")
    assert (post.reply_to_id, post.reply_to_handle) == (post_saying("Q1:").source_id, "ann")
    assert post.links[0].url == "https://example.org/beans"


def test_extended_text_beats_the_cut_one_and_brings_all_pictures() -> None:
    post = post_saying("A1 a long list")
    assert post.text.endswith("one stubborn lemon tree #gardenlib")
    assert not post.cut_at_source
    assert post.media[0] == Media("https://pics.example.org/1.jpg", "photo", "A lemon tree", "https://t.co/cccc")
    assert len(post.media) == 2


def test_a_retweet_has_the_whole_text_of_its_original() -> None:
    post = post_saying("RT @cyd")
    assert post.is_repost
    assert post.text.endswith("lemon tree #gardenlib")
    assert post.repost_of_id == post_saying("A1 a long list").source_id


def test_embedded_originals_come_before_what_embeds_them() -> None:
    posts = sample("twitter_v1.jsonl").posts
    quoting = next(place for place, post in enumerate(posts) if post.text.startswith("This!"))
    assert posts[quoting - 1].embedded
    assert posts[quoting - 1].source_id == posts[quoting].quote_of_id
    assert posts[quoting - 1].position == posts[quoting].position


def test_what_stays_cut_is_marked() -> None:
    assert post_saying("A2 the rest").cut_at_source
    assert post_saying("RT @ann: words").cut_at_source


def test_a_missing_date_is_read_from_the_id() -> None:
    assert post_saying("my date is missing").posted_at == datetime(2015, 5, 13, 1, 11, tzinfo=UTC)


def test_nul_leaves_the_text_but_not_the_raw_record() -> None:
    post = post_saying("before")
    assert post.text.startswith("beforeafter")
    assert json.loads(post.raw)["text"] == "before\x00after #gardenlib"


def test_deletion_notices_are_told_and_control_messages_passed_over() -> None:
    found = sample("twitter_v1.jsonl")
    assert [(told.position, told.network) for told in found.deletions] == [(7, "twitter")]
    assert not found.rejections


def test_a_search_answer_and_a_list_give_the_same_posts() -> None:
    found = [[post.source_id for post in sample(f"twitter_v1_{kind}.json").own][:2] for kind in ("search", "list")]
    assert found[0] == found[1]
    assert [post.position for post in sample("twitter_v1_search.json").own] == [1, 2]


def test_a_list_without_end_keeps_its_good_tweets_and_says_where_it_breaks(written: Written) -> None:
    whole = (SAMPLES / "twitter_v1_list.json").read_text()
    reading = read(written("cut.json", whole[: whole.index('"full_text"') + 20]))
    assert len(reading.own) == 2
    assert [(r.line, r.field) for r in reading.rejections] == [(3, "full_text")]


def test_lines_without_end_keep_their_good_tweets(written: Written) -> None:
    lines = (SAMPLES / "twitter_v1.jsonl").read_text().splitlines()
    reading = read(written("cut.jsonl", f"{lines[0]}\n{lines[1][:300]}\n{lines[4]}\n{lines[8][:40]}"))
    assert [post.position for post in reading.own] == [1, 3]
    assert [rejection.line for rejection in reading.rejections] == [2, 4]


def test_deep_nesting_costs_one_record(written: Written) -> None:
    first, second = (SAMPLES / "twitter_v1.jsonl").read_text().splitlines()[:2]
    deep = '{"id": 1, "text": ' + "[" * 10_000 + "]" * 10_000 + "}"
    for content in (f"{first}\n{deep}\n{second}\n", f"[{first},{deep},{second}]"):
        reading = read(written("deep.json", content))
        assert len(reading.own) == 2
        assert [(r.line, r.reason) for r in reading.rejections] == [(2, "it is nested too deeply")]


def test_an_id_never_goes_through_a_float(written: Written) -> None:
    tweet = json.loads((SAMPLES / "twitter_v1.jsonl").read_text().splitlines()[0])
    del tweet["id_str"]
    tweet["id"] = 598287395168161810987654321
    assert read(written("a.json", json.dumps(tweet))).own[0].source_id == "598287395168161810987654321"


def test_fields_of_the_wrong_kind_do_no_harm(written: Written) -> None:
    tweet = json.loads((SAMPLES / "twitter_v1.jsonl").read_text().splitlines()[0])
    tweet |= {
        "entities": [],
        "source": 5,
        "favorite_count": "many",
        "lang": {},
        "quoted_status": [1],
        "retweet_count": -1,
    }
    post = read(written("a.json", json.dumps(tweet))).own[0]
    assert (post.links, post.app, post.likes, post.lang, post.reposts) == ((), "", None, "", None)


def test_a_real_week_has_its_625_tweets_and_ten_more_inside(shared: Path) -> None:
    reading = read(shared / "twarc1_jsonl" / "histlib-critlib-tweets__mar102015.json")
    own = {post.source_id for post in reading.own}
    tagged = {p.source_id for p in reading.posts if "critlib" in [tag.lower() for tag in p.hashtags]}
    assert (len(reading.own), len(own), len(own | tagged)) == (625, 625, 635)


@pytest.mark.parametrize(
    ("of_tweet", "of_user", "told"),
    [(["DE", "FR"], [], ("DE", "FR")), ([], ["tr"], ("TR",)), (["DE"], ["DE", "XY"], ("DE", "XY")), (None, "DE", ())],
)
def test_where_a_tweet_or_its_author_is_withheld_is_told(
    written: Written, of_tweet: object, of_user: object, told: tuple[str, ...]
) -> None:
    tweet = json.loads((SAMPLES / "twitter_v1.jsonl").read_text().splitlines()[0])
    tweet["withheld_in_countries"] = of_tweet
    tweet["user"]["withheld_in_countries"] = of_user
    assert read(written("a.json", json.dumps(tweet))).own[0].withheld == told
