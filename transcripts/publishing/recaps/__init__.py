"""Recaps as posts to paste: one file per format, one line here for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..recap import Recap
from .as_html import to_html
from .as_markdown import to_markdown
from .as_wordpress import to_wordpress


@dataclass(frozen=True, slots=True)
class RecapFormat:
    """A form in which a recap can be pasted: what it is for, as which kind of file it is saved, how it is written.

    `is_rich` says that what is copied is also handed over formatted, for editors that take it so.
    """

    title: str
    purpose: str
    ending: str
    content_type: str
    write: Callable[[Recap], str]
    is_rich: bool = False


RECAPS = {
    "html": RecapFormat(
        "HTML",
        "for a blog or any page; it needs no script or style",
        "html",
        "text/html; charset=utf-8",
        to_html,
        is_rich=True,
    ),
    "md": RecapFormat("Markdown", "for Ghost, Jekyll, Hugo, forums", "md", "text/markdown; charset=utf-8", to_markdown),
    "wordpress": RecapFormat(
        "WordPress", "blocks to paste into its editor", "txt", "text/plain; charset=utf-8", to_wordpress
    ),
}
"""By what they are called in addresses."""
