"""How likely a post in the hour is side talk: jokes, the medium, the chat as such, rather than any question.

The weights are fitted by `python -m benchmarks.grouping.fitting` (logistic regression, ridge penalty), which prints
them; they are natural logarithms of odds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from math import log1p
from types import MappingProxyType

from .phrases import LINK, is_about_the_chat
from .posts import Post
from .scene import Scene
from .wording import TEXTS_AT_HAND, telling_words

LAUGHTER = re.compile(
    r"\b(?:(?:ha[ ,]*){2,}|lol|lmao|rofl|(?:he){2,}|wh?oo+|yay+|phew|m{3,}|omg|ugh|aw+)\b|[:;]-?[)DPp(]|>:D"
    "|[\U0001f600-\U0001f64f\U0001f923\U0001f929]",
    re.IGNORECASE,
)
MEDIUM = re.compile(
    r"\b(?:tweet(?:s|ed|ing|deck|ers?)?|twitter|characters?|hash ?tags?|emojis?|typing|typos?|autocorrect|DMs?"
    r"|RT(?:ing|s|ed)?|scroll\w*|notifications?|wi-?fi|timeline|storif\w+|feed|threads?|trend\w*)\b",
    re.IGNORECASE,
)
THIS_CHAT = re.compile(
    r"\b(?:this|tonight['’]?s|today['’]?s|the|of|love|marry|damn|another|every)\s+[#＃]\w+", re.IGNORECASE
)
FIRST_PERSON = re.compile(r"\b(?:i['’]?m|i am|i was|i had|i have|my)\b", re.IGNORECASE)
QUESTION_WORN_OUT = 420.0
OFTEN_HEARD = 2

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "always": -1.80,
        "unheard_words": 0.67,
        "heard_words": -0.46,
        "words": -0.95,
        "laughter": 0.62,
        "exclaimed": 0.83,
        "medium": 1.42,
        "this_chat": 1.55,
        "about_the_chat": 1.17,
        "first_person": 0.28,
        "people_named": 0.84,
        "after_the_last": 1.96,
    }
)


def side_talk(post: Post, scene: Scene) -> float:
    """The logarithm of the odds that a post of the hour is about no question."""
    return sum(WEIGHTS[name] * amount for name, amount in measure_side_talk(post, scene).items())


def measure_side_talk(post: Post, scene: Scene) -> dict[str, float]:
    """What is measured of a post, under the names of the weights."""
    words = telling_words(post.text)
    own = 1 if post.key in scene.counted else 0
    heard = [scene.vocabulary.heard(word) - own for word in words]
    return {
        "always": 1.0,
        "unheard_words": sum(times <= 0 for times in heard) / len(words) if words else 0.0,
        "heard_words": float(sum(times >= OFTEN_HEARD for times in heard)),
        "words": log1p(len(words)),
        **_tone_of(post.text),
        "medium": float(_speaks_of_the_medium(post.text, scene)),
        "people_named": log1p(len(post.mentions)),
        "after_the_last": float(post.posted_at.timestamp() > scene.last_asked + QUESTION_WORN_OUT),
    }


@lru_cache(TEXTS_AT_HAND)
def _tone_of(text: str) -> dict[str, float]:
    """What is measured of the text alone."""
    return {
        "laughter": float(bool(LAUGHTER.search(text))),
        "exclaimed": float("!" in text),
        "this_chat": float(bool(THIS_CHAT.search(text))),
        "about_the_chat": float(is_about_the_chat(text)),
        "first_person": float(bool(FIRST_PERSON.search(text))),
    }


def _speaks_of_the_medium(text: str, scene: Scene) -> bool:
    """In words that the chat does not use for its topic: a chat about Twitter says "tweet" all the time."""
    return any(
        all(scene.vocabulary.heard(word) <= OFTEN_HEARD for word in telling_words(spoken))
        for spoken in _medium_in(text)
    )


@lru_cache(TEXTS_AT_HAND)
def _medium_in(text: str) -> list[str]:
    return MEDIUM.findall(LINK.sub(" ", text))
