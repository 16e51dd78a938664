"""The forms of a word, by the language of the post it stands in. Pure.

A post holds each of its words as it is. Besides, it holds the English stems of those that differ from them (`~flip`),
for networks guess the language of short posts, and often wrongly; and if it says that it is in another language that
can be stemmed, the stems of all its words in that language, with its code (`~es~libr`), so that a stem of one language
never meets a word of another.

Nobody says the language of a query, so a word is looked for under its stems in every language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from whoosh.lang import stemmer_for_language

from . import folding

LATIN = ("da", "de", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "sv")
CYRILLIC = ("ru",)
# Norwegian posts are told by one of three codes.
SAME_AS = {"nb": "no", "nn": "no"}
# Folding took accents that these stemmers need to know a suffix by.
UNFOLDED = {
    "es": (("cion", "ción"), ("sion", "sión")),
    "pt": (("cao", "ção"), ("coes", "ções")),
}
SHORTEST = 4


@lru_cache(maxsize=50_000)
def stem_terms(word: str, lang: str) -> tuple[str, ...]:
    """Return the terms that a post in a language holds beside a folded word."""
    stem = folding.stem(word)
    english = (f"~{stem}",) if stem != word else ()
    code = lang.lower().partition("-")[0]
    code = SAME_AS.get(code, code)
    if code not in LATIN + CYRILLIC or not word.isalpha():
        return english
    return (*english, f"~{code}~{_stem(word, code)}")


@lru_cache(maxsize=2_000)
def forms(word: str) -> tuple[str, ...]:
    """Return the terms of which a post holds one or more if it holds a folded word in any form; the word is first."""
    english = folding.stem(word)
    terms = [word, english, f"~{english}"]
    if word.isalpha():
        terms += [f"~{code}~{_stem(word, code)}" for code in _languages(word)]
    return tuple(dict.fromkeys(terms))


def _languages(word: str) -> tuple[str, ...]:
    if "\u0400" <= word[0] <= "\u04ff":
        return CYRILLIC
    return LATIN if word[0] < "\u0250" else ()


@lru_cache(maxsize=50_000)
def _stem(word: str, code: str) -> str:
    if len(word) < SHORTEST:
        return word
    for folded, suffix in UNFOLDED.get(code, ()):
        if word.endswith(folded):
            word = word.removesuffix(folded) + suffix
    return folding.fold(_stemmer(code)(word))


@cache
def _stemmer(code: str) -> Callable[[str], str]:
    stemmer: Callable[[str], str] = stemmer_for_language(code)  # type: ignore[no-untyped-call]
    return stemmer
