"""Reading a paste. A further format is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable

from .prose import Format, Prose, guess_format
from .prose_html import read_html
from .prose_markdown import read_markdown
from .prose_text import read_text

READERS: dict[Format, Callable[[str], Prose]] = {
    Format.TEXT: read_text,
    Format.MARKDOWN: read_markdown,
    Format.HTML: read_html,
}


def read_prose(source: str, format: Format | None = None) -> Prose:
    """Read a paste in a format, or in the one it is most likely written in. Never raises."""
    return READERS[format or guess_format(source)](source)
