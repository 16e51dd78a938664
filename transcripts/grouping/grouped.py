"""A chat grouped: who hosted it, what was asked, and where every post belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from .asking import in_order
from .assignment import NOTHING_BY_HAND, assign
from .leading import with_a_voice
from .posts import AskedQuestion, Hour, Letters, Post, Verdict
from .questions import find_questions

NOT_TOLD: Mapping[str, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Grouping:
    """The outcome of grouping a chat: hosts, questions in order of asking, and a verdict for every post.

    `by_hand` are the places that people decided, by which the others were found.
    """

    hosts: tuple[str, ...]
    questions: tuple[AskedQuestion, ...]
    verdicts: tuple[Verdict, ...]
    by_hand: Mapping[str, Verdict] = field(default_factory=dict)


def group(
    posts: Iterable[Post],
    hours: Sequence[Hour],
    *,
    letters: Letters,
    hosts: Sequence[str] | None = None,
    outline: Sequence[str] = (),
    asked_at: Mapping[str, datetime] = NOT_TOLD,
    decided: Callable[[list[AskedQuestion]], list[AskedQuestion]] = list,
    by_hand: Mapping[str, Verdict] = NOTHING_BY_HAND,
) -> Grouping:
    """Group the posts of one chat, from 2 hours before its first hour to 24 hours after its last.

    `hosts` are those a person named; without them the hosts of the hours are taken. `outline` are the headings of a
    pasted transcript in order. `asked_at` are moments by label that a person told; they beat those that were found.
    `decided` says which questions a person leaves of those that were found, and which others there are; `by_hand` where
    people put posts.
    """
    ordered = in_order(posts)
    in_turn = tuple(sorted(hours, key=lambda hour: (hour.start, hour.end)))
    told = _folded(hosts if hosts is not None else [host for hour in in_turn for host in hour.hosts])
    leading = with_a_voice(told, ordered, in_turn, letters)
    found = find_questions(ordered, in_turn, leading, letters, outline)
    questions = decided([replace(one, asked_at=asked_at.get(one.label, one.asked_at)) for one in found])
    verdicts = assign(ordered, questions, in_turn, leading, letters, outline, by_hand)
    return Grouping(leading, tuple(questions), tuple(verdicts), by_hand)


def _folded(handles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(handle.casefold().lstrip("@") for handle in handles))
