"""A recap: somebody's article about a chat that quotes some of it. The article is not taken, its quotes are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from ..records import HeadingRecord, ReadOptions, Record, UnreadableFile
from .decoding import decoded_lines
from .pasted_headings import LONGEST_LINE, announces_headings, bullet_in, heading_in
from .pasted_posts import HEAD, Dating, head_lines, looks_like_prose_or_speech, pasted_post
from .pasted_speech import HANDLE, Shape, Speech, in_front, pasted_lines, shape_of
from .transcript import follower

_FEWEST = 2
_PROSE_FROM = 80
_REMARK = re.compile(r"\s*\[(?P<remark>[^\[\]]*[^\W\d_][^\[\]]*)\]\s*$")
_SAID = r"(?:said|says|wrote|writes|tweeted|asked|added|replied|responded|noted|quipped)"
_THING_SAID = r"(?:quip|quote|gem|tweet|comment|remark|reply|answer|response|insight|thought|observation|zinger)"
_INLINE = (
    re.compile(
        rf"\b{_THING_SAID}\b[^.@:]{{0,40}}\b(?:by|from)\s+@(?P<handle>{HANDLE})[:,]?\s+(?P<text>\S+(?:\s\S+){{3,}})$"
    ),
    re.compile(rf"@(?P<handle>{HANDLE})\b[^.“\"@]{{0,30}}\b{_SAID}\b[^“\".]{{0,30}}[,:]\s*[“\"](?P<text>[^”\"]+)[”\"]"),
    re.compile(r"[“\"](?P<handle>\w{2,20}):\s+(?P<text>[^”\"]+)[”\"]"),
)


class Recap:
    """Prose around quoted posts: one line a quote, or one inside a sentence that says whose it is."""

    name = "recap"
    title = "Recap with quotes (text)"
    is_selection = True
    is_personal = False

    def recognises(self, head: bytes, filename: str) -> bool:
        if not looks_like_prose_or_speech(head):
            return False
        lines = head_lines(head)
        shape = shape_of(lines) or in_front
        quotes = [quote for line in lines for quote in _quotes(line, shape)]
        return len(quotes) >= _FEWEST and _is_mostly_prose(lines, follower(shape), quotes)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        shape = shape_of(head_lines(stream.read(HEAD))) or in_front
        stream.seek(0)
        nothing = True
        for record in _Reading(follower(shape), options).records(decoded_lines(stream)):
            nothing = nothing and isinstance(record, HeadingRecord)
            yield record
        if nothing:
            raise UnreadableFile("it quotes nobody: no line begins with an “@handle” and none names who is quoted.")


@dataclass(slots=True)
class _Reading:
    """The walk through one recap."""

    shape: Shape
    options: ReadOptions
    heading: str = ""
    in_list: bool = False
    begun: bool = False
    dating: Dating = field(init=False)

    def __post_init__(self) -> None:
        self.dating = Dating(self.options)

    def records(self, lines: Iterator[str]) -> Iterator[Record]:
        for pasted in pasted_lines(lines, self.shape):
            number, line = pasted.number, pasted.text
            quotes = _quotes(line, self.shape)
            heading = self._heading(line) if not quotes else ""
            if heading:
                self.heading = heading
                yield HeadingRecord(heading, number)
            elif line.strip() and not quotes:
                self.dating.reads(line, in_preamble=not self.begun)
            for quote in quotes:
                yield self._post(number, line, quote)

    def _heading(self, line: str) -> str:
        """The heading a line is, introduces, or is as an item of an announced list."""
        if self.in_list and bullet_in(line):
            return bullet_in(line)
        self.in_list = announces_headings(line) or (self.in_list and not line.strip())
        return heading_in(line)

    def _post(self, number: int, line: str, quote: Speech) -> Record:
        self.begun = True
        remark = _REMARK.search(quote.text)
        if remark and not quote.text[: remark.start()].strip():
            remark = None
        text = quote.text[: remark.start()] if remark else quote.text
        return pasted_post(
            replace(quote, text=text),
            self.dating.of(quote),
            number,
            line,
            heading=self.heading,
            remark=remark["remark"] if remark else "",
            network=self.options.network,
        )


def _quotes(line: str, shape: Shape) -> Sequence[Speech]:
    """What `line` quotes: itself, or somebody it names in passing. A name that nothing follows is no quote."""
    if len(line) > LONGEST_LINE:
        return ()
    speech = shape(line)
    if speech and (speech.text or speech.day):
        return (speech,)
    found = next((match for match in (pattern.search(line) for pattern in _INLINE) if match), None)
    return (Speech(found["handle"], found["text"].strip()),) if found else ()


def _is_mostly_prose(lines: Sequence[str], shape: Shape, quotes: Sequence[Speech]) -> bool:
    """Whether an article surrounds the quotes; lines with a time in front are a transcript in any case."""
    if sum(bool(quote.clock or quote.stamp) for quote in quotes) * 2 > len(quotes):
        return False
    prose = sum(len(line) for line in lines if len(line) >= _PROSE_FROM and not shape(line) and not heading_in(line))
    return prose * 2 > sum(len(quote.text) for quote in quotes)
