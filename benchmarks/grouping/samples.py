"""Real posts for the measurements, read from the sample files as an import would."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from transcripts.grouping import Post
from transcripts.importing.formats import by_name
from transcripts.importing.records import PostRecord, ReadOptions

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
API_TIME = "%a %b %d %H:%M:%S %z %Y"
ARCHIVE_TIME = "%Y-%m-%d %H:%M:%S %z"


def critlib_json(chat: str) -> list[Post]:
    """A week of #critlib as twarc wrote it, with the originals that its retweets carry."""
    return read(DATA / "twarc1_jsonl" / f"histlib-critlib-tweets__{chat}.json", "twitter-v1")


def critlib_csv(chat: str) -> list[Post]:
    """A week of #critlib as a sheet; ids are rounded there and taken from the address of the tweet."""
    return read(DATA / "twarc1_csv" / f"histlib-critlib-tweets__{chat}.csv", "spreadsheet")


def read(path: Path, format_name: str) -> list[Post]:
    """The posts of a file in a format of the importer."""
    with path.open("rb") as file:
        records = by_name(format_name).read(file, ReadOptions())
        return _by_key(as_post(record) for record in records if isinstance(record, PostRecord))


def lthechat() -> list[Post]:
    """The #LTHEchat tweets of one participant's archive of 2012's form, with the originals that retweets carry."""
    path = DATA / "twitter_archive_2012" / "cpjobling-cpjobling-tweets__archive_rebuilt.zip"
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if re.fullmatch(r"data/js/tweets/\d{4}_\d\d\.js", name))
        texts = [archive.read(name).decode("utf-8") for name in names]
    rows = (row for text in texts for row in json.loads(text[text.index("=") + 1 :]))
    posts = _by_key(post for row in rows for post in _with_original(row))
    return [post for post in posts if "lthechat" in post.hashtags or "#lthechat" in post.text.casefold()]


def _by_key(posts: Iterable[Post]) -> list[Post]:
    return sorted({post.key: post for post in posts}.values(), key=lambda post: (post.posted_at, int(post.key)))


def as_post(record: PostRecord, sequence: int = 0) -> Post:
    """A record as grouping sees it; one without an id goes by its place in the file."""
    return Post(
        key=record.source_id or f"{sequence:06}",
        author=record.author.handle.casefold(),
        text=record.text,
        posted_at=record.posted_at,
        reply_to=record.reply_to_id,
        reply_to_author=record.reply_to_handle.casefold(),
        quote_of=record.quote_of_id,
        repost_of=record.repost_of_id,
        is_repost=record.is_repost,
        mentions=tuple(name.casefold().lstrip("@") for name in record.mentions),
        hashtags=tuple(tag.casefold().lstrip("#") for tag in record.hashtags),
        has_media=bool(record.media),
        sequence=sequence,
    )


def _with_original(row: dict[str, Any]) -> Iterator[Post]:
    original = row.get("retweeted_status", {})
    yield _from_status(row, repost_of=original.get("id_str", ""))
    if original:
        yield _from_status(original)


def _from_status(row: dict[str, Any], repost_of: str = "") -> Post:
    entities = row.get("entities", {})
    return Post(
        key=row["id_str"],
        author=row["user"]["screen_name"].casefold(),
        text=html.unescape(row["text"]),
        posted_at=_time(row["created_at"]),
        reply_to=str(row.get("in_reply_to_status_id_str") or row.get("in_reply_to_status_id") or ""),
        reply_to_author=(row.get("in_reply_to_screen_name") or "").casefold(),
        repost_of=repost_of,
        is_repost=bool(repost_of),
        mentions=tuple(mention["screen_name"].casefold() for mention in entities.get("user_mentions", ())),
        hashtags=tuple(tag["text"].casefold() for tag in entities.get("hashtags", ())),
        has_media=bool(entities.get("media")),
    )


def _time(written: str) -> datetime:
    """In the form of the archive, or of the API for what an embedded original tells."""
    form = API_TIME if written[:1].isalpha() else ARCHIVE_TIME
    return datetime.strptime(written, form).astimezone(UTC)
