"""Writes docs/formats.md: every format, its samples in tests/samples, and what was read from them (`make docs`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from transcripts.importing.formats import FORMATS
from transcripts.importing.formats.base import Format
from transcripts.importing.records import PostRecord, Precision, ReadOptions, UnreadableFile

from .conftest import SAMPLES, Reading, read

PAGE = Path(__file__).parents[3] / "docs" / "formats.md"
TOLD = ReadOptions(date=date(2015, 5, 12))
WHOSE = ReadOptions(columns={"author": "@bob_t"})
OPTIONS = {"tweets.js": WHOSE, "tweets.csv": WHOSE}

INTRO = """\
# Formats

Made by `make docs` from the formats and their samples; a test fails when it is out of date.

A file is known by its content; its name counts only where that says little (`.csv`, `.txt`).
It may be compressed (`.gz`, `.bz2`, `.xz`), or in a zip, alone or with others of its kind. `--format NAME` overrides
what was recognised.

Kept of each post, as far as the file tells it: its id, its author's handle, name and lasting id, its text as written,
when and how exactly that is known, what it answers, quotes and repeats, its language, links with where they lead,
pictures and films with their descriptions, hashtags, mentions, likes, reposts, replies, the program it was written
with, the countries in which it is withheld; and the record as it came.

- Ids that a spreadsheet has rounded are never used; the address of a post tells its id whole.
- Posts inside retweets and quotes are read too. Texts that were cut before they reached the file are marked.
- All versions of an edited post are one post, by the id of the first and with the newest text its file knows.
- What an account archive or export holds beside posts is not opened: messages, likes, addresses, deleted posts, posts
  to a circle or a community. Of a Mastodon account only what is public is taken.
- Pictures are not copied. An account archive has them as `tweets_media/`, id of the post, `-`, and the last part of
  the picture's address, which is kept.
- Of a deletion in a stream or an outbox the id is kept, to remove the post and keep it out.
- Cells of a workbook are read as far right as its header goes, of every sheet whose header names text and author.

“Chosen” formats hold quotes that somebody picked, never a whole chat; of one person's archive only what belongs to a
chat becomes public.
"""

KEPT: dict[str, Callable[[PostRecord], object]] = {
    "ids": lambda post: post.source_id,
    "names": lambda post: post.author.name,
    "seconds": lambda post: post.precision is Precision.SECOND,
    "minutes": lambda post: post.precision is Precision.MINUTE,
    "days": lambda post: post.precision is Precision.DAY,
    "replies": lambda post: post.reply_to_id,
    "addressees": lambda post: post.reply_to_handle and not post.reply_to_id,
    "quotes": lambda post: post.quote_of_id,
    "reposts": lambda post: post.is_repost,
    "links": lambda post: post.links,
    "media": lambda post: post.media,
    "hashtags": lambda post: post.hashtags,
    "counts": lambda post: (post.likes, post.reposts, post.replies) != (None, None, None),
    "language": lambda post: post.lang,
    "program": lambda post: post.app,
    "remarks": lambda post: post.remark,
}


def page() -> str:
    formats = "\n".join(map(_format_row, sorted(FORMATS, key=lambda kind: kind.name)))
    samples = "\n".join(_sample_rows())
    return (
        f"{INTRO}\n## Formats\n\n| name | is | known by | holds |\n|---|---|---|---|\n{formats}\n\n"
        "## Samples\n\nWhat is read from each file in `tests/samples`, all of them invented. "
        "“Inside” are posts within retweets and quotes.\n\n"
        "| format | sample | posts | inside | headings | rejected | deletions | tells |\n"
        f"|---|---|---|---|---|---|---|---|\n{samples}\n"
    )


def _format_row(kind: Format) -> str:
    holds = "chosen quotes" if kind.is_selection else "one person's posts" if kind.is_personal else "posts"
    known_by = " ".join((kind.__doc__ or "").split("\n\n")[0].split())
    return f"| `{kind.name}` | {kind.title} | {known_by} | {holds} |"


def _sample_rows() -> Iterator[str]:
    rows = sorted((_read(path).format, path.name) for path in SAMPLES.iterdir() if _is_readable(path))
    for name, sample in rows:
        yield _sample_row(name, sample, _read(SAMPLES / sample))


def _sample_row(name: str, sample: str, reading: Reading) -> str:
    told = ", ".join(word for word, tells in KEPT.items() if any(map(tells, reading.own)))
    inside = len(reading.posts) - len(reading.own)
    counts = (len(reading.own), inside, len(reading.headings), len(reading.rejections), len(reading.deletions))
    return f"| `{name}` | `{sample}` | {' | '.join(map(str, counts))} | {told} |"


def _read(path: Path) -> Reading:
    return read(path, OPTIONS.get(path.name, TOLD))


def _is_readable(path: Path) -> bool:
    try:
        return bool(_read(path).records)
    except UnreadableFile:
        return False


def main() -> None:
    PAGE.write_text(page())
