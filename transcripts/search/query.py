"""The query language as a tree. Pure; `parsing` reads it, `unparse` writes it.

query   = any_of any_of …                 all of them
any_of  = item OR item …                  binds tighter than standing side by side
item    = -item | (query) | "phrase" | name:value | #tag | @handle | word | beginning*
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..grouping import Part
from . import folding

PLAIN_HANDLE = re.compile(r"\w(?:[\w.@-]*\w)?")


def _quoted(handle: str) -> str:
    return handle if PLAIN_HANDLE.fullmatch(handle) else f'"{handle}"'


class Sort(StrEnum):
    """The order of hits; it never changes which posts are found."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


# Where a post stands that is under no question, as one types it after "q:".
TYPED_PARTS = {
    Part.INTRO: "hellos",
    Part.WRAPUP: "goodbyes",
    Part.ASIDE: "aside",
    Part.OFF: "outside",
    Part.UNPLACED: "unsorted",
}


class Having(StrEnum):
    """What a post may have; `question`: it asks one."""

    LINK = "link"
    MEDIA = "media"
    QUESTION = "question"


class Being(StrEnum):
    """What a post may be; `host`: written by a host of the chat it stands in."""

    REPLY = "reply"
    RETWEET = "retweet"
    HOST = "host"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; it matches its other forms too. With inner punctuation it matches its parts side by side."""

    text: str

    @property
    def tokens(self) -> list[str]:
        """The folded words it consists of; most have one."""
        return folding.tokens(self.text)

    @property
    def typed(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, in exactly these forms."""

    text: str

    @property
    def tokens(self) -> list[str]:
        """The folded words it consists of."""
        return folding.tokens(self.text)

    @property
    def typed(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so, typed with "*"; it is one folded word of two letters or more."""

    text: str

    @property
    def beginning(self) -> str:
        """The folded beginning."""
        return folding.tokens(self.text)[0]

    @property
    def typed(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class From:
    """Posts by an account; the handle is folded."""

    handle: str

    @property
    def typed(self) -> str:
        return f"from:{_quoted(self.handle)}"


@dataclass(frozen=True, slots=True)
class To:
    """Posts that reply to or mention an account; the handle is folded."""

    handle: str

    @property
    def typed(self) -> str:
        return f"to:{_quoted(self.handle)}"


@dataclass(frozen=True, slots=True)
class In:
    """Posts in the chats of a series, or in the one at an address (a date, or date and time)."""

    series: str
    address: str = ""

    @property
    def typed(self) -> str:
        return f"in:{self.series}/{self.address}" if self.address else f"in:{self.series}"


@dataclass(frozen=True, slots=True)
class QuestionNumber:
    """Posts under the question of that number."""

    number: int

    @property
    def typed(self) -> str:
        return f"q:{self.number}"


@dataclass(frozen=True, slots=True)
class InPart:
    """Posts in the parts of chats that belong to no question."""

    part: Part

    @property
    def typed(self) -> str:
        return f"q:{TYPED_PARTS[self.part]}"


@dataclass(frozen=True, slots=True)
class Since:
    """Posts of that day (in UTC) or later."""

    day: date

    @property
    def typed(self) -> str:
        return f"since:{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Until:
    """Posts of that day (in UTC) or earlier."""

    day: date

    @property
    def typed(self) -> str:
        return f"until:{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Has:
    """Posts that have something."""

    what: Having

    @property
    def typed(self) -> str:
        return f"has:{self.what}"


@dataclass(frozen=True, slots=True)
class Is:
    """Posts that are something. Retweets are found only where the query speaks of them."""

    what: Being

    @property
    def typed(self) -> str:
        return f"is:{self.what}"


@dataclass(frozen=True, slots=True)
class Tag:
    """Posts with a hashtag, as typed without "#"."""

    name: str

    @property
    def typed(self) -> str:
        return f"#{self.name}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Posts that mention an account; the handle is folded."""

    handle: str

    @property
    def typed(self) -> str:
        return f"@{self.handle}"


@dataclass(frozen=True, slots=True)
class Lang:
    """Posts in a language, by its code; `pt` includes `pt-br`."""

    code: str

    @property
    def typed(self) -> str:
        return f"lang:{self.code}"


Filter = From | To | In | QuestionNumber | InPart | Since | Until | Has | Is | Tag | Mention | Lang
Leaf = Word | Phrase | Prefix | Filter


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but a part."""

    part: Node


Node = Leaf | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for; without a node, nothing was."""

    node: Node | None = None
    sort: Sort = Sort.BEST

    @property
    def parts(self) -> tuple[Node, ...]:
        """What stands side by side in it: posts match all of these."""
        if self.node is None:
            return ()
        return self.node.parts if isinstance(self.node, And) else (self.node,)

    def leaves(self) -> Iterator[Leaf]:
        """Yield the words and filters in the order they were typed."""
        return leaves_of(self.node)

    @property
    def words(self) -> str:
        """The words and phrases that posts are to have, without any filter, in the order they were typed."""
        wanted = leaves_of(self.node, wanted_only=True)
        return " ".join(leaf.text for leaf in wanted if isinstance(leaf, Word | Phrase))

    @property
    def speaks_of_retweets(self) -> bool:
        """True when retweets are not to be left out silently."""
        return Is(Being.RETWEET) in self.leaves()


def leaves_of(node: Node | None, *, wanted_only: bool = False) -> Iterator[Leaf]:
    """Yield the leaves below a node; with `wanted_only` without those that posts must not match."""
    match node:
        case None:
            return
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves_of(part, wanted_only=wanted_only)
        case Not(part):
            if not wanted_only:
                yield from leaves_of(part)
        case leaf:
            yield leaf


def replace_leaves(node: Node, change: Callable[[Leaf], Leaf]) -> Node:
    """Return the same tree with each of its leaves changed."""
    match node:
        case And(parts):
            return And(tuple(replace_leaves(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(replace_leaves(part, change) for part in parts))
        case Not(part):
            return Not(replace_leaves(part, change))
        case leaf:
            return change(leaf)


def exactly(node: Node) -> Node:
    """Return the same tree asking for its wanted words in just the forms that were typed: some of its matches."""
    match node:
        case And(parts):
            return And(tuple(exactly(part) for part in parts))
        case Or(parts):
            return Or(tuple(exactly(part) for part in parts))
        case Word(text):
            return Phrase(text)
        case other:
            return other


def side_by_side(node: Node) -> Node | None:
    """Return the same tree asking for its words as one phrase: its likeliest matches; None for fewer than two."""
    parts = list(_all_parts(node))
    words = [part.text for part in parts if isinstance(part, Word)]
    others = tuple(part for part in parts if not isinstance(part, Word))
    if len(words) < 2:
        return None
    phrase = Phrase(" ".join(words))
    return And((phrase, *others)) if others else phrase


def _all_parts(node: Node) -> Iterator[Node]:
    if isinstance(node, And):
        for part in node.parts:
            yield from _all_parts(part)
    else:
        yield node


def narrowed(query: Query, parts: Iterable[Node]) -> Query:
    """Return a query for those posts of another's that match some parts, too."""
    return _of_parts((*query.parts, *parts), query.sort)


def widened(query: Query, parts: Container[Node]) -> Query:
    """Return a query without some of the parts that stand side by side in it."""
    return _of_parts(tuple(part for part in query.parts if part not in parts), query.sort)


def _of_parts(parts: tuple[Node, ...], sort: Sort) -> Query:
    return Query(And(parts) if len(parts) > 1 else parts[0] if parts else None, sort)


def unparse(query: Query) -> str:
    """Return the query as one would type it; parsed again it is the same query."""
    typed = [] if query.node is None else [_typed(query.node)]
    if query.sort != Sort.BEST:
        typed.append(f"sort:{query.sort}")
    return " ".join(typed)


def _typed(node: Node) -> str:
    match node:
        case And(parts):
            return " ".join(_typed(part) for part in parts)
        case Or(parts):
            return " OR ".join(f"({_typed(part)})" if isinstance(part, And) else _typed(part) for part in parts)
        case Not(part):
            return f"-({_typed(part)})" if isinstance(part, And | Or) else f"-{_typed(part)}"
        case leaf:
            return leaf.typed
