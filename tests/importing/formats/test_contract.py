"""What holds for every format: run over each format's sample and over all real exports that some format knows."""

from __future__ import annotations

import io
import json
import tracemalloc
from datetime import UTC, date

import pytest

from transcripts.importing.formats import FORMATS, by_name
from transcripts.importing.records import HeadingRecord, PostRecord, ReadOptions

from .conftest import SAMPLES, Reading, read

TOLD = ReadOptions(date=date(2015, 5, 12))
SAMPLE_OF = {
    "twitter-v1": "twitter_v1.jsonl",
    "twitter-v2": "twitter_v2.jsonl",
    "twitter-archive": "twitter_archive.zip",
    "zip": "weeks.zip",
    "excel": "workbook.xlsx",
    "twitter-search-v1": "twitter_search_v1.json",
    "snscrape": "snscrape.jsonl",
    "gnip": "gnip.jsonl",
    "jetstream": "jetstream.jsonl",
    "bluesky": "bluesky_search.json",
    "mastodon": "mastodon.jsonl",
    "mastodon-outbox": "mastodon_outbox.json",
    "twapperkeeper": "twapperkeeper.json",
    "storify": "storify.json",
    "html-table": "keeper_table.html",
    "web-page": "web_page.html",
    "slack": "slack.zip",
    "discord": "discord.json",
    "reddit": "reddit.json",
    "nitter": "nitter.xml",
    "api-records": "api_records.jsonl",
    "flat-json": "flat_posts.jsonl",
    "spreadsheet": "twarc_sheet.csv",
    "tweet-script": "tweet_script.md",
    "tchat": "tchat.txt",
    "irc": "irc.txt",
    "bluesky-copied": "bluesky_copied.txt",
    "named-blocks": "named_blocks.txt",
    "recap": "recap.txt",
    "transcript": "transcript.txt",
}
NAMES = [kind.name for kind in FORMATS]


def check(reading: Reading) -> None:
    """Everything records.py promises of posts."""
    for post in reading.posts:
        check_post(post)
    check_embedded_precede(reading)


def check_post(post: PostRecord) -> None:
    assert post.position >= 1
    assert post.posted_at.tzinfo is UTC
    assert 1800 < post.posted_at.year < 2300
    assert post.text.strip() or post.media
    assert "\x00" not in post.text + post.raw + post.author.handle + post.author.name
    assert post.author.handle
    assert not post.author.handle.startswith("@")
    assert bool(post.raw) != post.embedded
    if post.network == "twitter":
        for identifier in (post.source_id, post.reply_to_id, post.repost_of_id, post.quote_of_id):
            assert identifier == "" or identifier.isdigit()


def check_embedded_precede(reading: Reading) -> None:
    own_positions: set[int] = set()
    for post in reading.posts:
        if post.embedded:
            assert post.position not in own_positions
        else:
            own_positions.add(post.position)


@pytest.mark.parametrize("name", NAMES)
def test_each_format_has_a_sample_and_knows_it(name: str) -> None:
    reading = read(SAMPLES / SAMPLE_OF[name], TOLD)
    assert reading.format == name
    assert reading.own
    check(reading)


@pytest.mark.parametrize("name", NAMES)
def test_reading_twice_gives_the_same(name: str) -> None:
    path = SAMPLES / SAMPLE_OF[name]
    assert read(path, TOLD).records == read(path, TOLD).records


@pytest.mark.parametrize("name", ["twitter-v1", "flat-json", "snscrape", "gnip", "api-records"])
def test_raw_json_equals_its_line(name: str) -> None:
    lines = (SAMPLES / SAMPLE_OF[name]).read_text().splitlines()
    for post in read(SAMPLES / SAMPLE_OF[name]).own:
        assert json.loads(post.raw) == json.loads(lines[post.position - 1])


@pytest.mark.parametrize("name", ["recap", "transcript"])
def test_raw_text_stands_at_its_position(name: str) -> None:
    lines = (SAMPLES / SAMPLE_OF[name]).read_text().splitlines()
    for post in read(SAMPLES / SAMPLE_OF[name], TOLD).own:
        raw = post.raw.split("\n")
        assert lines[post.position - 1 : post.position - 1 + len(raw)] == raw


@pytest.mark.parametrize("name", ["recap", "transcript"])
def test_each_heading_of_a_post_came_before_it(name: str) -> None:
    seen = {""}
    for record in read(SAMPLES / SAMPLE_OF[name], TOLD).records:
        if isinstance(record, HeadingRecord):
            seen.add(record.text)
        elif isinstance(record, PostRecord):
            assert record.heading in seen


def many_times(name: str, times: int) -> io.BytesIO:
    header, *rest = (SAMPLES / SAMPLE_OF[name]).read_bytes().splitlines(keepends=True)
    return io.BytesIO(header + b"".join(rest) * times)


@pytest.mark.parametrize("name", ["twitter-v1", "twitter-v2", "snscrape", "flat-json", "spreadsheet", "transcript"])
def test_memory_does_not_grow_with_the_file(name: str) -> None:
    peaks = []
    for times in (300, 900):
        stream = many_times(name, times)
        tracemalloc.start()
        assert sum(1 for _ in by_name(name).read(stream, TOLD)) > times
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < max(peaks[0] * 1.5, 3_000_000)


def test_names_are_known_by_name_and_no_other() -> None:
    assert [by_name(name).name for name in NAMES] == NAMES
    with pytest.raises(KeyError):
        by_name("telegram")
