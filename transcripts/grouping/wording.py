"""The words of posts, folded so that they can be compared, and how alike two texts are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
NOT_WORDS = re.compile(r"(?:https?://|www\.)\S+|[@＠]\w+|&\w+;")
ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ers", "ed", "es", "er", "ly", "s")
COMMON_WORDS = """
a about after all also am an and any are as at be because been but by can could d did do does doing don dont for
from get go going got had has have he her here hers him his how i if im in into is isnt it its ive just know ll
like lot make may me might more most much my need no not now of off on one only or other our out over own re
really s same she should so some still such t than that thats the their them then there these they thing things
think this those through to too u up us use ve very via want was we well were what when where which while who why
will with would yes yeah you your youre agree great good question answer rt
"""
COMMON = frozenset(COMMON_WORDS.split())
# What is found in a text is kept while its chat is grouped, which asks for it several times; few chats have more posts.
TEXTS_AT_HAND = 2048


def fold(text: str) -> str:
    """The text in one case, without accents and with plain quotes."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).replace("’", "'")


@lru_cache(TEXTS_AT_HAND)
def telling_words(text: str) -> tuple[str, ...]:
    """The words that say what a text is about: folded, without their endings, without common words, each once."""
    words = (word.replace("'", "") for word in WORD.findall(fold(NOT_WORDS.sub(" ", text))))
    stems = (_stem(word) for word in words if word not in COMMON and (len(word) > 2 or word.isdigit()))
    return tuple(dict.fromkeys(stems))


@lru_cache(TEXTS_AT_HAND)
def all_words(text: str) -> tuple[str, ...]:
    """Every word of a text, folded, in order."""
    return tuple(WORD.findall(fold(NOT_WORDS.sub(" ", text))))


def likeness(one: str, other: str) -> float:
    """Share of the words of both texts that they have in common, 0 to 1 (Dice); 0 when either has none."""
    return _dice(all_words(one), all_words(other))


def covered(part: str, whole: str) -> float:
    """Share of the telling words of `part` that occur in `whole`, 0 to 1."""
    words = telling_words(part)
    known = set(telling_words(whole))
    return sum(word in known for word in words) / len(words) if words else 0.0


def squeeze(text: str) -> str:
    """Letters and digits only, folded: what stays the same when a text is copied by hand."""
    return "".join(sign for sign in fold(text) if sign.isalnum())


def _dice(one: Sequence[str], other: Sequence[str]) -> float:
    if not one or not other:
        return 0.0
    first, second = set(one), set(other)
    return 2 * len(first & second) / (len(first) + len(second))


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
