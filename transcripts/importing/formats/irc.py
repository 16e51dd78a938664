"""IRC logs: a time, a nick in angle brackets, words; perhaps below notes that say the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from ..records import ReadOptions, Record, Rejection
from .decoding import decoded_lines, storable
from .irc_meeting import Meeting
from .pasted_headings import LONGEST_LINE
from .pasted_posts import Dating, head_lines, pasted_post
from .pasted_speech import Speech
from .pasted_time import read_clock
from .timestamps import parse_stamp

_NICK = r"[A-Za-z_\[\]\\`^{}|][\w\[\]\\`^{}|.-]{0,63}"
_LINE = re.compile(
    r"\[?(?:(?P<day>\d{4}-\d\d-\d\d)[T ])?(?P<time>\d\d?:\d\d(?::\d\d)?)\]?\s+"
    rf"(?:<[ @+%&~!]?(?P<nick>{_NICK})>\s?(?P<text>.*)|(?:\*|⚡)\s+(?P<actor>{_NICK})\s+(?P<action>\S.*))$"
)
_ADDRESSED = re.compile(rf"(?P<nick>{_NICK})[:,]\s")
_DAY_LINES = ("date:", "---")
_FEWEST = 3
_NICKS_REMEMBERED = 10_000


class IrcLog:
    """Lines like `13:01 < nick> text`; joins, renamings and the notes around them are no posts."""

    name = "irc"
    title = "IRC log (text)"
    is_selection = False
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        said = [line for line in head_lines(head) if "<" in line and len(line) <= LONGEST_LINE and _LINE.match(line)]
        return len(said) >= _FEWEST

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        dating, nicks, meeting = Dating(options), dict[str, str](), Meeting()
        for number, ended_line in enumerate(decoded_lines(stream), start=1):
            line = storable(ended_line).strip()
            found = _LINE.match(line) if len(line) <= LONGEST_LINE else None
            if found:
                record = _record(found, number, dating, nicks)
                meeting.hear(record)
                yield record
            elif len(line) > LONGEST_LINE:
                yield Rejection(number, "text", "it is longer than any line of a log")
            else:
                meeting.read(line)
                dating.reads(line, in_preamble=line.startswith(_DAY_LINES))
        yield from meeting.about(options.timezone)


def _record(found: re.Match[str], number: int, dating: Dating, nicks: dict[str, str]) -> Record:
    nick = found["nick"] or found["actor"]
    text = found["text"] if found["nick"] else f"* {nick} {found['action']}"
    if not text.strip():
        return Rejection(number, "text", "it has no text")
    if len(nicks) < _NICKS_REMEMBERED:
        nicks[nick.casefold()] = nick
    stamp = parse_stamp(f"{found['day']} {found['time']}") if found["day"] else None
    speech = Speech(nick, text.strip(), clock=read_clock(found["time"], ""), stamp=stamp)
    post = pasted_post(speech, dating.of(speech), number, found.string, network="irc")
    addressed = _ADDRESSED.match(speech.text)
    addressee = nicks.get(addressed["nick"].casefold(), "") if addressed else ""
    return replace(
        post, reply_to_handle=addressee, hashtags=(), mentions=(addressee,) if addressee else (), is_repost=False
    )
