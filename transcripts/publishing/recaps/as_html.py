"""HTML for a blog: quotes that name and link their source, whole without any script or style. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..notes import note_html
from ..posts import Person
from ..recap import Recap, RecapSection


def to_html(recap: Recap) -> str:
    """Return the recap as HTML to paste."""
    return "\n".join(filter(None, _pieces(recap)))


def _pieces(recap: Recap) -> Iterator[str]:
    yield f"<p>{introduction(recap)}</p>"
    yield note_html(recap.opening)
    for section in recap.sections:
        yield from _section(section)
    if recap.took_part:
        yield "<h2>Who took part</h2>"
        yield f"<p>{', '.join(person_link(one, recap.site_url) for one in recap.took_part)}.</p>"
    yield note_html(recap.closing)
    yield f'<p><a href="{escape(recap.transcript_url)}">Read the whole chat</a>: {escape(str(recap.gaps))}</p>'


def introduction(recap: Recap) -> str:
    """Return what the recap is of, as the inside of a paragraph."""
    chat = f'<a href="{escape(recap.transcript_url)}">{_line(recap.title)}</a>'
    hosted = ", ".join(person_link(host, recap.site_url) for host in recap.hosts)
    by = f", hosted by {hosted}" if hosted else ""
    return f"{chat}, {_line(recap.series_name)}, {recap.date:%-d %B %Y}{by}."


def _section(section: RecapSection) -> Iterator[str]:
    yield f"<h2>{_line(section.heading)}</h2>"
    yield f'<p><a href="{escape(section.permalink)}">{escape(section.discussed.capitalize())}</a>.</p>'
    yield note_html(section.note)
    for picked in section.picked:
        yield picked.quote.html
        yield note_html(picked.remark)


def person_link(person: Person, site_url: str) -> str:
    """Return a person's name as a link to their page."""
    return f'<a href="{escape(site_url + person.path)}">{_line(person.name)}</a>'


def _line(text: str) -> str:
    return escape(" ".join(text.split()), quote=False)
