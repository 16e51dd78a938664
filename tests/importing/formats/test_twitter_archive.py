from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from transcripts.importing.formats import by_name
from transcripts.importing.records import Link, PostRecord, Precision, ReadOptions, UnreadableFile

from .conftest import SAMPLES, Reading, Written, read, sample

BOB = ReadOptions(columns={"author": "@bob_t"})
REAL_ZIP = "twitter_archive_2012/cpjobling-cpjobling-tweets__archive_rebuilt.zip"


def post_saying(words: str, reading: Reading) -> PostRecord:
    return next(post for post in reading.own if words in post.text)


def test_the_author_is_the_one_the_archive_names() -> None:
    authors = {post.author for post in sample("twitter_archive.zip").own}
    assert [(author.handle, author.name, author.source_id) for author in authors] == [("bob_t", "Bob & Tea", "1002")]


def test_all_parts_are_read_and_counted_on() -> None:
    assert [post.position for post in sample("twitter_archive.zip").own] == [1, 2, 3, 4, 5]


def test_messages_deleted_and_circle_tweets_are_never_read() -> None:
    said = [post.text + post.raw for post in sample("twitter_archive.zip").posts]
    assert not any("secret" in words or 'example.org"' in words for words in said)


def test_numbers_written_as_strings_are_numbers() -> None:
    post = post_saying("A1 beans <3", sample("twitter_archive.zip"))
    assert (post.likes, post.reposts, post.reply_to_handle) == (3, 1, "ann")
    assert post.reply_to_id.isdigit()


def test_a_retweet_is_told_by_its_text_and_may_be_cut() -> None:
    post = post_saying("RT @cyd", sample("twitter_archive.zip"))
    assert (post.is_repost, post.cut_at_source, post.repost_of_id) == (True, True, "")


def test_a_quoted_tweet_is_known_by_its_address() -> None:
    post = post_saying("This!", sample("twitter_archive.zip"))
    assert post.links[0].url.endswith(post.quote_of_id)


def test_an_edited_tweet_has_the_id_it_was_born_with() -> None:
    post = post_saying("lemons, not limes", sample("twitter_archive.zip"))
    edit = json.loads(post.raw)["tweet"]["edit_info"]["edit"]
    assert (post.source_id, post.edits) == (edit["initialTweetId"], 1)


def test_one_file_alone_asks_whose_it_is() -> None:
    with pytest.raises(UnreadableFile, match=r"^tweets\.js: it does not say whose .* --column author=@handle\.$"):
        sample("tweets.js")


@pytest.mark.parametrize("name", ["tweets.js", "tweets.csv"])
def test_a_person_may_tell_whose_it_is(name: str) -> None:
    assert {post.author.handle for post in sample(name, BOB).own} == {"bob_t"}


def test_tweets_of_2018_have_no_object_inside(written: Written) -> None:
    script = (SAMPLES / "tweets.js").read_text()
    entries = [entry["tweet"] for entry in json.loads(script.partition("=")[2])]
    older = read(written("tweet.js", f"window.YTD.tweet.part0 = {json.dumps(entries)}"), BOB)
    assert [post.text for post in older.own] == [post.text for post in sample("tweets.js", BOB).own]


def test_months_are_read_and_the_table_beside_them_is_not() -> None:
    reading = sample("grailbird.zip")
    assert [post.position for post in reading.own] == [1, 2, 3, 4]
    assert [post.author.handle for post in reading.own] == ["bob_t", "bob_t", "bob_t", "cyd"]


def test_a_retweet_brings_its_original() -> None:
    embedded = [post for post in sample("grailbird.zip").posts if post.embedded]
    retweet = post_saying("RT @cyd", sample("grailbird.zip"))
    assert [post.source_id for post in embedded] == [retweet.repost_of_id]
    assert retweet.text.endswith("library #gardenlib")


@pytest.mark.parametrize("name", ["grailbird.zip", "tweets.csv"])
def test_a_time_before_ids_told_it_is_only_a_day(name: str) -> None:
    assert post_saying("time before times", sample(name, BOB)).precision is Precision.DAY


def test_an_archive_with_nothing_but_the_table_is_read_by_it(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("tweets.csv", (SAMPLES / "tweets.csv").read_text())
        archive.writestr("data/js/user_details.js", 'var user_details = {"screen_name": "bob_t"}')
    assert {post.author.handle for post in read(path).own} == {"bob_t"}


PRIVATE = """
    direct-messages direct-messages-group direct-message-headers deleted-tweets deleted-tweet-headers like
    twitter-circle-tweet community-tweet email-address-change phone-number contact ip-audit ad-impressions
    ad-engagements personalization account-creation-ip block mute
"""
LONG = "A1 beans &amp; peas, and all that climbs up a wall of our library in a wet summer, "
NOTE = {
    "noteTweetId": "1654321000000000001",
    "createdAt": "2023-05-13T01:04:59.000Z",
    "core": {
        "text": LONG + "from the cellar to the roof. See https://t.co/bean @cyd #gardenlib",
        "urls": [{"shortUrl": "https://t.co/bean", "expandedUrl": "https://example.org/beans"}],
        "mentions": [{"screenName": "cyd"}],
        "hashtags": [{"text": "gardenlib"}],
    },
}


@pytest.fixture
def with_note(tmp_path: Path) -> Callable[..., Reading]:
    """Read an archive of one long tweet and a note."""

    def read_both(**changed: object) -> Reading:
        link = {"url": "https://t.co/rest", "expanded_url": "https://twitter.com/i/web/status/1654321000000000002"}
        tweet = {
            "id_str": "1654321000000000002",
            "created_at": "Sat May 13 01:05:00 +0000 2023",
            "full_text": f"{LONG}from… https://t.co/rest",
            "entities": {"urls": [link]},
            "extended_entities": {"media": [{"media_url_https": "https://pics.example.org/1.jpg", "type": "photo"}]},
        }
        path = tmp_path / "a.zip"
        with ZipFile(path, "w") as archive:
            archive.writestr("data/tweets.js", f"window.YTD.tweets.part0 = {json.dumps([{'tweet': tweet}])}")
            archive.writestr(
                "data/note-tweet.js", f"window.YTD.note_tweet.part0 = {json.dumps([{'noteTweet': NOTE | changed}])}"
            )
            archive.writestr("data/account.js", 'window.YTD.account.part0 = [{"account": {"username": "bob_t"}}]')
        return read(path)

    return read_both


def test_a_long_tweet_has_the_words_of_its_note_and_its_own_id_and_pictures(with_note: Callable[..., Reading]) -> None:
    (post,) = with_note().own
    assert post.text.startswith("A1 beans & peas, and all")
    assert post.text.endswith("to the roof. See https://t.co/bean @cyd #gardenlib")
    assert (post.source_id, post.cut_at_source) == ("1654321000000000002", False)
    assert post.links == (Link("https://t.co/bean", "https://example.org/beans"),)
    assert (post.hashtags, post.mentions) == (("gardenlib",), ("cyd",))
    assert [picture.url for picture in post.media] == ["https://pics.example.org/1.jpg"]


@pytest.mark.parametrize(
    "changed", [{"createdAt": "2023-05-14T01:05:00.000Z"}, {"core": {"text": LONG + "but not that"}}, {"core": 5}]
)
def test_a_note_of_another_tweet_is_not_taken(with_note: Callable[..., Reading], changed: dict[str, object]) -> None:
    (post,) = with_note(**changed).own
    assert post.text.endswith("from… https://t.co/rest")
    assert post.cut_at_source


def test_nothing_else_of_an_archive_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    private = PRIVATE.split()
    with ZipFile(SAMPLES / "twitter_archive.zip") as whole, ZipFile(path, "w") as archive:
        for name in {*whole.namelist(), *(f"data/{name}.js" for name in private)}:
            archive.writestr(name, whole.read(name) if name in whole.namelist() else f"window.YTD.{name}.part0 = []")
    opened: list[str] = []
    really_open = ZipFile.open

    def noted(archive: ZipFile, name: Any, *rest: Any, **more: Any) -> Any:
        opened.append(getattr(name, "filename", name))
        return really_open(archive, name, *rest, **more)

    monkeypatch.setattr(ZipFile, "open", noted)
    assert len(read(path).own) == 5
    assert set(opened) == {"data/account.js", "data/tweets.js", "data/tweets-part1.js"}


def test_an_archive_is_one_persons() -> None:
    assert by_name("twitter-archive").is_personal
    assert not by_name("twitter-v1").is_personal


def test_a_damaged_part_does_not_keep_the_others_out(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with ZipFile(SAMPLES / "grailbird.zip") as whole, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            archive.writestr(name, whole.read(name))
        place = archive.getinfo("data/js/tweets/2009_02.js").header_offset + 70
    content = bytearray(path.read_bytes())
    content[place : place + 60] = bytes(60)
    path.write_bytes(content)
    reading = read(path)
    assert [(r.field, r.reason) for r in reading.rejections] == [
        ("data/js/tweets/2009_02.js", "the zip is damaged there")
    ]
    assert len(reading.own) == 3


@pytest.mark.parametrize("filling", ["x", '\\"', "[", '"\\'])
def test_a_tweet_without_end_is_rejected_in_bounded_time(written: Written, filling: str) -> None:
    endless = '{"tweet": {"id_str": "1", "full_text": "' + filling * 3_000_000
    reading = read(written("tweets.js", f"window.YTD.tweets.part0 = [{endless}"), BOB)
    assert (len(reading.own), len(reading.rejections)) == (0, 1)


def test_a_real_archive_of_2012_is_read_whole(shared: Path) -> None:
    reading = read(shared / REAL_ZIP)
    assert (len(reading.own), reading.rejections) == (21_681, [])
    assert len({post.source_id for post in reading.own}) == 21_551
    assert len({post.source_id for post in reading.posts}) == 27_187
    of_others = [post for post in reading.own if post.author.source_id != "4229341"]
    assert (len(of_others), len({post.source_id for post in of_others})) == (1_419, 1_373)
    assert not any("retweeted_status" in json.loads(post.raw) for post in of_others)
    assert sum(post.cut_at_source for post in reading.own if not post.is_repost) == 603


@pytest.mark.parametrize(
    ("name", "posts", "reposts", "cut"),
    [
        ("twitter_archive_2012/cpjobling-cpjobling-tweets__tweets.csv", 8343, 2411, None),
        ("twitter_archive_tweet_js/denchi-lumeninferiusarchive__tweet.js", 22, 0, 0),
        ("twitter_archive_tweets_js/smithjd-twitter_archive__tweets.js", 1758, 128, 61),
    ],
)
def test_real_files_of_archives_are_read_whole(
    shared: Path, name: str, posts: int, reposts: int, cut: int | None
) -> None:
    reading = read(shared / name, BOB)
    assert (reading.format, len(reading.own), reading.rejections) == ("twitter-archive", posts, [])
    assert sum(post.is_repost for post in reading.own) == reposts
    assert cut in (None, sum(post.cut_at_source for post in reading.own))
