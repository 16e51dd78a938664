"""By what hits are counted, and how a search is narrowed to one of the counts. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .query import (
    TYPED_PARTS,
    From,
    Has,
    Having,
    In,
    InPart,
    Leaf,
    Query,
    QuestionNumber,
    Since,
    Until,
    narrowed,
    unparse,
    widened,
)

PARTS = {typed: part for part, typed in TYPED_PARTS.items()}


class FacetName(StrEnum):
    """What hits are counted by. The value is what its terms begin with in an index, before the colon."""

    SERIES = "in"
    YEAR = "year"
    PERSON = "from"
    PLACE = "q"
    HOLDING = "has"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """How many of the hits share something: `value` is a slug, year, handle, number or part, `link` or `media`.

    `query` is the search narrowed to them, as one would type it; of one that is `chosen`, the search without it. Only
    where a handle is borne on several networks does it find more than were counted, for a handle does not say its
    network.
    """

    value: str
    posts: int
    query: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one kind among all hits, those with most posts first; years and questions in their order."""

    name: FacetName
    values: tuple[FacetValue, ...]


def year_term(year: int) -> str:
    """Return the term of the posts of a year in UTC."""
    return f"{FacetName.YEAR}:{year}"


def is_counted(mark: str) -> bool:
    """Return whether hits are counted by a mark of theirs; people are counted by the handle they go by now only."""
    name, _, value = mark.partition(":")
    return (name == FacetName.HOLDING and value != Having.QUESTION) or (
        name in (FacetName.SERIES, FacetName.PLACE) and "/" not in value
    )


def facets_from(query: Query, counts: Iterable[tuple[str, int]]) -> tuple[Facet, ...]:
    """Sort an engine's counts by what they count; kinds without any are left out."""
    values: dict[FacetName, list[FacetValue]] = {name: [] for name in FacetName}
    for term, posts in counts:
        name, _, value = term.partition(":")
        leaves = _leaves(FacetName(name), value)
        chosen = set(leaves) <= set(query.parts)
        other = widened(query, leaves) if chosen else narrowed(query, leaves)
        values[FacetName(name)].append(FacetValue(value, posts, unparse(other), chosen))
    return tuple(Facet(name, tuple(sorted(some, key=_place))) for name, some in values.items() if some)


def _place(value: FacetValue) -> tuple[bool, int, str]:
    """Return where a value stands: years and questions by their number, all else by its posts."""
    numbered = value.value.isdecimal()
    return (not numbered, int(value.value) if numbered else -value.posts, value.value)


def _leaves(name: FacetName, value: str) -> tuple[Leaf, ...]:
    match name:
        case FacetName.SERIES:
            return (In(value),)
        case FacetName.YEAR:
            return (Since(date(int(value), 1, 1)), Until(date(int(value), 12, 31)))
        case FacetName.PERSON:
            return (From(value),)
        case FacetName.PLACE:
            return (InPart(PARTS[value]) if value in PARTS else QuestionNumber(int(value)),)
        case FacetName.HOLDING:
            return (Has(Having(value)),)
