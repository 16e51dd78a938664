"""Who says what in a line of pasted text: the shapes in which people write down a post and its author.

Each shape is a `Shape` of its own; a file keeps to one of them, found by which fits most of its lines. Recaps met in
the wild put the handle in front (with or without a colon, a time, a note in brackets), behind, or in a line below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..records import Precision
from .decoding import storable
from .pasted_flat import unflattened
from .pasted_headings import LONGEST_LINE, heading_in
from .pasted_time import ZONES, Clock, day_in, read_clock
from .timestamps import Stamp, parse_stamp

HANDLE = r"\w+(?:[.-]\w+)*(?:@[\w-]+(?:\.[\w-]+)+)?"
_BULLET = r"\s*+(?:[•*‣>–-]\s++)?"
_TIME = (
    r"(?:[\[(]?(?P<iso>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:\s?(?:Z|UTC|[+-]\d\d:?\d\d))?)[\])]?"
    rf"|[\[(]?(?P<time>\d{{1,2}}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?)\s?(?P<zone>(?:{ZONES})\b)?[\])]?)"
    r"\s*(?:[-–—|]\s*)?"
)
_FRONT = re.compile(
    rf"{_BULLET}(?:{_TIME})?(?:\*\*|__)?(?P<name>[^@():\d\n][^@():\n]{{1,48}}\s\(?)??@(?P<handle>{HANDLE})\)?"
    r"(?:\*\*|__)?(?:\s*\([^()\n]{1,120}\))?(?P<joint>:(?:\*\*|__)?|(?=\s)|$)\s*(?:[–—-]\s+)?(?P<text>.*)$"
)
_BARE = re.compile(rf"{_BULLET}(?:{_TIME})?<?(?P<handle>[A-Za-z0-9_]{{2,30}})>?:\s+(?P<text>\S.*)$")
_BEHIND = (
    re.compile(rf"{_BULLET}[“\"](?P<text>.+)[”\"]\s*(?:[–—-]\s*)?\(?@(?P<handle>{HANDLE})\)?$"),
    re.compile(rf"{_BULLET}(?P<text>\S.*)\s+[–—-]\s+(?P<name>[^()@]{{2,60}}?)\s*\(@(?P<handle>{HANDLE})\)$"),
)
_BEHIND_BARELY = re.compile(rf"{_BULLET}(?P<text>\S.*)\s\(?@(?P<handle>{HANDLE})\)?$")
_BEHIND_BY_NAME = re.compile(rf"{_BULLET}(?P<text>\S.*?)\s+[–—-]\s+(?P<name>[^()@]{{2,60}})$")
_BELOW = (
    re.compile(
        rf"(?:(?P<text>.*)\n)?\s*[—–-]{{1,2}}\s*(?P<name>.*?)\s*\(@(?P<handle>{HANDLE})\)\s+(?P<date>.{{6,40}})$"
    ),
    re.compile(
        rf"(?:(?P<text>.*)\n)?\s*(?P<name>\S[^\n(@]{{0,60}}?)\s*\(@(?P<handle>{HANDLE})\)\s+"
        r"(?P<date>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.{0,16})?)$"
    ),
    re.compile(rf"(?P<text>\S.*)\s\(@(?P<handle>{HANDLE}),\s*Tweet,\s*(?P<name>)(?P<date>[^\n()]{{6,40}})\)$"),
)
_FEWEST_WORDS = 4
_NO_WORDS = re.compile(r"\s*\[image or embed\]\s*$")


@dataclass(frozen=True, slots=True)
class Speech:
    """A line understood: who, what, and when as far as the line says. `marked`: a colon or time sets it off."""

    handle: str
    text: str
    name: str = ""
    clock: Clock | None = None
    stamp: Stamp | None = None
    day: date | None = None
    marked: bool = False


Shape = Callable[[str], Speech | None]


def in_front(line: str) -> Speech | None:
    """`@handle: text`, `@handle text`, `Name (@handle): text`, each perhaps after a time."""
    found = _match(_FRONT, line)
    if not found or (found["name"] and not found["joint"]):
        unmarked = bare(line)
        return unmarked if unmarked and (unmarked.clock or unmarked.stamp) else None
    return _speech(found, marked=bool(found["joint"]), name=(found["name"] or "").strip(" (*_"))


def bare(line: str) -> Speech | None:
    """`handle: text`, perhaps after a time."""
    found = _match(_BARE, line)
    return _speech(found, marked=True) if found and not heading_in(line) else None


def behind(line: str) -> Speech | None:
    """`text @handle`, `“text” @handle`, `text – Name (@handle)`."""
    for pattern in _BEHIND:
        found = _match(pattern, line)
        if found:
            return Speech(found["handle"], found["text"].strip(), name=found.groupdict().get("name") or "")
    found = _match(_BEHIND_BARELY, line)
    return Speech(found["handle"], found["text"].strip()) if found and _is_a_sentence(found["text"]) else None


def _is_a_sentence(text: str) -> bool:
    """Whether `text` can be a post; two words before a handle are rather somebody's name."""
    return len(text.split()) >= _FEWEST_WORDS or text.rstrip()[-1] in '.!?…)”"'


def below(line: str) -> Speech | None:
    """`— Name (@handle) March 10, 2015`, the foot of an embedded tweet, with its text in the line above if given.

    Bluesky's older embeds have `Name (@handle) 2025-01-26T19:44:01.740Z`, citations `text (@handle, Tweet, date)`.
    """
    found = next((match for match in (_match(pattern, line) for pattern in _BELOW) if match), None)
    day = day_in(found["date"]) if found else None
    if not found or not day:
        return None
    stamp = parse_stamp(found["date"])
    moment = stamp if stamp and stamp.precision is not Precision.DAY else None
    text = _NO_WORDS.sub("", found["text"] or "").strip()
    return Speech(found["handle"], text, name=found["name"], stamp=moment, day=day)


def shape_of(lines: Sequence[str]) -> Shape | None:
    """The shape that most of `lines` have, in doubt the plainer; None when nobody says anything in them."""
    counts = {shape: sum(shape(line) is not None for line in lines) for shape in (in_front, below, behind)}
    counts[bare] = _recurring(lines)
    best = max(counts, key=lambda shape: counts[shape])
    return best if counts[best] else None


def _recurring(lines: Sequence[str]) -> int:
    """Lines of speakers without "@" that speak again or have a time; “Note: …” alone is no speaker."""
    said = [speech for speech in map(bare, lines) if speech]
    often = Counter(speech.handle for speech in said)
    return sum(1 for speech in said if often[speech.handle] > 1 or speech.clock or speech.stamp)


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line without its end and its number from 1; with the shape “below”, text and foot are one line."""

    number: int
    text: str


def pasted_lines(lines: Iterable[str], shape: Shape) -> Iterator[PastedLine]:
    """`lines` numbered, each foot of an embedded tweet joined to the text above it, a blank line between or not."""
    held: list[PastedLine] = []
    for number, ended_line in enumerate(lines, start=1):
        line = storable(ended_line.rstrip("\r\n"))
        pieces = unflattened(line) if shape is below else []
        if pieces:
            yield from (*held, *(PastedLine(number, piece) for piece in pieces))
            held = []
            continue
        foot = below(line) if shape is below and held else None
        if foot and not foot.text:
            yield PastedLine(held[0].number, f"{held[0].text}\n{line}")
            held = []
        elif shape is below and len(held) == 1 and not line.strip():
            held.append(PastedLine(number, line))
        else:
            yield from held
            held = [PastedLine(number, line)]
    yield from held


class ByName:
    """Follows the shape “behind” and knows who a bare name is once it stood beside a handle."""

    def __init__(self) -> None:
        self._handles: dict[str, str] = {}

    def __call__(self, line: str) -> Speech | None:
        speech = behind(line)
        if speech:
            if speech.name:
                self._handles[speech.name] = speech.handle
            return speech
        found = _match(_BEHIND_BY_NAME, line)
        handle = self._handles.get(found["name"].strip()) if found else None
        return Speech(handle, found["text"], name=found["name"].strip()) if found and handle else None


def _match(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    return pattern.match(line) if len(line) <= LONGEST_LINE else None


def _speech(found: re.Match[str], *, marked: bool, name: str = "") -> Speech | None:
    speech = Speech(found["handle"], found["text"].strip(), name=name, marked=marked)
    if found["iso"]:
        return replace(speech, stamp=parse_stamp(found["iso"]), marked=True)
    if found["time"]:
        return replace(speech, clock=read_clock(found["time"], found["zone"] or ""), marked=True)
    return speech
