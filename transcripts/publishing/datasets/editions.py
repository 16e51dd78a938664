"""Editions of a data set: whole, under pseudonyms, or ids and places alone. One class each, one line in EDITIONS."""

from __future__ import annotations

import base64
import re
from abc import ABC, abstractmethod
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar, TypeVar

from django.utils.crypto import salted_hmac

from .naming import has_network_id, person_id
from .tables import AnyRow, ChatRow, EdgeRow, PersonRow, PostRow, QuestionRow

Row = TypeVar("Row", bound=AnyRow)

_HANDLE = r"\w(?:[\w.-]*\w)?(?:@\w[\w.-]*\w)?"
# @ann, and where networks keep people: twitter.com/ann, …/@ann, …/profile/ann.
_NAMED = re.compile(rf"(?P<at>(?<![\w@＠])[@＠]|\b(?:twitter|x)\.com/|/profile/)(?P<handle>{_HANDLE})", re.I)
# Behind those: …/status/12, /@ann/12, …/post/3k.
_LINKED = re.compile(r"(?P<at>/status(?:es)?/|/post/|/@person-\w+/)(?P<id>\w+)", re.I)


class Edition(ABC):
    """What of each row is given away.

    `left_out` names columns that no table of the edition has; `note` is what its description says about it.
    """

    title: ClassVar[str]
    note: ClassVar[str]
    left_out: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def of(self, row: Row) -> Row | None:
        """Return a row as the edition gives it away; None for one that it leaves out."""


class Full(Edition):
    """Everything that the archive's pages show."""

    title = "full"
    note = "Everything that the archive’s pages show: posts belong to those who wrote them."

    def of(self, row: Row) -> Row | None:
        """Return the row as it is."""
        return row


class Pseudonymous(Edition):
    """The words, with a pseudonym for each person and post; handles in texts are replaced alike."""

    title = "pseudonymous"
    note = (
        "People and posts have pseudonyms, the same ones in every data set of this archive; so have handles, and "
        "addresses of posts, in texts. Names written out in a text are left in it, and whoever searches the web for a "
        "text may find its author: this is no anonymous data."
    )
    left_out = frozenset({"account", "handle", "name", "original", "page"})

    def of(self, row: Row) -> Row | None:
        """Return the row under pseudonyms."""
        match row:
            case ChatRow():
                hosts = ";".join(pseudonym("person", host) for host in row.hosts.split(";") if host)
                return replace(row, hosts=hosts, title=masked(row.title), framing=masked(row.framing))
            case QuestionRow():
                return replace(row, text=masked(row.text))
            case PostRow():
                author = pseudonym("person", row.author)
                return replace(row, post=pseudonym("post", row.post), author=author, text=masked(row.text, row.network))
            case PersonRow():
                return replace(row, person=pseudonym("person", row.person))
            case EdgeRow():
                return replace(row, post=pseudonym("post", row.post), other=pseudonym("post", row.other))
        return row


class IdsOnly(Edition):
    """Ids and places, without a word or name: whoever may read the network adds the rest."""

    title = "ids"
    note = (
        "Ids of posts and accounts with places, without words or names, to be filled in from the network by whoever "
        "may read it there. Posts and accounts whose network’s id is unknown are left out."
    )
    left_out = frozenset(
        {"title", "framing", "hosts", "text", "author", "person", "handle", "name", "original", "page", "lang"}
    )

    def of(self, row: Row) -> Row | None:
        """Return the row, unless its network's id is unknown."""
        match row:
            case PostRow():
                return row if has_network_id(row.post) else None
            case PersonRow():
                return row if row.account else None
            case EdgeRow():
                return row if has_network_id(row.post) and has_network_id(row.other) else None
        return row


def masked(text: str, network: str = "twitter") -> str:
    """Return a text with pseudonyms for the people and posts in it, their handles taken for those of one network."""

    def unnamed(found: re.Match[str]) -> str:
        return found["at"] + pseudonym("person", person_id(network, found["handle"]))

    def unlinked(found: re.Match[str]) -> str:
        return found["at"] + pseudonym("post", found["id"])

    return _LINKED.sub(unlinked, _NAMED.sub(unnamed, text))


# The same people are named again and again.
@lru_cache(maxsize=65_536)
def pseudonym(kind: str, told: str) -> str:
    """Return a name that stays the same, and from which nobody without the archive's secret finds the real one."""
    digest = salted_hmac("chatarchive.pseudonym", f"{kind}\0{told}", algorithm="sha256").digest()
    return f"{kind}-{base64.b32encode(digest).decode()[:12].lower()}"


EDITIONS: dict[str, Edition] = {edition.title: edition for edition in (Full(), Pseudonymous(), IdsOnly())}
