"""From what a visitor typed to a query. Pure; whatever was typed, it never raises.

What makes no sense as an operator is searched for as plain words; what is half typed is passed over.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from . import folding
from .query import (
    TYPED_PARTS,
    And,
    Being,
    From,
    Has,
    Having,
    In,
    InPart,
    Is,
    Lang,
    Leaf,
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

MOST_TERMS = 50
DEEPEST = 12

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
QUOTE_MARKS = str.maketrans(dict.fromkeys("“”„‟″«»＂", '"'))
BEGINNING = re.compile(r"^([^*]*\w)\*+[,;:!?.…]*$")
SHORTEST_BEGINNING = 2
PARTS = {typed: part for part, typed in TYPED_PARTS.items()}
LEXEME = re.compile(
    r"""(?P<minus>-)?(?:(?P<name>[a-z]+):)?"(?P<phrase>[^"]*)"
      | (?P<open>-?\() | (?P<close>\)) | (?P<plain>[^\s()"]+)""",
    re.VERBOSE | re.IGNORECASE,
)
OPERATORS = frozenset({"from", "to", "in", "q", "since", "until", "has", "is", "lang", "sort"})
CONNECTIVES = frozenset({"OR", "AND", "NOT"})
BEFORE_A_WORD = ",;:!?.…*-[]"
AFTER_A_WORD = ",;:!?.…*[]"

SERIES = re.compile(r"#?([a-z0-9][a-z0-9_-]*)(?:/(\d{4}-\d\d-\d\d(?:-\d{4})?)?/?)?", re.ASCII)
NUMBER = re.compile(r"[qQtT]?(\d{1,4})", re.ASCII)
PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.ASCII)
HASHTAG = re.compile(r"[#＃](\w*[^\W\d]\w*)")
HANDLE = re.compile(r"@\w(?:[\w.@-]*\w)?")

Lexeme = str | Leaf | Sort


def parse(text: str) -> Query:
    """Return what was asked for."""
    return _Parser(_lexemes(CONTROLS.sub(" ", text).translate(QUOTE_MARKS))).query()


class _Parser:
    """Reads lexemes from left to right: `(`, `-(`, `)`, `-`, `OR`, `NOT`, leaves and orders of sorting."""

    def __init__(self, lexemes: Iterable[Lexeme]) -> None:
        everything = list(lexemes)
        self.sort = next((lexeme for lexeme in reversed(everything) if isinstance(lexeme, Sort)), Sort.BEST)
        self.rest = [lexeme for lexeme in everything if not isinstance(lexeme, Sort)][::-1]
        self.depth = 0
        self.terms = 0

    def query(self) -> Query:
        parts: list[Node] = []
        while self.rest:
            parts.extend(self.all_of())
            self.skip(")")
        return Query(_joined(And, parts), self.sort)

    def all_of(self) -> list[Node]:
        parts: list[Node] = []
        while self.rest and self.rest[-1] != ")":
            part = self.any_of()
            if part is not None:
                parts.append(part)
        return parts

    def any_of(self) -> Node | None:
        parts = [self.item()]
        while self.skip("OR"):
            parts.append(self.item())
        return _joined(Or, [part for part in parts if part is not None])

    def item(self) -> Node | None:
        negated = False
        while self.rest and self.rest[-1] in ("-", "NOT"):
            self.rest.pop()
            negated = not negated
        part = self.term()
        return _negated(part) if negated else part

    def term(self) -> Node | None:
        if not self.rest or self.rest[-1] in ("OR", ")"):
            return None
        lexeme = self.rest.pop()
        if lexeme in ("(", "-("):
            return self.group(negated=lexeme == "-(")
        self.terms += 1
        return lexeme if not isinstance(lexeme, str) and self.terms <= MOST_TERMS else None

    def group(self, *, negated: bool) -> Node | None:
        if self.depth == DEEPEST:
            return None
        self.depth += 1
        inside = _joined(And, self.all_of())
        self.depth -= 1
        self.skip(")", most=1)
        return _negated(inside) if negated else inside

    def skip(self, lexeme: str, *, most: int = 0) -> int:
        """Pass over a lexeme as often as it stands there, or at most so often; return how often."""
        skipped = 0
        while self.rest and self.rest[-1] == lexeme and not (most and skipped == most):
            self.rest.pop()
            skipped += 1
        return skipped


def _joined(kind: type[And | Or], parts: list[Node]) -> Node | None:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat))


def _negated(node: Node | None) -> Node | None:
    if node is None:
        return None
    return node.part if isinstance(node, Not) else Not(node)


def _lexemes(text: str) -> Iterable[Lexeme]:
    for match in LEXEME.finditer(text):
        if match["open"] or match["close"]:
            yield match.group()
        elif match["phrase"] is not None:
            yield from _signed(match["minus"] or "", _quoted(match["name"] or "", match["phrase"]))
        elif match["plain"]:
            yield from _plain(match["plain"])


def _signed(sign: str, lexemes: list[Lexeme]) -> list[Lexeme]:
    if not sign or not lexemes or isinstance(lexemes[0], Sort):
        return lexemes
    return ["-", *lexemes]


def _quoted(name: str, phrase: str) -> list[Lexeme]:
    """Read a phrase, or the quoted value of an operator."""
    phrase = " ".join(phrase.split())
    if name.lower() in OPERATORS:
        return _operator(name.lower(), phrase) or []
    words = _plain(name) if name else []
    return [*words, Phrase(phrase)] if folding.tokens(phrase) else words


def _plain(typed: str) -> list[Lexeme]:
    """Read a stretch of text without blanks, quotes and brackets."""
    sign = "-" if re.match(r"-[^-]", typed) else ""
    name, colon, value = typed.removeprefix(sign).partition(":")
    if colon and not value and name.lower() in OPERATORS:
        return []
    if begun := BEGINNING.search(typed):
        return _signed(sign, _beginning(begun[1].lstrip(BEFORE_A_WORD)))
    word = typed.lstrip(BEFORE_A_WORD).rstrip(AFTER_A_WORD)
    if word in CONNECTIVES:
        return [word] if word != "AND" and not sign else []
    return _signed(sign, _word(word))


def _word(word: str) -> list[Lexeme]:
    name, colon, value = word.partition(":")
    if colon and name.lower() in OPERATORS and (read := _operator(name.lower(), value)) is not None:
        return read
    if tag := HASHTAG.fullmatch(word):
        return [Tag(tag[1])]
    if HANDLE.fullmatch(word) and HANDLE.fullmatch(f"@{(handle := folding.fold_handle(word))}"):
        return [Mention(handle)]
    return [Word(word)] if folding.tokens(word) else []


def _beginning(text: str) -> list[Lexeme]:
    """Read what "*" follows; what is no single word, or too little of one, is searched for as it is."""
    tokens = folding.tokens(text)
    return [Prefix(text)] if len(tokens) == 1 and len(tokens[0]) >= SHORTEST_BEGINNING else _word(text)


def _operator(name: str, value: str) -> list[Lexeme] | None:
    """Return the filter, nothing where it has no value yet, or None where it is no such operator."""
    if name in ("from", "to"):
        handle = folding.fold_handle(value)
        return [From(handle) if name == "from" else To(handle)] if handle else []
    leaf = _filter(name, value.lower())
    return None if leaf is None else [leaf]


def _filter(name: str, value: str) -> Leaf | Sort | None:
    match name:
        case "in" if found := SERIES.fullmatch(value):
            return In(found[1], found[2] or "")
        case "q" if found := NUMBER.fullmatch(value):
            return QuestionNumber(int(found[1]))
        case "q" if value in PARTS:
            return InPart(PARTS[value])
        case "since" if day := _day(value, last=False):
            return Since(day)
        case "until" if day := _day(value, last=True):
            return Until(day)
        case "has" if value in list(Having):
            return Has(Having(value))
        case "is" if value in list(Being):
            return Is(Being(value))
        case "lang" if LANGUAGE.fullmatch(value):
            return Lang(value)
        case "sort" if value in list(Sort):
            return Sort(value)
    return None


def _day(value: str, *, last: bool) -> date | None:
    """Return a day; of a year or month alone, its first or last one."""
    found = PERIOD.fullmatch(value)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    try:
        return date(year, month, int(found[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except ValueError:
        return None
