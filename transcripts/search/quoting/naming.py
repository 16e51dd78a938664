"""Whom a text names as the author of what it quotes: `@handle`, “— Ann Lee (@ann)”, “Ann said”, `ann: …`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .. import folding

CAPITAL = "A-ZÀ-ÖØ-Þ"
ONE_NAME = rf"[{CAPITAL}][\w'’.-]{{0,30}}"
MORE_NAME = rf"(?:\s(?:{ONE_NAME}|de|van|von|der|la|le|di))"
NAME = rf"{ONE_NAME}{MORE_NAME}{{0,3}}"
FULL_NAME = rf"{ONE_NAME}{MORE_NAME}{{1,3}}"
HANDLE = r"[@＠]\w{1,60}(?:[.-]\w{1,60}){0,4}(?:@\w{1,60}(?:[.-]\w{1,60}){1,4})?"
# Names come with emoji and titles behind them.
BEHIND = r"(?:\s?[^\w\s@()“”«»\"'’:;,.—–-]{1,4})?"
VERB = (
    r"(?:said|says|wrote|writes|noted|notes|tweeted|tweets|replied|replies|added|adds|answered|answers|shared|shares"
    r"|posted|posts|asked|asks|explained|explains|observed|remarked|commented|points? out|pointed out|put it|suggests?"
    r"|suggested|responded|argued|offered|reminded us)"
)
PATTERNS = (
    # — Ann Lee (@ann); ” @ann; (@ann, Tweet, 31 October 2010)
    re.compile(
        rf"(?:\s?[—–-]{{1,2}}\s?)?(?:(?:{VERB}|via|by|from)\s)?(?:(?P<name>{NAME}){BEHIND}\s?)?\(?(?<![\w/])(?P<handle>{HANDLE})"
        rf"(?:, [^()\n]{{0,60}}(?=\)))?\)?(?P<tail>\s\([^()\n]{{0,80}}\))?(?P<speaks>:(?=\s)|,?\s{VERB}\b|\s?[’']s\b)?"
    ),
    # — Ann Lee
    re.compile(rf"\s?(?:[—–]|--|(?<=\s)-(?=\s))\s?(?:{VERB}\s)?(?P<name>{NAME}){BEHIND}(?=\s*(?:[.,;(]|$|\n))"),
    # Ann said
    re.compile(rf"(?P<name>{NAME}){BEHIND}(?:\s\([^()\n]{{0,80}}\))?(?P<speaks>:(?=\s)|,?\s(?:also\s)?{VERB}\b)"),
    # said Ann; according to Ann
    re.compile(rf"(?:,?\s{VERB}|according to|as)\s(?P<name>{NAME})"),
    # ” (Ann Lee): one word in brackets may be anything.
    re.compile(rf"(?:(?<=[”\"»])|(?<=[”\"»]\s))\((?P<name>{FULL_NAME})\)"),
    # ann: …
    re.compile(
        r"(?:(?<=\n)|(?<=[“\"«])|\A)[\s•*·-]{0,4}(?P<handle>[A-Za-z]\w{2,29})(?:\s\([^()\n]{0,80}\))?(?P<speaks>:)(?=\s)"
    ),
)
# "She said" and "Q1:" name nobody.
NOBODY_TEXT = """
he she it they we you i one another someone somebody everyone everybody many most some others this that there who
participants participant question answer topic guest host here note also and but so as the a an what how why when
where all both several few people teachers tweet tweets january february march april may june july august september
october november december monday tuesday wednesday thursday friday saturday sunday twitter inline update example
examples summary takeaway takeaways definition conclusion result tip idea quote quotes reason verdict lesson moral bonus
first second third next finally lastly then exactly source favorite favourite highlight highlights reply comment thought
"""
NOBODY = frozenset(NOBODY_TEXT.split())
# What a sentence begins with before it comes to somebody's name.
BEFORE_A_NAME = frozenset(["and", "but", "so", "also", "then", "when", "while", "later", "yet", "or", "plus"])
LETTERED = re.compile(r"[qatrfp]\d{1,2}")


@dataclass(frozen=True, slots=True)
class Naming:
    """A person named at a place in the text: by folded handle, by the folded words of a name, or both.

    `speaks`: what follows is said to be theirs ("ann:", "Ann said").
    """

    start: int
    end: int
    handle: str = ""
    name: tuple[str, ...] = ()
    speaks: bool = False

    def shown(self, text: str) -> str:
        """Return the person as the text names them."""
        return f"@{self.handle}" if self.handle else " ".join(text[self.start : self.end].strip(" —–-,.").split())


class Agreement(StrEnum):
    """What a text says of the author of a quote, and whether that is so."""

    NOBODY = "nobody"
    AGREES = "agrees"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Person:
    """An author: folded handles, and the folded words of the display name; `account` tells namesakes apart."""

    handles: frozenset[str]
    name: frozenset[str]
    account: int = 0

    @classmethod
    def of(cls, handles: Iterable[str], name: str, account: int = 0) -> Person:
        """Return the person of handles and a display name; a fediverse handle counts without its server, too."""
        folded = {folding.fold_handle(handle) for handle in handles}
        return cls(
            frozenset(folded | {handle.partition("@")[0] for handle in folded}),
            frozenset(folding.tokens(name)),
            account,
        )

    def is_named_by(self, naming: Naming) -> bool:
        """Return whether a naming can mean this person: all that it says fits."""
        if naming.handle and naming.handle in self.handles:
            return True
        return bool(naming.name) and (set(naming.name) <= self.name or "".join(naming.name) in self.handles)


def namings_in(text: str) -> list[Naming]:
    """Return who is named in a block of text, in order; of overlapping ones the first pattern's."""
    found: list[Naming] = []
    taken = bytearray(len(text))
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            naming = _naming(match)
            if naming and not any(taken[naming.start : naming.end]):
                taken[naming.start : naming.end] = b"\1" * (naming.end - naming.start)
                found.append(naming)
    return sorted(found, key=lambda naming: naming.start)


def _naming(match: re.Match[str]) -> Naming | None:
    groups = match.groupdict()
    handle = folding.fold_handle(groups.get("handle") or "")
    name, start = tuple(folding.tokens(groups.get("name") or "")), match.start()
    if len(name) > 1 and name[0] in BEFORE_A_NAME:
        name, start = name[1:], match.start("name") + len(name[0])
    if name and (name[0] in NOBODY or LETTERED.fullmatch(name[0])):
        name = ()
    if handle in NOBODY or LETTERED.fullmatch(handle):
        handle = ""
    if not handle and not name:
        return None
    return Naming(start, match.end(), handle, name, speaks=bool(groups.get("speaks")))
