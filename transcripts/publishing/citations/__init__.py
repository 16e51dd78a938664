"""Posts, questions and chats as scholars cite them: one file per style, one line here for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .as_apa import to_apa
from .as_bibtex import to_bibtex
from .as_chicago import to_chicago
from .as_csl import to_csl
from .as_mla import to_mla
from .cited import Cited, Site

__all__ = ["CITATIONS", "CITATION_FILES", "Citation", "Cited", "Site", "cite"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A style: its title, what it is for, how it is written, and as which kind of file it is saved, if it is one."""

    title: str
    purpose: str
    write: Callable[[Sequence[Cited]], str]
    ending: str = ""
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class WrittenCitation:
    """A citation in one style."""

    style: Citation
    text: str


def each(write: Callable[[Cited], str]) -> Callable[[Sequence[Cited]], str]:
    """Return how several are written one below the other."""
    return lambda several: "\n".join(map(write, several))


CITATIONS = {
    "apa": Citation("APA", "7th edition", each(to_apa)),
    "mla": Citation("MLA", "9th edition", each(to_mla)),
    "chicago": Citation("Chicago", "bibliography", each(to_chicago)),
    "bibtex": Citation("BibTeX", "for LaTeX and Zotero", to_bibtex, "bib", "application/x-bibtex; charset=utf-8"),
    "csl": Citation(
        "CSL-JSON", "for Zotero and Pandoc", to_csl, "json", "application/vnd.citationstyles.csl+json; charset=utf-8"
    ),
}
"""By what they are called on the page."""

CITATION_FILES = {style.ending: style for style in CITATIONS.values() if style.ending}
"""By the ending of their file."""


def cite(cited: Cited) -> list[WrittenCitation]:
    """Return a citation in every style."""
    return [WrittenCitation(style, style.write([cited])) for style in CITATIONS.values()]
