"""A quote in Markdown: signs that its author typed are escaped. Pure."""

from __future__ import annotations

from ..exports import escaped
from ..quote import Quote


def to_markdown(quote: Quote) -> str:
    """Return a block quote; a line end of the author's is one here, too."""
    lines = (f"> {escaped(line)}  " if line.strip() else ">" for line in quote.text.splitlines())
    who = escaped(" ".join(quote.who.split()))
    return "\n".join(lines) + f"\n>\n> — [{who}, {quote.date}]({quote.permalink})"
