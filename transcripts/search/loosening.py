"""A search that asks for less, for where nothing has all the words that somebody remembered. Pure."""

from __future__ import annotations

from .query import Node, Or, Phrase, Prefix, Query, Word, narrowed, unparse, widened
from .quoting.shorthand import COMMON


def loosened(query: Query) -> str:
    """Return a search for posts with any of the telling words of one that asks for all of several; empty for others."""
    words = [part for part in query.parts if isinstance(part, Word | Phrase | Prefix)]
    telling = tuple(word for word in words if not is_common(word))
    if len(words) < 2 or not telling:
        return ""
    any_of: Node = Or(telling) if len(telling) > 1 else telling[0]
    return unparse(narrowed(widened(query, words), [any_of]))


def is_common(word: Word | Phrase | Prefix) -> bool:
    """True for a word that stands in posts of any matter."""
    return isinstance(word, Word) and word.text.lower() in COMMON
