"""What somebody who is typing a search may want: series, people, hashtags and phrases of the archive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, zip_longest

from django.db.models import Q

from ..models import Participant, Series, Tweet
from . import folding
from .continuing import continuations
from .documents import mark_of
from .engines import Engine, IndexUnusable, current_engine
from .parsing import CONTROLS
from .query import And, Filter, From, In, Mention, Node, Phrase, Prefix, Query, Sort, Tag, To

LONGEST_TEXT = 400
SHORTEST_WORD = 2
# From here on a word alone says enough to ask how posts go on after it.
TELLING_WORD = 4
POSTS_READ = 200

LAST_WORD = re.compile(r'-?(?P<sign>(?:from:|to:|in:|[@#＃])?)(?P<word>[^\s"()]*)\Z', re.IGNORECASE)
# The two words before the last, without quotes, signs or operators.
PLAIN_WORDS = re.compile(r"(?:(?<!\S)[^\W_][\w'’-]*\s+){1,2}\Z")

PEOPLE: dict[str, type[From | To | Mention]] = {"": From, "from:": From, "to:": To, "@": Mention}


class SuggestionKind(StrEnum):
    """What is suggested."""

    SERIES = "series"
    PERSON = "person"
    HASHTAG = "hashtag"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to show, what the search box holds once it is chosen, and in how many posts that is.

    Of a phrase, `posts` counts those among the newest 200 only.
    """

    kind: SuggestionKind
    shown: str
    query: str
    posts: int


@dataclass(frozen=True, slots=True)
class Typing:
    """A search that is being typed: what stands before its last word, the sign of that word, and the word, folded.

    `run` are the plain words before it, folded, and `ahead` what stands before those.
    """

    before: str
    sign: str
    word: str
    ahead: str
    run: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Typing:
        """Read what was typed so far."""
        last = LAST_WORD.search(text)
        before = text[: last.start("sign")] if last else text
        run = PLAIN_WORDS.search(before)
        return cls(
            before=before,
            sign=last["sign"].lower().replace("＃", "#") if last else "",
            word=folding.fold_handle(last["word"]) if last else "",
            ahead=before[: run.start()] if run else before,
            run=tuple(folding.tokens(run.group())) if run else (),
        )

    @property
    def begun(self) -> Node | None:
        """What the posts hold that go on from the plain words; None where these say too little."""
        if self.sign or (not self.run and len(self.word) < TELLING_WORD):
            return None
        parts: list[Node] = [Phrase(" ".join(self.run))] if self.run else []
        if self.word and folding.tokens(self.word) == [self.word]:
            parts.append(Prefix(self.word))
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def suggest(text: str, limit: int = 8) -> list[Suggestion]:
    """Return what the last words of a half-typed search may become, the kinds by turns. Never raises for any text."""
    typing = Typing.of(CONTROLS.sub(" ", text[-LONGEST_TEXT:]))
    try:
        offers = [list(kind(typing, current_engine(), limit)) for kind in KINDS]
    except IndexUnusable:
        return []
    by_turns = chain.from_iterable(zip_longest(*offers))
    return [offer for offer in by_turns if offer][:limit]


def _series(typing: Typing, engine: Engine, limit: int) -> Iterator[Suggestion]:
    if typing.sign not in ("", "in:") or (not typing.sign and len(typing.word) < SHORTEST_WORD):
        return
    named = Q(slug__startswith=typing.word) | Q(name__icontains=typing.word)
    slugs = Series.objects.public().filter(named).order_by("slug").values_list("slug", flat=True)
    yield from _counted(SuggestionKind.SERIES, typing, engine, [In(slug) for slug in slugs[:limit]])


def _people(typing: Typing, engine: Engine, limit: int) -> Iterator[Suggestion]:
    if typing.sign not in PEOPLE or len(typing.word) < SHORTEST_WORD:
        return
    kind = PEOPLE[typing.sign]
    sign = mark_of(kind("x")).removesuffix("x")
    handles = [term.text.removeprefix(sign) for term in engine.terms(sign + typing.word, limit)]
    named = Participant.objects.filter(name__istartswith=typing.word).values_list("handle", flat=True)[:limit]
    people = dict.fromkeys([*handles, *(folding.fold_handle(handle) for handle in named)])
    yield from _counted(SuggestionKind.PERSON, typing, engine, [kind(handle) for handle in people])


def _hashtags(typing: Typing, engine: Engine, limit: int) -> Iterator[Suggestion]:
    if typing.sign not in ("", "#") or len(typing.word) < SHORTEST_WORD:
        return
    found = engine.terms(f"#{typing.word}", limit)
    yield from _counted(SuggestionKind.HASHTAG, typing, engine, [Tag(term.text.removeprefix("#")) for term in found])


def _phrases(typing: Typing, engine: Engine, limit: int) -> Iterator[Suggestion]:
    if typing.begun is None:
        return
    keys = engine.find(Query(typing.begun, Sort.NEWEST), 0, POSTS_READ).keys
    texts = Tweet.objects.public().filter(key__in=keys).values_list("text", flat=True)
    for phrase in continuations(texts, typing.run, typing.word)[:limit]:
        leaf = Phrase(phrase.text.replace('"', " "))
        yield Suggestion(SuggestionKind.PHRASE, phrase.text, f"{typing.ahead}{leaf.typed}", phrase.posts)


def _counted(kind: SuggestionKind, typing: Typing, engine: Engine, leaves: Iterable[Filter]) -> Iterator[Suggestion]:
    """Offer filters that find something, those that find most first."""
    marks = {mark_of(leaf): leaf for leaf in leaves}
    counts = engine.counts(list(marks)) if marks else {}
    for mark in sorted(counts, key=lambda mark: (-counts[mark], mark)):
        shown = mark if kind == SuggestionKind.HASHTAG else mark.partition(":")[2] or mark.lstrip("@")
        yield Suggestion(kind, shown, f"{typing.before}{marks[mark].typed}", counts[mark])


KINDS: tuple[Callable[[Typing, Engine, int], Iterator[Suggestion]], ...] = (_series, _people, _hashtags, _phrases)
