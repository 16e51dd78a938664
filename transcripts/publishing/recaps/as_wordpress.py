"""WordPress blocks: what its editor would have written itself, so that every part can be edited there. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..notes import note_blocks
from ..quotes import inert, paragraph
from ..quotes import to_wordpress as quote_to_wordpress
from ..recap import Recap, RecapSection
from .as_html import introduction, person_link


def to_wordpress(recap: Recap) -> str:
    """Return the recap as blocks to paste."""
    return "\n\n".join(filter(None, _blocks(recap)))


def _blocks(recap: Recap) -> Iterator[str]:
    yield paragraph(introduction(recap))
    yield inert(note_blocks(recap.opening))
    for section in recap.sections:
        yield from _section(section)
    if recap.took_part:
        yield _heading("Who took part")
        yield paragraph(f"{', '.join(person_link(one, recap.site_url) for one in recap.took_part)}.")
    yield inert(note_blocks(recap.closing))
    link = f'<a href="{escape(recap.transcript_url)}">Read the whole chat</a>'
    yield paragraph(f"{link}: {escape(str(recap.gaps), quote=False)}")


def _section(section: RecapSection) -> Iterator[str]:
    yield _heading(escape(section.heading, quote=False))
    yield paragraph(f'<a href="{escape(section.permalink)}">{escape(section.discussed.capitalize())}</a>.')
    yield inert(note_blocks(section.note))
    for picked in section.picked:
        yield quote_to_wordpress(picked.quote)
        yield inert(note_blocks(picked.remark))


def _heading(html: str) -> str:
    return f'<!-- wp:heading -->\n<h2 class="wp-block-heading">{inert(html)}</h2>\n<!-- /wp:heading -->'
