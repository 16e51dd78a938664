"""The Markdown that PSTweetChat publishes of each chat: a heading a post, its words a link to the tweet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import BinaryIO

from ..records import Link, Media, Precision, ReadOptions, Record, Rejection
from .decoding import decoded_lines, storable
from .pasted_posts import Dating, head_lines, pasted_post
from .pasted_speech import Speech
from .snowflake import written_at
from .survey import plain_id
from .timestamps import Stamp, parse_stamp

_AUTHOR = re.compile(
    r"###\s+\[@(?P<handle>\w{1,20})\]\(https?://(?:www\.)?(?:twitter|x)\.com/\w+/?\)(?P<name>.{0,200})$"
)
_TIME = re.compile(r"\*(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?Z?)\*$")
_END = re.compile(r"\]\(https?://(?:www\.)?(?:twitter|x)\.com/\w+/status/(?P<id>[\w.+]+)\)$")
_LINK = re.compile(r"\+\s+\[.*\]\((?P<url>\S+)\)$")
_MEDIA = re.compile(r"!\[(?P<alt>[^\]]{0,1000})\]\((?P<url>\S+)\)$")
_LONGEST_LINE = 4000
_MOST_LINES = 100


class TweetScript:
    """`### [@handle](address) \\<Name\\>`, a time, `> [text](address of the tweet)`, links and pictures below."""

    name = "tweet-script"
    title = "PSTweetChat transcript (Markdown)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        lines = head_lines(head)
        return any(map(_AUTHOR.match, lines)) and any(_END.search(line) for line in lines if len(line) <= _LONGEST_LINE)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        dating = Dating(options)
        block: _Block | None = None
        for number, ended_line in enumerate(decoded_lines(stream), start=1):
            line = storable(ended_line).strip()
            author = _AUTHOR.match(line) if len(line) <= _LONGEST_LINE else None
            if author:
                yield from _closed(block, dating)
                block = _Block(number, author["handle"], author["name"].strip(" \\<>"), [line])
            elif block and not line.startswith(("## ", "# ")):
                block.add(line)
            else:
                yield from _closed(block, dating)
                block = None
                dating.reads(line.lstrip("# "), in_preamble=False)
        yield from _closed(block, dating)


@dataclass(slots=True)
class _Block:
    """A post being read."""

    number: int
    handle: str
    name: str
    raw: list[str]
    text: list[str] = field(default_factory=list)
    written: str = ""
    tweet_id: str = ""
    links: list[Link] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)

    def add(self, line: str) -> None:
        if len(self.raw) >= _MOST_LINES or len(line) > _LONGEST_LINE:
            return
        self.raw.append(line)
        if self.tweet_id:
            self._add_below(line)
        elif found := _TIME.match(line):
            self.written = found[1]
        elif end := _END.search(line):
            self.text.append(line[: end.start()])
            self.tweet_id = end["id"]
        elif line:
            self.text.append(line)

    def _add_below(self, line: str) -> None:
        if found := _LINK.match(line):
            self.links.append(Link("", found["url"]))
        elif found := _MEDIA.match(line):
            address = found["url"]
            self.media.append(Media(address if "://" in address else f"https://{address}"))

    @property
    def words(self) -> str:
        return "\n".join(self.text).removeprefix(">").lstrip().removeprefix("[")


def _closed(block: _Block | None, dating: Dating) -> Iterator[Record]:
    if block is None:
        return
    if not (block.tweet_id and block.words.strip()):
        yield Rejection(block.number, "text", "it has no text")
        return
    tweet_id = plain_id(block.tweet_id)
    post = pasted_post(
        Speech(block.handle, block.words, block.name),
        _when(block, tweet_id, dating),
        block.number,
        "\n".join(block.raw).rstrip(),
        network="twitter",
    )
    yield replace(
        post,
        source_id=tweet_id,
        links=tuple(dict.fromkeys((*post.links, *block.links))),
        media=tuple(block.media),
        url=f"https://twitter.com/{block.handle}/status/{tweet_id}" if tweet_id else "",
    )


def _when(block: _Block, tweet_id: str, dating: Dating) -> Stamp:
    """By the id, else as written (to the minute where a spreadsheet has rounded it), else the day."""
    from_id = written_at(tweet_id)
    stamp = parse_stamp(block.written)
    if from_id:
        return Stamp(from_id, Precision.SECOND)
    if stamp:
        rounded = stamp.at.second == 0
        return Stamp(stamp.in_utc(UTC), Precision.MINUTE if rounded else stamp.precision)
    return dating.of(Speech(block.handle, ""))
