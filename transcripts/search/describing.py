"""A query in plain words, so that visitors see how it was understood. Pure."""

from __future__ import annotations

import unicodedata
from datetime import date

from ..grouping import Part
from .query import (
    And,
    Being,
    From,
    Has,
    Having,
    In,
    InPart,
    Is,
    Lang,
    Mention,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    QuestionNumber,
    Since,
    Sort,
    Tag,
    To,
    Until,
    Word,
)

NOT_HAVING = {
    Having.LINK: "without a link",
    Having.MEDIA: "without a picture or film",
    Having.QUESTION: "that ask no question",
}
NOT_BEING = {Being.REPLY: "that are no replies", Being.RETWEET: "that are no retweets"}
HAVING = {Having.LINK: "with a link", Having.MEDIA: "with a picture or film", Having.QUESTION: "that ask a question"}
BEING = {Being.REPLY: "that are replies", Being.RETWEET: "that are retweets", Being.HOST: "by a host of the chat"}
PART = {
    Part.INTRO: "among the hellos",
    Part.WRAPUP: "among the goodbyes",
    Part.ASIDE: "in side talk",
    Part.OFF: "outside the chat",
    Part.UNPLACED: "not sorted yet",
}
ORDER = {Sort.BEST: "", Sort.NEWEST: ", newest first", Sort.OLDEST: ", oldest first"}


def in_words(query: Query) -> str:
    """Return what was asked for as part of a sentence: `posts with “flipped”, by @ann`; empty for nothing."""
    if query.node is None:
        return ""
    return f"posts {_all_of(query.node)}{ORDER[query.sort]}"


def _all_of(node: Node) -> str:
    """Describe parts side by side: first the words, joined, then one clause a filter."""
    parts = node.parts if isinstance(node, And) else (node,)
    words = [part for part in parts if isinstance(part, Word | Phrase | Prefix)]
    clauses = [f"with {_listed([_quoted(word) for word in words], 'and')}"] if words else []
    return ", ".join(clauses + [part_in_words(part) for part in parts if not isinstance(part, Word | Phrase | Prefix)])


def part_in_words(node: Node) -> str:
    """Return what one part of a query asks for: `by @ann`, `without “seeds”`."""
    match node:
        case And():
            return _all_of(node)
        case Or(parts) if all(isinstance(part, Word | Phrase | Prefix) for part in parts):
            words = [_quoted(part) for part in parts if isinstance(part, Word | Phrase | Prefix)]
            return f"with {_listed(words, 'or')}"
        case Or(parts):
            return f"either {_listed([_grouped(part) for part in parts], 'or')}"
        case Not(Word() | Phrase() | Prefix() as word):
            return f"without {_quoted(word)}"
        case Not(Has(what)):
            return NOT_HAVING[what]
        case Not(Is(what)) if what in NOT_BEING:
            return NOT_BEING[what]
        case Not(part):
            return f"not {_grouped(part)}"
        case Word() | Phrase() | Prefix():
            return f"with {_quoted(node)}"
        case _:
            return _filter(node)


def _filter(node: Node) -> str:
    match node:
        case From(handle):
            return f"by @{handle}"
        case To(handle):
            return f"to @{handle}"
        case In(series, address):
            return f"in the #{series} chat of {address}" if address else f"in #{series} chats"
        case QuestionNumber(number):
            return f"under question {number}"
        case InPart(part):
            return PART[part]
        case Mention(handle):
            return f"mentioning @{handle}"
        case _:
            return _quality(node)


def _quality(node: Node) -> str:
    match node:
        case Since(day):
            return f"since {_day(day)} (UTC)"
        case Until(day):
            return f"until {_day(day)} (UTC)"
        case Has(what):
            return HAVING[what]
        case Is(what):
            return BEING[what]
        case Tag(name):
            return f"tagged {isolated(f'#{name}')}"
        case Lang(code):
            return f"in the language “{code}”"
        case _:
            return part_in_words(node)


def _grouped(node: Node) -> str:
    return f"({part_in_words(node)})" if isinstance(node, And | Or) else part_in_words(node)


def _quoted(word: Word | Phrase | Prefix) -> str:
    match word:
        case Word(text):
            return isolated(f"“{text}”")
        case Phrase(text):
            return f"the phrase {isolated(f'“{text}”')}"
        case Prefix(text):
            return f"a word that begins with {isolated(f'“{text}”')}"


def isolated(text: str) -> str:
    """Return a text so that its right-to-left words leave the order of what stands around them alone."""
    has_any = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    return f"\u2068{text}\u2069" if has_any else text


def _listed(items: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
