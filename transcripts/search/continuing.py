"""How posts go on after some words: phrases that stand in several of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whoosh.lang import stopwords_for_language

from . import folding

# In so many posts; where few posts hold the beginning at all, as in a small archive, two will do.
OFTEN, OFTEN_AMONG_FEW, FEW = 3, 2, 50
MOST_MORE = 3
# A longer phrase is offered in place of its beginning when most posts go on with it.
MOSTLY = 0.6
# Words that no phrase ends with.
UNFINISHED = frozenset(stopwords_for_language("en"))  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class FoundPhrase:
    """A phrase as one of the posts has it, and in how many it stands."""

    text: str
    posts: int


@dataclass(slots=True)
class _Sightings:
    """The wording first met, and the posts counted so far."""

    text: str
    posts: int = 0


def continuations(texts: Iterable[str], run: Sequence[str], beginning: str) -> list[FoundPhrase]:
    """Return the phrases made of a run of folded words, a word that begins so, and up to two more; the most frequent
    first, in three posts or more, or in two where no more than fifty texts are given."""
    seen: dict[tuple[str, ...], _Sightings] = {}
    read = list(texts)
    least = OFTEN if len(read) > FEW else OFTEN_AMONG_FEW
    for text in read:
        for words, wording in _phrases(text, list(run), beginning).items():
            seen.setdefault(words, _Sightings(wording)).posts += 1
    often = {words: one for words, one in seen.items() if one.posts >= least and words[-1] not in UNFINISHED}
    kept = [words for words in often if len(words) > 1 and not _goes_on(words, often)]
    return [FoundPhrase(often[words].text, often[words].posts) for words in sorted(kept, key=lambda w: -often[w].posts)]


def _phrases(text: str, run: list[str], beginning: str) -> dict[tuple[str, ...], str]:
    tokens = list(folding.tokens_with_places(text))
    words = [token.word for token in tokens]
    length = len(run)
    return {
        tuple(words[start:end]): " ".join(text[tokens[start].start : tokens[end - 1].end].split())
        for start in range(len(words) - length)
        if words[start : start + length] == run and words[start + length].startswith(beginning)
        for end in range(start + length + 1, min(start + length + MOST_MORE, len(words)) + 1)
    }


def _goes_on(words: tuple[str, ...], often: dict[tuple[str, ...], _Sightings]) -> bool:
    enough = MOSTLY * often[words].posts
    return any(
        len(other) > len(words) and other[: len(words)] == words and one.posts >= enough for other, one in often.items()
    )
