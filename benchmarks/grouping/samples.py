"""Real posts for the measurements, read from the sample files as an import would."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks import SHARED
from transcripts.grouping import Post
from transcripts.importing.formats import by_name
from transcripts.importing.reading import answered_at
from transcripts.importing.records import PostRecord, ReadOptions

DATA = SHARED / "data"


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
    posts = read(DATA / "twitter_archive_2012" / "cpjobling-cpjobling-tweets__archive_rebuilt.zip", "twitter-archive")
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
        answered_at=answered_at(record.reply_to_id or record.quote_of_id, record.posted_at),
        reply_to_author=record.reply_to_handle.casefold(),
        quote_of=record.quote_of_id,
        repost_of=record.repost_of_id,
        is_repost=record.is_repost,
        mentions=tuple(name.casefold().lstrip("@") for name in record.mentions),
        hashtags=tuple(tag.casefold().lstrip("#") for tag in record.hashtags),
        has_media=bool(record.media),
        sequence=sequence,
    )
