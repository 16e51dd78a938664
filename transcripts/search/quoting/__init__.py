"""Telling quotes. Pure: pasted words → passages → candidates → verdicts → the paste with links. No database."""

from .choosing import Finding, closest_of, find_in_block, left_over
from .crediting import Credit
from .edits import Change, Edit, edits_of
from .judging import Candidate, Verdict
from .linking import Link, markdown_as_html, rounded_off, text_as_html, with_links
from .naming import Agreement, Person
from .passages import Passage, ReadBlock, read_blocks
from .prose import Format, Prose
from .reading import read_prose
from .words import Kind

__all__ = [
    "Agreement",
    "Candidate",
    "Change",
    "Credit",
    "Edit",
    "Finding",
    "Format",
    "Kind",
    "Link",
    "Passage",
    "Person",
    "Prose",
    "ReadBlock",
    "Verdict",
    "closest_of",
    "edits_of",
    "find_in_block",
    "left_over",
    "markdown_as_html",
    "read_blocks",
    "read_prose",
    "rounded_off",
    "text_as_html",
    "with_links",
]
