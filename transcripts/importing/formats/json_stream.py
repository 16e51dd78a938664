"""JSON of any size and shape as a stream of objects: lines, a list, a list in a wrapper, one object, a mixture.

The standard decoder is fed through a window, so that each object keeps its own text, integers stay integers, what
is damaged costs one record and not the file, and memory does not grow with the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from ..records import Rejection
from .decoding import decoded_chunks
from .json_fields import JsonObject

# A value of brackets alone takes thirty times its size in memory.
_LARGEST_VALUE = 6 << 20
_LEAST_LARGEST = 1 << 17
_MOST_DAMAGED = 10_000
_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"[\s\x00\x1e\ufeff]*")
_KEY = re.compile(r'"([^"\\\n]{1,80})"\s*:')
_FIRST_KEY = re.compile(r'\{\s*"([^"\\]{1,80})"\s*:')
_BRACKETS = re.compile(r'"(?:[^"\\]++|\\[\s\S])*+(?:"|\\?\Z)|[\[\]{}]')
_NEXT_RECORD = re.compile(r"\n(?=[{\[])")
_WORD_AT_EDGE = 12
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One object: its line (at the top of the file) or its ordinal (in a list), its content and its own text."""

    position: int
    value: JsonObject
    raw: str


@dataclass(frozen=True, slots=True)
class Wrapper:
    """An object around the list of records: the keys such a list may have, and others that may stand before it."""

    lists: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    def begins_with(self, key: str) -> bool:
        return key in self.lists or key in self.beside


@dataclass(frozen=True, slots=True)
class _Decoded:
    value: object
    raw: str


class _DamageError(Exception):
    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def read_json(stream: BinaryIO, wrapper: Wrapper = Wrapper()) -> Iterator[JsonRecord | Rejection]:
    """Every object of the file in its order; damage is reported and reading goes on behind it."""
    return _Reader(stream, wrapper).records()


def first_objects(head: bytes, wrapper: Wrapper = Wrapper()) -> list[JsonObject]:
    """The first objects of a file that begins with `head`, to tell by what kind of file it is."""
    found = islice(read_json(BytesIO(head), wrapper), _LOOKED_AT)
    return [record.value for record in found if isinstance(record, JsonRecord)]


def raw_text(record: JsonRecord) -> str:
    """The record's text in a form every database takes: a bare NUL is written as its escape."""
    return json.dumps(record.value) if "\x00" in record.raw else record.raw


class _Window:
    """The part of the file in sight, and the place reached in it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._chunks = decoded_chunks(stream)
        self.text = ""
        self.at = 0
        self.line = 1
        self.is_full = False
        self._largest = _LARGEST_VALUE

    def more(self) -> bool:
        """Lengthen the window to at least twice what is unread; False at the end of the file."""
        unread = self.text[self.at :]
        self.is_full = len(unread) > self._largest
        if self.is_full:
            # The next value without an end gets half the patience, or a file of such would never be read.
            self._largest = max(self._largest // 2, _LEAST_LARGEST)
            return False
        pieces, wanted = [unread], min(max(1, len(unread)), self._largest + 1 - len(unread))
        while wanted > 0 and (piece := next(self._chunks, "")):
            pieces.append(piece)
            wanted -= len(piece)
        self.text, self.at = "".join(pieces), 0
        return len(pieces) > 1

    def move(self, to: int) -> None:
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def peek(self) -> str:
        """The next character that is no white space, moved to; "" at the end of the file."""
        while True:
            end = _end_of_space(self.text, self.at)
            self.move(end)
            if end < len(self.text):
                return self.text[end]
            if not self.more():
                return ""

    def take(self, sign: str) -> bool:
        """Pass over `sign` if it stands next."""
        if self.peek() != sign:
            return False
        self.move(self.at + 1)
        return True

    def first_key(self) -> str:
        if len(self.text) - self.at < 1024:
            self.more()
        found = _FIRST_KEY.match(self.text, self.at)
        return found.group(1) if found else ""

    def decode(self) -> _Decoded:
        """The value that stands next, moved over; raises _DamageError and stays before it."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                if self._may_be_cut(error) and self.more():
                    continue
                raise self._damage(error) from None
            except RecursionError:
                raise _DamageError("", "it is nested too deeply") from None
            except ValueError:
                raise _DamageError("", "it holds a number of thousands of digits") from None
            if end == len(self.text) and not isinstance(value, dict | list) and self.more():
                continue
            raw = self.text[self.at : end]
            self.move(end)
            return _Decoded(value, raw)

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated") or error.pos >= len(self.text) - _WORD_AT_EDGE

    def _damage(self, error: json.JSONDecodeError) -> _DamageError:
        keys = _KEY.findall(self.text, self.at, error.pos)
        ends = error.pos >= len(self.text.rstrip()) or error.msg.startswith("Unterminated")
        if ends and self.is_full:
            return _DamageError(
                keys[-1] if keys else "", f"it is longer than {len(self.text) - self.at - 1:,} characters"
            )
        reason = "the file breaks off in the middle of it" if ends else f"it is not valid JSON ({error.msg})"
        return _DamageError(keys[-1] if keys else "", reason)

    def skip_value(self) -> bool:
        """Pass over a value that cannot be decoded, by its brackets; False when it has no end."""
        while True:
            end = _end_by_brackets(self.text, self.at)
            if end:
                self.move(end)
                return True
            if not self.more():
                return False

    def skip_to_next_record(self) -> None:
        """To the next line that begins with a bracket, else to the end of the file."""
        while True:
            found = _NEXT_RECORD.search(self.text, self.at)
            if found:
                return self.move(found.end())
            self.move(max(self.at, len(self.text) - 1))
            if not self.more():
                return self.move(len(self.text))


class _Reader:
    """The walk over one file."""

    def __init__(self, stream: BinaryIO, wrapper: Wrapper) -> None:
        self._window = _Window(stream)
        self._wrapper = wrapper
        self._ordinal = 0

    def records(self) -> Iterator[JsonRecord | Rejection]:
        """All records, but what stands behind so many damaged ones in a row that it is no export any more."""
        damaged = 0
        for record in self._all():
            damaged = damaged + 1 if isinstance(record, Rejection) else 0
            yield record
            if damaged == _MOST_DAMAGED:
                yield Rejection(self._window.line, "", f"{damaged:,} in a row are damaged: the rest is not read")
                return

    def _all(self) -> Iterator[JsonRecord | Rejection]:
        while sign := self._window.peek():
            if sign == "[":
                yield from self._list()
            elif sign == "{" and self._wrapper.begins_with(self._window.first_key()):
                yield from self._wrapped()
            elif sign == "{":
                yield self._single()
            else:
                yield Rejection(self._window.line, "", "here stands something else than a JSON object")
                self._window.skip_to_next_record()

    def _single(self) -> JsonRecord | Rejection:
        line = self._window.line
        try:
            found = self._window.decode()
        except _DamageError as damage:
            self._window.skip_to_next_record()
            return Rejection(line, damage.field, damage.reason)
        return JsonRecord(line, found.value, found.raw) if isinstance(found.value, dict) else _no_object(line)

    def _list(self) -> Iterator[JsonRecord | Rejection]:
        self._window.take("[")
        element: JsonRecord | Rejection | None = None
        while not self._window.take("]"):
            if not self._window.peek():
                if not isinstance(element, Rejection):
                    yield Rejection(self._ordinal + 1, "", "the file breaks off in the middle of its list")
                return
            element = self._element()
            yield element
            self._window.take(",")

    def _element(self) -> JsonRecord | Rejection:
        self._ordinal += 1
        try:
            found = self._window.decode()
        except _DamageError as damage:
            if not (self._window.peek() in "{[" and self._window.skip_value()):
                self._window.skip_to_next_record()
            return Rejection(self._ordinal, damage.field, damage.reason)
        if not isinstance(found.value, dict):
            return _no_object(self._ordinal)
        return JsonRecord(self._ordinal, found.value, found.raw)

    def _wrapped(self) -> Iterator[JsonRecord | Rejection]:
        self._window.take("{")
        try:
            while not self._window.take("}"):
                key = self._window.decode().value
                self._window.take(":")
                if isinstance(key, str) and key in self._wrapper.lists and self._window.peek() == "[":
                    yield from self._list()
                    if not self._window.peek():
                        return
                else:
                    self._window.decode()
                self._window.take(",")
        except _DamageError as damage:
            yield Rejection(self._window.line, damage.field, damage.reason)
            self._window.skip_to_next_record()


def _no_object(position: int) -> Rejection:
    return Rejection(position, "", "it is not a JSON object")


def _end_of_space(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start


def _end_by_brackets(text: str, start: int) -> int:
    depth = 0
    for found in _BRACKETS.finditer(text, start):
        sign = found.group()[0]
        depth += (sign in "[{") - (sign in "]}")
        if depth == 0 and sign in "]}":
            return found.end()
    return 0
