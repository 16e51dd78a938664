"""APA, 7th edition (Publication Manual, chapter 10, "Social media"): a post's title is its first 20 words. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from .cited import Cited, Kind
from .wording import archived, first_words, in_row, noted, stopped, with_handle

MOST_WORDS = 20


def to_apa(cited: Cited) -> str:
    """Return an entry of a list of references; where nobody is its author, the title comes first."""
    who, day = in_row([with_handle(one, "[", "]") for one in cited.authors], "&"), f"({cited.day:%Y, %B %-d})."
    title = f"{_title(cited)}."
    start = [stopped(who), day, title] if who else [title, day]
    return " ".join([*start, *_source(cited)])


def _title(cited: Cited) -> str:
    kind = f"[{cited.genre}]"
    if cited.kind == Kind.QUESTION:
        return f"{stopped(cited.title)} In {cited.within} {kind}"
    words = first_words(cited.title, MOST_WORDS) if cited.kind == Kind.POST else cited.title
    return f"{words}{noted(cited)} {kind}"


def _source(cited: Cited) -> Iterator[str]:
    if cited.kind == Kind.POST:
        if cited.network:
            yield f"{cited.network}."
        if cited.original:
            yield cited.original
        yield archived(cited)
    else:
        yield stopped(cited.site.name)
        yield cited.permalink
