"""Chicago (bibliography; 17th edition, 14.209, "Social media content"): up to 160 characters of a post. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from .cited import Cited, Kind
from .wording import archived, clock, first_letters, in_quotes, in_row, noted, stopped, with_handle

MOST_LETTERS = 160


def to_chicago(cited: Cited) -> str:
    """Return an entry of a bibliography; where nobody is its author, the title comes first."""
    return " ".join(_parts(cited))


def _parts(cited: Cited) -> Iterator[str]:
    if cited.authors:
        yield stopped(in_row([with_handle(one, "(", ")") for one in cited.authors], "and"))
    day = f"{cited.day:%B %-d, %Y}"
    if cited.kind == Kind.POST:
        yield in_quotes(first_letters(cited.title, MOST_LETTERS)) + noted(cited)
        told = [cited.network, day, clock(cited.moment) if cited.moment else ""]
        yield f"{', '.join(filter(None, told))}."
        if cited.original:
            yield f"{cited.original}."
        yield f"{archived(cited)}."
    else:
        yield in_quotes(cited.title)
        if cited.within:
            yield f"In {in_quotes(cited.within)}"
        yield f"{cited.genre}, {day}. {stopped(cited.site.name)} {cited.permalink}."
