"""From speech in pasted text to posts: entities out of the text, the time from the line, the day or a person."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from itertools import islice

from ..records import AuthorRecord, Link, PostRecord, Precision, ReadOptions, UnreadableFile
from .cut_text import looks_cut
from .decoding import decoded_lines, storable
from .pasted_flat import unflattened
from .pasted_speech import Speech
from .pasted_time import Calendar, day_in, is_only_a_day
from .text_entities import hashtags_in, links_in, mentions_in
from .timestamps import Stamp, midnight

HEAD = 64 * 1024
TEXT_FILES = (".txt", ".text", ".md")
_LONGEST_TITLE = 100
_FRONT_MATTER_END = re.compile(rb"^(?:---|\.\.\.)\s*$", re.MULTILINE)
_REPOST = re.compile(r"RT @\w+:?\s")
_ADDRESSEE = re.compile(r"@(\w+(?:\.bsky\.social)?)\b")
_NO_DAY = "it does not say on which day the chat was; tell the day with --date YYYY-MM-DD."


class Dating:
    """When each speech was made: by its own date, the last date line, or the day a person told, which beats both.

    Where there is none of them, the day in the file's name is taken.
    """

    def __init__(self, options: ReadOptions) -> None:
        self._zone = options.timezone
        self._calendar = Calendar(options.timezone)
        self._told = options.date is not None
        if options.date:
            self._calendar.turn_to(options.date)
        self._file_day = options.file_day

    def reads(self, line: str, *, in_preamble: bool) -> bool:
        """Take the day from a date line, or from a title above the first post; whether the line is used up."""
        is_day = is_only_a_day(line)
        if is_day or (in_preamble and len(line) <= _LONGEST_TITLE):
            self._turn_to(day_in(line))
        return is_day

    def of(self, speech: Speech) -> Stamp:
        """Raises UnreadableFile when nothing tells the day."""
        if speech.stamp:
            return Stamp(speech.stamp.in_utc(self._zone), speech.stamp.precision)
        if speech.day:
            return Stamp(midnight(speech.day, self._zone), Precision.DAY)
        if not self._calendar.knows_the_day and self._file_day:
            self._calendar.turn_to(self._file_day)
        if not self._calendar.knows_the_day:
            raise UnreadableFile(_NO_DAY)
        return self._calendar.moment(speech.clock)

    def _turn_to(self, day: date | None) -> None:
        if day and not self._told:
            self._calendar.turn_to(day)


def pasted_post(
    speech: Speech, when: Stamp, position: int, raw: str, *, heading: str = "", remark: str = "", network: str = ""
) -> PostRecord:
    """The post of a speech; `raw` is its line or lines as they stood."""
    text = storable(speech.text)
    addressee = _ADDRESSEE.match(text)
    return PostRecord(
        author=AuthorRecord(handle=storable(speech.handle), name=storable(speech.name)),
        text=text,
        posted_at=when.at,
        precision=when.precision,
        position=position,
        raw=storable(raw),
        network=network,
        reply_to_handle=addressee[1] if addressee else "",
        is_repost=bool(_REPOST.match(text)),
        links=tuple(Link(link, link) for link in links_in(text)),
        hashtags=hashtags_in(text),
        mentions=mentions_in(text),
        cut_at_source=looks_cut(text),
        heading=heading,
        remark=remark,
    )


def looks_like_prose_or_speech(head: bytes) -> bool:
    """Whether `head` can be pasted text at all: not JSON, not markup, not YAML, whose “---” nothing closes."""
    plain = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    start = plain[:2]
    is_yaml = plain.startswith(b"---\n") and not _FRONT_MATTER_END.search(plain, 4)
    is_other = start[:1] in (b"{", b"<") or start in (b"[{", b"[[", b"[]", b'["')
    return bool(start) and not is_other and not is_yaml


def head_lines(head: bytes) -> list[str]:
    """The lines at the beginning of a file without their ends, what was run together taken apart."""
    lines = (line.rstrip() for line in islice(decoded_lines(BytesIO(head)), 2000))
    return [piece for line in lines for piece in unflattened(line) or (line,)]
