"""Pasted plain text: paragraphs, or lines that are paragraphs, quotes or list items of their own."""

from __future__ import annotations

import re

from .prose import Format, Prose, Prosing, lines_of

# Longer than anybody wraps text: then every line is a paragraph.
LONG_LINE = 110
OWN_BLOCK = re.compile(
    r"\s*(?:[•*·●▪◦]|-\s|\d{1,3}[.)]\s|[“\"«„]|@\w|(?:[QATRFP]\d{1,2}|Topic \d)\b|@?\w{2,30}(?: \([^)]*\))?:\s)",
    re.IGNORECASE,
)


def read_text(source: str) -> Prose:
    """Read plain text."""
    reading = Prosing(source, Format.TEXT)
    lines = list(lines_of(source))
    every_line = any(end - start > LONG_LINE for start, end in lines)
    previous_end = 0
    for start, end in lines:
        if every_line or not source[start:end].strip() or OWN_BLOCK.match(source, start, end):
            reading.begin_block(start)
        elif len(reading.starts) > reading.begun:
            reading.show_as(previous_end, start, "\n")
        reading.show(start, end)
        previous_end = end
    return reading.prose()
