"""WordPress blocks: what its editor would have written itself, so that every part can be edited there. Pure.

The markup of a block must be exactly what the editor saves, or it offers to repair it: a quote has no cite attribute,
its source stands in its <cite>.
"""

from __future__ import annotations

import json
import re
from html import escape

from ..quote import Quote


def to_wordpress(quote: Quote) -> str:
    """Return a quote as a block (core/quote)."""
    link = f'<a href="{escape(quote.permalink)}">{quote.date}</a>'
    return (
        '<!-- wp:quote -->\n<blockquote class="wp-block-quote">'
        f"{paragraph(quote.words_html)}"
        f"<cite>— {inert(escape(quote.who, quote=False))}, {link}</cite></blockquote>\n<!-- /wp:quote -->"
    )


def to_wordpress_embed(permalink: str) -> str:
    """Return a block that has WordPress embed a page (core/embed): its address alone on a line."""
    told = json.dumps({"url": permalink}, separators=(",", ":"))
    return (
        f'<!-- wp:embed {told} -->\n<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
        f"{escape(permalink)}\n</div></figure>\n<!-- /wp:embed -->"
    )


def paragraph(html: str) -> str:
    """Return the inside of a paragraph as a block."""
    return f"<!-- wp:paragraph -->\n<p>{inert(html)}</p>\n<!-- /wp:paragraph -->"


def inert(html: str) -> str:
    """Return HTML in which WordPress finds no [shortcode] to run and no bare address to embed.

    Spelled as its editor spells them; attributes are left alone.
    """
    return re.sub(r"(<[^>]*>)|\[|//", lambda found: found.group(1) or SPELLED[found.group()], html)


SPELLED = {"[": "&#91;", "//": "&#47;&#47;"}
