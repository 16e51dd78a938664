"""A curation file → its lines: all of it is checked before anything of it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from ...counting import count
from ...models import Series
from .address_lines import AddressLine
from .chat_lines import ChatLine
from .journal_lines import DecisionLine
from .kinds import KINDS
from .line import Line
from .settings_lines import CurationLine, RemovalLine, SeriesLine

MANY = (AddressLine, DecisionLine)
"""Kinds of which there may be too many to be kept in memory: they are read once more when they are written."""

ANY_KIND: Any = Annotated[reduce(or_, KINDS), Field(discriminator="kind")]
ANY_LINE: TypeAdapter[Any] = TypeAdapter(ANY_KIND)


class BadCuration(Exception):
    """A curation that cannot be taken in; names the file, the line and the field."""


@dataclass(slots=True)
class Curation:
    """A checked file: where it is, and its lines but for those of which there are many."""

    path: Path
    lines: dict[type[Line], list[Line]] = field(default_factory=dict)

    def of(self, kind: type[Line]) -> list[Line]:
        """Return the lines of a kind, in the order of the file."""
        return self.lines.get(kind, [])

    def many(self, kind: type[Line]) -> Iterator[Line]:
        """Yield the lines of a kind of which there are many."""
        return (line for _, line in numbered(self.path) if isinstance(line, kind))


@dataclass(slots=True)
class Named:
    """What the lines so far, or the archive, know of: series, chats as series/address, questions behind their chat."""

    known: dict[str, set[str]] = field(default_factory=lambda: {"series": set(), "chat": set(), "question": set()})

    def learn(self, line: Line) -> None:
        """Take up what a line names."""
        if isinstance(line, SeriesLine):
            self.known["series"].add(line.slug)
        if isinstance(line, ChatLine):
            chat = f"{line.series}/{line.address}"
            self.known["chat"].add(chat)
            names = (name for one in line.questions for name in (one.found_as or [one.label]))
            self.known["question"].update(f"{chat} {name}" for name in names)

    def lacks(self, line: Line) -> str:
        """Return the field of a line that names what nobody knows of, and what that is; empty when all is known."""
        return next(
            (f"{name}: there is no line for “{it}”" for name, it in line.needs() if it not in self.known[name]), ""
        )


def read_curation(path: Path) -> Curation:
    """Read and check a file.

    Raises BadCuration, naming file, line and field, when it is none, or when people or posts were removed under a
    secret key that this archive does not have.
    """
    curation, named = Curation(path), Named()
    named.known["series"] |= set(Series.objects.values_list("slug", flat=True))
    waiting: list[tuple[int, Line]] = []
    for number, line in numbered(path):
        if (number == 1) != isinstance(line, CurationLine):
            raise BadCuration(f"{path}, line {number}, kind: the first line, and no other, is a “curation” line.")
        named.learn(line)
        if not isinstance(line, MANY):
            curation.lines.setdefault(type(line), []).append(line)
            waiting.append((number, line))
    for number, line in waiting:
        if lacking := named.lacks(line):
            raise BadCuration(f"{path}, line {number}, {lacking}.")
    check_secrets(curation)
    return curation


def check_secrets(curation: Curation) -> None:
    """Refuse a curation whose removals nobody here could recognise."""
    heads, removals = curation.of(CurationLine), curation.of(RemovalLine)
    if not heads:
        raise BadCuration(f"{curation.path}, line 1: the file is empty.")
    head = heads[0]
    if removals and isinstance(head, CurationLine) and not head.is_under_known_secrets:
        raise BadCuration(
            f"{curation.path}, line 1, secrets: this archive does not have the secret key under which"
            f" {count(len(removals), 'removal')} came about, so nobody would be kept out. Set CHATARCHIVE_SECRET_KEY to"
            " that of the archive it comes from (the file “secret_key” of its data directory), or name it in"
            " CHATARCHIVE_OLD_SECRET_KEYS."
        )


def numbered(path: Path) -> Iterator[tuple[int, Line]]:
    """Yield each line of a file with its number; raises BadCuration for one that is none."""
    try:
        with path.open("rb") as file:
            for number, text in enumerate(file, 1):
                yield number, read_line(text, f"{path}, line {number}")
    except OSError as error:
        raise BadCuration(f"{path}: {error.strerror}.") from error


def read_line(text: bytes, where: str) -> Line:
    """Read a line; raises BadCuration naming the field that is wrong."""
    try:
        line: Line = ANY_LINE.validate_json(text)
    except ValidationError as error:
        raise BadCuration(f"{where}{told(error.errors(include_url=False)[0])}") from None
    return line


def told(error: Any) -> str:
    """Return which field is wrong and how."""
    location: Collection[object] = error["loc"][1:]
    at = ".".join(map(str, location))
    says = error["msg"].removeprefix("Value error, ").rstrip(".")
    return f", {at}: {says}." if at else f": {says}."
