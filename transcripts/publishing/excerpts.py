"""Some words of a post: cut out with honest ellipses, and the address that leads to just them. Pure.

static/js/excerpts.js does the same for words that are selected on a page, without asking the server.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from html import unescape
from urllib.parse import quote

from .posts import ShownPost
from .tweet_html import tweet_html

TAG = re.compile(r"<[^>]*>")
SHORT = 8
"""Up to so many words in a line are told whole in an address, of more those at both ends."""
AT_EACH_END = 4


def excerpt(text: str, words: str) -> str:
    """Return words of a text with "…" at a side where words are left out; raises ValueError where it lacks them.

    Punctuation and space that are left out are no words.
    """
    before, found, after = text.partition(words)
    if not found:
        raise ValueError("The post does not hold these words.")
    return f"{'…' * _says_something(before)}{words.strip()}{'…' * _says_something(after)}"


def words_link(post: ShownPost, words: str, site_url: str) -> str:
    """Return the absolute address of words on a post's page; where they are gone from it, it leads to the post."""
    # Links are shown shorter than they are spelled, and what is shown is looked for.
    shown = unescape(TAG.sub("", tweet_html(replace(post.words, text=words))))
    return f"{site_url}{post.path}#t-{post.key}:~:text={text_directive(shown)}"


def text_directive(words: str) -> str:
    """Return words as a text directive, whole or as its first and last words.

    https://wicg.github.io/scroll-to-text-fragment/: "-", "," and "&" are percent-encoded, words are whole, and a
    line's end is in neither of the two.
    """
    lines = [line.split() for line in words.split("\n") if line.strip()]
    if len(lines) == 1 and len(lines[0]) <= SHORT:
        return _encoded(lines[0])
    return f"{_encoded(lines[0][:AT_EACH_END])},{_encoded(lines[-1][-AT_EACH_END:])}" if lines else ""


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")


def _says_something(text: str) -> bool:
    return any(not sign.isspace() and unicodedata.category(sign)[0] != "P" for sign in text)
