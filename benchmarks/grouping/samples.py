"""Real posts for the measurements, read straight from the sample files."""

from __future__ import annotations

import csv
import html
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from transcripts.grouping import Post

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
MENTION = re.compile(r"@(\w+)")
TWITTER_TIME = "%a %b %d %H:%M:%S %z %Y"
ARCHIVE_TIME = "%Y-%m-%d %H:%M:%S %z"


def critlib_json(chat: str) -> list[Post]:
    """A week of #critlib as twarc wrote it, with the originals that its retweets carry."""
    path = DATA / "twarc1_jsonl" / f"histlib-critlib-tweets__{chat}.json"
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return _by_key(post for row in rows for post in _with_original(row))


def critlib_csv(chat: str) -> list[Post]:
    """A week of #critlib as a sheet; ids are rounded there and taken from the address of the tweet."""
    path = DATA / "twarc1_csv" / f"histlib-critlib-tweets__{chat}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return _by_key(_from_row(row) for row in csv.DictReader(file))


def lthechat() -> list[Post]:
    """The #LTHEchat tweets of one participant's archive, with the originals that retweets carry."""
    path = DATA / "twitter_archive_2012" / "cpjobling-cpjobling-tweets__archive_rebuilt.zip"
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if re.fullmatch(r"data/js/tweets/\d{4}_\d\d\.js", name))
        texts = [archive.read(name).decode("utf-8") for name in names]
    rows = (row for text in texts for row in json.loads(text[text.index("=") + 1 :]))
    posts = _by_key(post for row in rows for post in _with_original(row))
    return [post for post in posts if "lthechat" in post.hashtags or "#lthechat" in post.text.casefold()]


def _by_key(posts: Iterable[Post]) -> list[Post]:
    return sorted({post.key: post for post in posts}.values(), key=lambda post: (post.posted_at, int(post.key)))


def _with_original(row: dict[str, Any]) -> Iterator[Post]:
    yield _from_status(row)
    if "retweeted_status" in row:
        yield _from_status(row["retweeted_status"])


def _from_status(row: dict[str, Any]) -> Post:
    entities = row.get("entities", {})
    repost = row.get("retweeted_status", {}).get("id_str", "")
    return Post(
        key=row["id_str"],
        author=row["user"]["screen_name"].casefold(),
        text=html.unescape(row.get("full_text") or row["text"]),
        posted_at=_time(row["created_at"]),
        reply_to=str(row.get("in_reply_to_status_id_str") or row.get("in_reply_to_status_id") or ""),
        reply_to_author=(row.get("in_reply_to_screen_name") or "").casefold(),
        quote_of=str(row.get("quoted_status_id_str") or row.get("quoted_status_id") or ""),
        repost_of=repost,
        is_repost=bool(repost),
        mentions=tuple(mention["screen_name"].casefold() for mention in entities.get("user_mentions", ())),
        hashtags=tuple(tag["text"].casefold() for tag in entities.get("hashtags", ())),
        has_media=bool(entities.get("media")),
    )


def _from_row(row: dict[str, str]) -> Post:
    return Post(
        key=row["tweet_url"].rsplit("/", 1)[1],
        author=row["user_screen_name"].casefold(),
        text=html.unescape(row["text"]),
        posted_at=_time(row["created_at"]),
        reply_to=row["in_reply_to_status_id"],
        reply_to_author=row["in_reply_to_screen_name"].casefold(),
        repost_of=row["reweet_id"],
        is_repost=bool(row["reweet_id"]),
        mentions=tuple(name.casefold() for name in MENTION.findall(row["text"])),
        hashtags=tuple(row["hashtags"].casefold().split()),
        has_media=bool(row["media"]),
    )


def _time(written: str) -> datetime:
    form = TWITTER_TIME if written[:1].isalpha() else ARCHIVE_TIME
    return datetime.strptime(written, form).astimezone(UTC)
