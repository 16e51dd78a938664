"""Markdown for whatever reads it: signs that an author typed are escaped, notes stay the Markdown they are. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ..exports import escaped
from ..notes import note_markdown
from ..posts import Person
from ..quotes import to_markdown as quote_to_markdown
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
        yield quote_to_markdown(picked.quote)
        yield note_markdown(picked.remark)


def _person(person: Person, site_url: str) -> str:
    return f"[{_line(person.name)}]({site_url}{person.path})"


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))
