"""A recap: somebody's article about a chat that quotes some of it. The article is not taken, its quotes are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from ..records import HeadingRecord, ReadOptions, Record, Rejection, UnreadableFile
from .decoding import decoded, decoded_lines
from .pasted_headings import announces_headings, bullet_in, heading_in
from .pasted_posts import HEAD, TEXT_FILES, Dating, head_lines, looks_like_prose_or_speech, pasted_post
from .pasted_quotes import quotes_in, quotes_nobody, without_quote_marks
from .pasted_speech import PastedLine, Shape, Speech, in_front, pasted_lines, shape_of
from .recap_guests import Guests
from .transcript import follower

_FEWEST = 2
_PROSE_FROM = 80
_LONGEST_QUESTION = 200
_REMARK = re.compile(r"\s*\[(?P<remark>[^\[\]]*[^\W\d_][^\[\]]*)\]\s*$")
_NAMES_ADDRESSEES = re.compile(r"\b(?:person|one) (?:being |who is )?addressed\b", re.IGNORECASE)
_OF_NOBODY = "it does not say who wrote it"
_ADDRESSEES = (
    "its lines begin with whom they answer, not with who wrote them; put the author in front of each, "
    "as in “@author: @addressee …”."
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
        quotes = [quote for line in lines for quote in quotes_in(line, shape)]
        fewest = 1 if filename.lower().endswith(TEXT_FILES) else _FEWEST
        return len(quotes) >= fewest and _is_mostly_prose(lines, follower(shape), quotes)

    def read(self, stream: BinaryIO, options: ReadOptions) -> Iterator[Record]:
        head = stream.read(HEAD)
        if _NAMES_ADDRESSEES.search(decoded(head)):
            raise UnreadableFile(_ADDRESSEES)
        shape = shape_of(head_lines(head)) or in_front
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
    asked: PastedLine | None = None
    guests: Guests = field(default_factory=Guests)
    dating: Dating = field(init=False)

    def __post_init__(self) -> None:
        self.dating = Dating(self.options)

    def records(self, lines: Iterator[str]) -> Iterator[Record]:
        for pasted in pasted_lines(lines, self.shape):
            quotes = quotes_in(pasted.text, self.shape)
            if quotes:
                yield from (self._post(pasted.number, pasted.text, quote) for quote in quotes)
            elif self.guests.answering and bullet_in(pasted.text):
                yield self._answer(pasted)
            elif quotes_nobody(pasted.text):
                yield Rejection(pasted.number, "author", _OF_NOBODY)
            elif pasted.text.strip():
                yield from self._article(pasted)

    def _article(self, pasted: PastedLine) -> Iterator[HeadingRecord]:
        """A line of the article may be a heading; a bare question is one when the guest's answers follow."""
        heading = self._heading(pasted.text)
        asked, self.asked = self.asked, None
        if heading:
            self.guests.reads("")
            yield self._headed(heading, pasted.number)
            return
        self.dating.reads(pasted.text, in_preamble=not self.begun)
        if self.guests.reads(pasted.text) and asked:
            yield self._headed(asked.text.strip(), asked.number)
        elif pasted.text.rstrip().endswith("?") and len(pasted.text) <= _LONGEST_QUESTION:
            self.asked = pasted

    def _headed(self, heading: str, number: int) -> HeadingRecord:
        self.heading = heading
        return HeadingRecord(heading, number)

    def _heading(self, line: str) -> str:
        """The heading a line is, introduces, or is as an item of an announced list."""
        if self.in_list and bullet_in(line):
            return bullet_in(line)
        self.in_list = announces_headings(line)
        return heading_in(line)

    def _answer(self, pasted: PastedLine) -> Record:
        answer = self.guests.answer(bullet_in(pasted.text))
        if answer is None:
            return Rejection(pasted.number, "author", f"“From {self.guests.answering}” is no more than a first name")
        return self._post(pasted.number, pasted.text, answer)

    def _post(self, number: int, line: str, quote: Speech) -> Record:
        self.begun = True
        if not quote.text:
            return Rejection(number, "text", "nothing tells where its words begin")
        remark = _REMARK.search(quote.text)
        if remark and not quote.text[: remark.start()].strip():
            remark = None
        text = without_quote_marks(quote.text[: remark.start()] if remark else quote.text)
        if not text.strip():
            return Rejection(number, "text", "it has no text")
        return pasted_post(
            replace(quote, text=text),
            self.dating.of(quote),
            number,
            line,
            heading=self.heading,
            remark=remark["remark"] if remark else "",
            network=self.options.network,
        )


def _is_mostly_prose(lines: Sequence[str], shape: Shape, quotes: Sequence[Speech]) -> bool:
    """Whether an article surrounds the quotes; lines with a time in front are a transcript in any case."""
    if sum(bool(quote.clock or quote.stamp) for quote in quotes) * 2 > len(quotes):
        return False
    article = (line for line in lines if len(line) >= _PROSE_FROM and not shape(line))
    prose = sum(len(line) - len(heading_in(line)) for line in article)
    return prose * 2 > sum(len(quote.text) for quote in quotes)
