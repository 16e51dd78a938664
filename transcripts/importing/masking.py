"""Words of others without somebody who was taken out: mentions, names and quoted copies are masked. Pure.

What stands for them is MASK: `@[removed]` in a text, `[removed]` in a record, which stays a valid one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

MASK = "[removed]"
GONE = {"removed": True}
LONGEST_NAME = 4

_HANDLE = r"\w(?:[\w.-]*\w)?(?:@\w[\w.-]*\w)?"
_MENTION = re.compile(rf"(?<![\w@＠])(?P<at>[@＠](?:<span>)?)(?P<handle>{_HANDLE})")
# Where networks keep people: twitter.com/ann, …/@ann, …/users/ann, …/u/ann, …/profile/ann; and this archive.
_PLACES = r"\b(?:twitter|x)\.com/(?:#!/)?@?|/@|/(?:users?|u|profile)/|/(?:people|asked)/\w+/"
_ADDRESS = re.compile(rf"(?P<at>{_PLACES})(?P<handle>{_HANDLE})", re.I)
_ON_SERVER = re.compile(r"(?P<at>//(?P<server>[\w.-]+)/(?:@|users/))(?P<handle>\w(?:[\w.-]*\w)?)", re.I)
_ACCOUNT = re.compile(r"(?P<at>)(?P<handle>did:[a-z]+:[\w.:-]*\w)|(?P<slack><@!?)(?P<number>\w+)")
_NICK = re.compile(r"(?P<at>)(?<![\w-])(?P<handle>[A-Za-z_\[\]\\`^{|}][\w\[\]\\`^{|}-]*)")
_COPY = re.compile(rf"(?P<at>(?:\b[RMH]T:?|[\"“„«‘])\s*[@＠])(?P<handle>{_HANDLE})", re.I)
# A closing single quotation mark is no apostrophe.
_CLOSING = {
    "“": re.compile("”"),
    "„": re.compile("“"),
    "«": re.compile("»"),
    "‘": re.compile(r"’(?!\w)"),
    '"': re.compile('"'),
}
# “Words” – @ann
_CREDITED = re.compile(
    rf"(?P<open>[\"“«])[^\"“”«»]+(?P<at>[\"”»]\s*(?:[-–—~(]|via|by)?\s*[@＠])(?P<handle>{_HANDLE})", re.I
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_PIECE = re.compile(r"[^\W_]+")
_REPEAT = re.compile(rf"\s*RT [@＠](?P<handle>{_HANDLE})", re.I)
# Fields whose whole value may be a handle or an account's number.
_PERSONAL = re.compile(
    r"user|name|handle|author|nick|acct|mention|repl|host|actor|from|^to|by$|account|quot|ret?weet|^u?id|did"
)
_LISTING = re.compile(r"mention|name|handle|repl|ret?weet|quot")
_HANDLE_FIELDS = ("screen_name", "screenName", "username", "userName", "preferredUsername", "handle", "acct")
_ACCOUNT_FIELDS = ("id_str", "id", "did", "userid", "userId", "user_id")
_POST_FIELDS = frozenset({"text", "full_text", "content", "message", "body", "tweet", "record", "selftext"})
_AUTHOR_FIELDS = ("user", "author", "account", "actor", "attributedTo", "from_user", "from_user_id", "author_id")
_BARE_NETWORKS = frozenset({"irc"})


class Known(Protocol):
    """Who was taken out."""

    def is_called(self, network: str, handle: str) -> bool:
        """True for a handle, also without its server."""

    def has_account(self, network: str, source_id: str) -> bool:
        """True for a stable id."""

    def has_name(self, name: str) -> bool:
        """True for a whole name."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Masks whoever is known in the words of one network."""

    known: Known
    network: str

    def text(self, text: str) -> str:
        """Return a text, or HTML, without copies of their words, mentions, addresses and names of them."""
        text = _CREDITED.sub(self._credited, self._without_copies(text))
        for pattern in (_ON_SERVER, _ADDRESS, _MENTION, _ACCOUNT):
            text = pattern.sub(self._called, text)
        if self.network in _BARE_NETWORKS:
            text = _NICK.sub(self._called, text)
        return self._without_names(text)

    def repeats(self, text: str) -> bool:
        """True for a retweet, by its text, of one of their posts."""
        match = _REPEAT.match(text)
        return bool(match and self._handle_in(match["handle"]))

    def file_name(self, name: str) -> str:
        """Return the name of a file without the handles and names in it."""
        return _without(name, list(_PIECE.finditer(name)), 1, self._is_called)

    def raw(self, raw: str) -> str:
        """Return a raw record with all of them masked; JSON stays JSON."""
        try:
            record = json.loads(raw) if raw[:1] in ("{", "[") else None
            masked = self.value(record)
        except (ValueError, RecursionError):
            return self.text(raw)
        if not isinstance(record, dict | list):
            return self.text(raw)
        return raw if masked == record else json.dumps(masked, ensure_ascii=False)

    def value(self, value: Any, field: str = "") -> Any:
        """Return part of a record, which stands in some field, masked."""
        match value:
            case dict():
                return self._object(value)
            case list() if value and all(map(_is_cell, value)):
                return [[name, self.value(cell, name)] for name, cell in value]
            case list() | tuple():
                return [self.value(one, field) for one in value if not self._is_them(one, field)]
            case str():
                return MASK if self._is_them(value, field) else self._string(value, field)
            case int() if not isinstance(value, bool) and self._is_them(value, field):
                return 0
        return value

    def _object(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Return an object masked: a post by them as gone, one about them without a word."""
        if not _POST_FIELDS.isdisjoint(told):
            return dict(GONE) if self._is_by_them(told) else {name: self.value(one, name) for name, one in told.items()}
        if self._is_about_them(told):
            return {name: _blank(one) for name, one in told.items()}
        return {name: self.value(one, name) for name, one in told.items()}

    def _is_by_them(self, post: Mapping[str, Any]) -> bool:
        authors = [post[name] for name in _AUTHOR_FIELDS if name in post]
        return any(
            self._is_about_them(author) if isinstance(author, dict) else self._is_them(author, "author")
            for author in authors
        )

    def _is_about_them(self, told: Mapping[str, Any]) -> bool:
        handles = [told[name] for name in _HANDLE_FIELDS if name in told] or [told.get("name")]
        accounts = [told[name] for name in _ACCOUNT_FIELDS if name in told]
        return any(self._is_them(one, "author") for one in [*handles, *accounts])

    def _is_them(self, value: Any, field: str) -> bool:
        """True when a whole value is a handle, number or name of somebody."""
        if isinstance(value, bool) or not isinstance(value, str | int) or not value or len(str(value)) > 300:
            return False
        told = str(value).strip()
        if isinstance(value, str) and " " in told and self.known.has_name(told):
            return True
        if not _PERSONAL.search(field.lower()):
            return False
        return self.known.has_account(self.network, told) or (
            isinstance(value, str) and self.known.is_called(self.network, told)
        )

    def _string(self, text: str, field: str) -> str:
        masked = self.text(text)
        if len(text) > 300 or not _LISTING.search(field.lower()):
            return masked
        # A cell may list several: "ann ben", "ann;ben".
        return _NICK.sub(self._called, masked)

    def _handle_in(self, word: str) -> str:
        """Return the beginning of a word that is a handle of theirs, if any: a full stop may have run into it."""
        for candidate in dict.fromkeys((word, word.partition("@")[0], re.split(r"[.@-]", word, maxsplit=1)[0])):
            if self.known.is_called(self.network, candidate):
                return candidate
        return ""

    def _called(self, match: re.Match[str]) -> str:
        groups = match.groupdict()
        if groups.get("slack"):
            mine = self.known.has_account(self.network, groups["number"])
            return f"{groups['slack']}{MASK}" if mine else match.group()
        word = groups["handle"]
        full = f"{word}@{groups['server']}" if groups.get("server") else word
        found = self._handle_in(full) or (word if self.known.has_account(self.network, word) else "")
        if not found:
            return match.group()
        return f"{groups['at']}{MASK}{'' if groups.get('server') else word[len(found) :]}"

    def _without_copies(self, text: str) -> str:
        """Return a text in which old-style quotes of them (RT @ann: …, “@ann: …”) have lost their words."""
        at = 0
        while match := _COPY.search(text, at):
            at = match.end()
            if self._handle_in(match["handle"]):
                end = _end_of_copy(text, match)
                copied = text[match.end() : end]
                said = f": {MASK}" if copied.strip(" :,") else ""
                masked = f"{match['at']}{MASK}{said}{''.join(_TAG.findall(copied))}"
                text, at = f"{text[: match.start()]}{masked}{text[end:]}", match.start() + len(masked)
        return text

    def _credited(self, match: re.Match[str]) -> str:
        """Return a quotation with its author behind it, without the words where they are theirs."""
        theirs = self._handle_in(match["handle"])
        rest = match["handle"][len(theirs) :]
        return f"{match['open']}{MASK}{match['at']}{MASK}{rest}" if theirs else match.group()

    def _without_names(self, text: str) -> str:
        """Return a text without their whole names, of two to four words."""
        return _without(text, list(_WORD.finditer(text)), 2, self.known.has_name)

    def _is_called(self, words: str) -> bool:
        return self.known.is_called(self.network, words) or self.known.has_name(words)


def _without(text: str, words: Sequence[re.Match[str]], fewest: int, is_theirs: Callable[[str], bool]) -> str:
    """Return a text in which every run of words (at least so many) that is theirs is masked."""

    def theirs(first: int) -> int:
        start, most = words[first].start(), min(LONGEST_NAME, len(words) - first)
        ends = ((n, words[first + n - 1].end()) for n in range(most, fewest - 1, -1))
        return next((n for n, end in ends if is_theirs(text[start:end])), 0)

    pieces, first, at = list[str](), 0, 0
    while first < len(words):
        length = theirs(first)
        if length:
            pieces += [text[at : words[first].start()], MASK]
            at = words[first + length - 1].end()
        first += length or 1
    return "".join([*pieces, text[at:]])


def _end_of_copy(text: str, match: re.Match[str]) -> int:
    """Return where the words end that are copied behind a handle: at the closing mark, else with the text."""
    closing = _CLOSING.get(match["at"][0])
    end = closing.search(text, match.end()) if closing else None
    return end.start() if end else len(text)


def _is_cell(value: Any) -> bool:
    """True for a column of a row with its name, as tables are kept."""
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], str)


def _blank(value: Any) -> Any:
    """Return a value of the same kind that says nothing."""
    blanks: dict[type, Callable[[], Any]] = {str: lambda: MASK, int: int, float: float, list: list, dict: dict}
    return blanks.get(type(value), lambda: value)()
