"""BibTeX: `@online` entries in UTF-8, as biblatex and Zotero read them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .cited import Cited
from .wording import clock, with_handle

# Braces are counted even behind a backslash, so that they need a name.
ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#_%"},
    }
)
IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def to_bibtex(several: Sequence[Cited]) -> str:
    """Return a bibliography file."""
    return "".join(map(_entry, several))


def _entry(cited: Cited) -> str:
    told = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(cited))
    return f"@online{{{cited.key},\n{told}}}\n"


def _fields(cited: Cited) -> Iterator[tuple[str, str]]:
    if cited.authors:
        # Braces keep a name whole: no name is taken apart into given and family names.
        yield "author", " and ".join(f"{{{_escaped(with_handle(one, '(', ')'))}}}" for one in cited.authors)
    yield "title", f"{{{_escaped(cited.title)}}}"
    if cited.within:
        yield "maintitle", f"{{{_escaped(cited.within)}}}"
    yield "titleaddon", _escaped(cited.genre)
    yield "organization", f"{{{_escaped(cited.site.name)}}}"
    yield "date", cited.day.isoformat()
    yield "year", str(cited.day.year)
    yield "url", cited.permalink.translate(IN_ADDRESS)
    if note := ". ".join(_notes(cited)):
        yield "note", note


def _notes(cited: Cited) -> Iterator[str]:
    where = ", ".join(filter(None, [cited.network, clock(cited.moment) if cited.moment else ""]))
    if where:
        yield _escaped(where)
    if cited.original:
        yield f"Original: {_escaped(cited.original)}"
    yield from (_escaped(note.capitalize()) for note in cited.notes)


def _escaped(text: str) -> str:
    return text.translate(ESCAPED)
