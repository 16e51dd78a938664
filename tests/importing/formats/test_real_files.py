"""Every real export of ../shared is known for what it is, and no post of it is lost.

What is expected is counted in counting.py without our readers, or by eye where nothing else can count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import SHARED
from transcripts.importing.formats import detect
from transcripts.importing.opening import open_source
from transcripts.importing.records import ReadOptions, UnreadableFile

from .conftest import Written, read
from .counting import (
    Count,
    archived_months,
    bluesky_records,
    eye,
    inside,
    matching,
    outbox_activities,
    reddit_things,
    rows,
    rows_with_author,
    slack_messages,
    storify_tweets,
    v2_tweets,
)
from .test_contract import check

pytestmark = [pytest.mark.real_data, pytest.mark.usefixtures("shared")]

TOLD = ReadOptions(date=date(2015, 5, 12))
WHOSE = ReadOptions(columns={"author": "@somebody"})
NO_EXPORTS = ("gold", "volume")
FOLDER_OF_LAYOUTS = "transcript_layouts"


@dataclass(frozen=True)
class Kind:
    """What the files that a pattern names are: their format and how their posts are counted."""

    files: str
    format: str
    count: Count
    options: ReadOptions = TOLD
    has_faults: bool = False


@dataclass(frozen=True)
class Layout:
    """What a person finds in a page's text: its format, posts, people, headings, and records that say too little."""

    number: str
    format: str
    posts: int
    people: int
    headings: int = 0
    faults: int = 0


@dataclass(frozen=True)
class Postless:
    """Files that hold no post, and words of the sentence that says so."""

    files: str
    sentence: str


KINDS = [
    Kind("bluesky_api_json/*PostThread*", "bluesky", matching(r'"\$type":"app\.bsky\.feed\.defs#threadViewPost"')),
    Kind("bluesky_api_json/*", "bluesky", inside("posts", "feed")),
    Kind("bluesky_fixtures/*", "bluesky", bluesky_records, has_faults=True),
    Kind(
        "bluesky_jetstream/*",
        "jetstream",
        matching(r'"operation":\s*"create",\s*"collection":\s*"app\.bsky\.feed\.post"'),
    ),
    Kind("discord_exporter_json/*", "discord", inside("messages")),
    Kind("irc/*", "irc", matching(r"^\s*\d\d:\d\d +(?:<[^>]+> *\S|(?:\*|⚡) )"), has_faults=True),
    Kind("mastodon_api_status_json/*", "mastodon", inside("ancestors", "descendants")),
    Kind("mastodon_outbox_activitystreams/*outbox*", "mastodon-outbox", outbox_activities),
    Kind("nitter_rss/*", "nitter", matching("<item>")),
    # Nine lines that begin with “@”, below one heading, with the one above them and the quip further down: 11.
    Kind("recap_2009/*", "recap", eye(socialmedia=11)),
    Kind("reddit_thread_json/*", "reddit", reddit_things, has_faults=True),
    Kind("rtweet_csv/*", "spreadsheet", rows()),
    Kind("slack_export_zip/*", "slack", slack_messages),
    Kind("snscrape_jsonl/*", "snscrape", inside()),
    Kind("storify_api_json/*.json", "storify", storify_tweets, has_faults=True),
    Kind("tags_v6_csv/*", "spreadsheet", rows()),
    Kind("transcript_markdown/*", "tweet-script", matching(r"^### \[@")),
    Kind("transcript_text/*", "tchat", matching(r"^\d{1,2}:\d\d [AP]M")),
    Kind("twapperkeeper_json/*", "twapperkeeper", inside("tweets")),
    Kind("twarc1_csv/*", "spreadsheet", rows()),
    Kind("twarc1_jsonl/*", "twitter-v1", inside()),
    Kind("twarc2_csv_generated/*", "spreadsheet", rows_with_author, has_faults=True),
    Kind("twarc2_jsonl/*compliance*", "twitter-v2", eye(DocNow=0), has_faults=True),
    Kind("twarc2_jsonl/*", "twitter-v2", v2_tweets, has_faults=True),
    # R wrote it without quote marks around cells; a row is known by its date between two truth values.
    Kind("twitteR_csv/*", "spreadsheet", matching(r",(?:TRUE|FALSE),\w+,\d{4}(?:-\d\d){2} [\d:]{8},(?:TRUE|FALSE),")),
    Kind("twitter_archive_2012/*.zip", "twitter-archive", archived_months),
    Kind("twitter_archive_2012/*.csv", "twitter-archive", rows(), WHOSE),
    Kind("twitter_archive_tweet*_js/*", "twitter-archive", matching(r'"tweet"\s*:\s*\{'), WHOSE),
    Kind("twitter_archiver_gsheet_csv/*", "spreadsheet", rows(above=2)),
    Kind("twitter_search_api_v1_2010/*search*", "twitter-search-v1", inside("results")),
    Kind("twitter_search_api_v1_2010/*", "twitter-v1", inside()),
    Kind("twitter_v11_official_samples/*activity_streams*", "gnip", inside()),
    Kind("twitter_v11_official_samples/*compatibility_classic_1399*", "twitter-v1", inside(), has_faults=True),
    Kind("twitter_v11_official_samples/*", "twitter-v1", inside()),
    Kind("twitter_v11_search_json/*", "twitter-v1", inside("statuses")),
    Kind("twitter_v11_statuses/*", "twitter-v1", inside("statuses", "results")),
]
POSTLESS = [
    Postless("csv_minimal_no_author/*", "put a line such as “created_at,author,text” above its first row"),
    Postless("graphml_igraph/*", "export the posts themselves"),
    Postless("mastodon_outbox_activitystreams/*actor*", "import the file outbox.json of the same export"),
    Postless("storify_api_json/*.yml", "no known kind"),
    Postless("transcript_markdown/*May2019*", "begin each post with “@handle:”"),
    Postless("twapperkeeper_json/*output*", "import the file that has them"),
    Postless("twarc2_jsonl/*empty*", "is empty"),
    Postless("twarc2_jsonl/*counts*", "export the posts themselves"),
    Postless("twarc2_jsonl/*lists*", "export the posts themselves"),
    Postless("twarc2_jsonl/*users.jsonl", "export the posts themselves"),
    Postless("twitter_archiver_gsheet_csv/*headers*", "begin each post with “@handle:”"),
]
# Counted by eye. Of 05b the first tweet is rejected, whose words no marker sets off from the article; of 08 the last
# name, below which the page ends; of 18 a quote that does not say whose it is; of 19 a remark of the interviewer's.
LAYOUTS = [
    Layout("01", "recap", 7, 6, 2),
    Layout("02", "recap", 13, 11, 2),
    Layout("03", "recap", 10, 6, 2),
    Layout("04", "recap", 10, 5, 2),
    Layout("05a", "recap", 4, 4, 1),
    Layout("05b", "recap", 2, 2, 1, faults=1),
    Layout("06-", "recap", 6, 6),
    Layout("07", "recap", 4, 4),
    Layout("08", "named-blocks", 7, 5, faults=1),
    Layout("09", "transcript", 8, 6, 2),
    Layout("10", "web-page", 2, 2, 1),
    Layout("11", "transcript", 8, 2),
    Layout("12", "recap", 5, 4),
    Layout("14", "bluesky-copied", 6, 3),
    Layout("15", "transcript", 3, 3),
    Layout("16", "recap", 2, 2),
    Layout("17", "transcript", 1, 1, 4),
    Layout("18", "recap", 1, 1, faults=1),
    Layout("19", "transcript", 4, 4, faults=1),
    Layout("20", "spreadsheet", 2, 2),
    Layout("21", "html-table", 1, 1),
]
LAYOUTS_OF_NOBODY = [
    Postless("05c", "no line in it says who wrote what"),
    Postless("06b", "no line in it says who wrote what"),
    Postless("13", "begin with whom they answer, not with who wrote them"),
    Postless("30", "no column holds the posts' text"),
]


def is_one_of(path: Path, pattern: str) -> bool:
    return path.match(f"data/{pattern}")


def real_files() -> list[Path]:
    found = sorted((SHARED / "data").glob("*/*"))
    return [
        path for path in found if path.parent.name not in (*NO_EXPORTS, FOLDER_OF_LAYOUTS) and path.name != "README.txt"
    ]


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def refusal(path: Path) -> str:
    """The sentence that an import ends with; the last is that for a file no format knows."""
    with open_source(path) as opened:
        if detect(opened.head, opened.name) is None:
            raise UnreadableFile("no known kind")
    return str(read(path, TOLD))


@pytest.mark.parametrize("path", real_files(), ids=named)
def test_a_real_file_is_known_and_gives_all_its_posts(path: Path) -> None:
    postless = next((one for one in POSTLESS if is_one_of(path, one.files)), None)
    if postless:
        with pytest.raises(UnreadableFile, match=postless.sentence):
            refusal(path)
    else:
        kind = next(one for one in KINDS if is_one_of(path, one.files))
        reading = read(path, kind.options)
        assert (reading.format, len(reading.own)) == (kind.format, kind.count(path))
        assert kind.has_faults or not reading.rejections
        check(reading)


def layout(shared: Path, number: str, written: Written) -> Path:
    """The page below the note on where it is from."""
    path = next((shared / FOLDER_OF_LAYOUTS).glob(f"{number}*"))
    note, line, page = path.read_text().partition("\n-----\n")
    return written(path.name, page if line else note)


@pytest.mark.parametrize("expected", LAYOUTS, ids=lambda expected: expected.number)
def test_a_layout_met_in_the_wild_gives_its_posts(shared: Path, written: Written, expected: Layout) -> None:
    reading = read(layout(shared, expected.number, written), TOLD)
    people = len({post.author.handle for post in reading.own})
    found = Layout(
        expected.number, reading.format, len(reading.own), people, len(reading.headings), len(reading.rejections)
    )
    assert found == expected
    check(reading)


@pytest.mark.parametrize("expected", LAYOUTS_OF_NOBODY, ids=lambda expected: expected.files)
def test_a_layout_without_authors_says_so(shared: Path, written: Written, expected: Postless) -> None:
    with pytest.raises(UnreadableFile, match=expected.sentence):
        read(layout(shared, expected.files, written), TOLD)


def test_every_layout_is_looked_at(shared: Path) -> None:
    numbers = [one.number for one in LAYOUTS] + [one.files for one in LAYOUTS_OF_NOBODY]
    names = [path.name for path in (shared / FOLDER_OF_LAYOUTS).glob("[0-9]*")]
    assert [name for name in names if not name.startswith(tuple(numbers))] == []
