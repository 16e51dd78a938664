"""MLA, 9th edition: a post is cited with its full text. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from .cited import Cited, Kind
from .wording import archived, clock, in_quotes, noted, stopped, with_handle

MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def to_mla(cited: Cited) -> str:
    """Return an entry of a list of works cited; where nobody is its author, the title comes first."""
    return " ".join(_parts(cited))


def _parts(cited: Cited) -> Iterator[str]:
    if cited.authors:
        yield stopped(_authors(cited))
    yield in_quotes(cited.title) + noted(cited)
    if cited.within:
        yield stopped(cited.within)
    day = f"{cited.day.day} {MONTHS[cited.day.month - 1]} {cited.day.year}"
    if cited.kind == Kind.POST:
        told = [cited.network, day, clock(cited.moment) if cited.moment else "", cited.original]
        yield f"{', '.join(filter(None, told))}."
        yield f"{archived(cited)}."
    else:
        yield f"{cited.site.name}, {day}, {cited.permalink}. {cited.genre}."


def _authors(cited: Cited) -> str:
    names = [with_handle(one, "[", "]") for one in cited.authors]
    return f"{names[0]}, et al." if len(names) > 2 else ", and ".join(names)
