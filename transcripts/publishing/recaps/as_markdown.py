"""Markdown for whatever reads it: signs that an author typed are escaped, notes stay the Markdown they are. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ..citations import Quote
from ..exports import escaped
from ..notes import note_markdown
from ..posts import Person
from ..recap import Recap, RecapSection


def to_markdown(recap: Recap) -> str:
    """Return the recap as Markdown to paste."""
    return "\n\n".join(filter(None, _blocks(recap))) + "\n"


def _blocks(recap: Recap) -> Iterator[str]:
    yield _introduction(recap)
    yield note_markdown(recap.opening)
    for section in recap.sections:
        yield from _section(section)
    if recap.took_part:
        yield "## Who took part"
        yield f"{', '.join(_person(one, recap.site_url) for one in recap.took_part)}."
    yield note_markdown(recap.closing)
    yield f"[Read the whole chat]({recap.transcript_url}): {recap.gaps}"


def _introduction(recap: Recap) -> str:
    hosted = ", ".join(_person(host, recap.site_url) for host in recap.hosts)
    by = f", hosted by {hosted}" if hosted else ""
    name = _line(recap.series_name)
    return f"[{_line(recap.title)}]({recap.transcript_url}), {name}, {recap.date:%-d %B %Y}{by}."


def _section(section: RecapSection) -> Iterator[str]:
    yield f"## {_line(section.heading)}"
    yield f"[{section.discussed.capitalize()}]({section.permalink})."
    yield note_markdown(section.note)
    for picked in section.picked:
        yield _quote(picked.quote)
        yield note_markdown(picked.remark)


def _quote(quote: Quote) -> str:
    """Return a block quote; a line end of the author's is one here, too."""
    lines = (f"> {escaped(line)}  " if line.strip() else ">" for line in quote.text.splitlines())
    return "\n".join(lines) + f"\n>\n> — [{_line(quote.who)}, {quote.date}]({quote.permalink})"


def _person(person: Person, site_url: str) -> str:
    return f"[{_line(person.name)}]({site_url}{person.path})"


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))
