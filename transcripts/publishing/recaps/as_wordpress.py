"""WordPress blocks: what its editor would have written itself, so that every part can be edited there. Pure.

The markup of a block must be exactly what the editor saves, or it offers to repair it: a quote has no cite attribute,
its source stands in its <cite>.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from ..citations import Quote
from ..notes import note_blocks
from ..recap import Recap, RecapSection
from .as_html import introduction, person_link


def to_wordpress(recap: Recap) -> str:
    """Return the recap as blocks to paste."""
    return "\n\n".join(filter(None, _blocks(recap)))


def _blocks(recap: Recap) -> Iterator[str]:
    yield _paragraph(introduction(recap))
    yield inert(note_blocks(recap.opening))
    for section in recap.sections:
        yield from _section(section)
    if recap.took_part:
        yield _heading("Who took part")
        yield _paragraph(f"{', '.join(person_link(one, recap.site_url) for one in recap.took_part)}.")
    yield inert(note_blocks(recap.closing))
    link = f'<a href="{escape(recap.transcript_url)}">Read the whole chat</a>'
    yield _paragraph(f"{link}: {escape(str(recap.gaps), quote=False)}")


def _section(section: RecapSection) -> Iterator[str]:
    yield _heading(escape(section.heading, quote=False))
    yield _paragraph(f'<a href="{escape(section.permalink)}">{escape(section.discussed.capitalize())}</a>.')
    yield inert(note_blocks(section.note))
    for picked in section.picked:
        yield _quote(picked.quote)
        yield inert(note_blocks(picked.remark))


def _quote(quote: Quote) -> str:
    link = f'<a href="{escape(quote.permalink)}">{quote.date}</a>'
    return (
        '<!-- wp:quote -->\n<blockquote class="wp-block-quote">'
        f"{_paragraph(quote.words_html)}"
        f"<cite>— {inert(escape(quote.who, quote=False))}, {link}</cite></blockquote>\n<!-- /wp:quote -->"
    )


def _paragraph(html: str) -> str:
    return f"<!-- wp:paragraph -->\n<p>{inert(html)}</p>\n<!-- /wp:paragraph -->"


def _heading(html: str) -> str:
    return f'<!-- wp:heading -->\n<h2 class="wp-block-heading">{inert(html)}</h2>\n<!-- /wp:heading -->'


def inert(html: str) -> str:
    """Return HTML in which WordPress finds no [shortcode] to run and no bare address to embed.

    Spelled as its editor spells them; attributes are left alone.
    """
    return re.sub(r"(<[^>]*>)|\[|//", lambda found: found.group(1) or SPELLED[found.group()], html)


SPELLED = {"[": "&#91;", "//": "&#47;&#47;"}
