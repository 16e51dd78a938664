"""Hashtags, mentions and links that stand in a bare text, for sources that do not list them.

The rules are Twitter's as far as readers notice them: a hashtag is no number, a mention no part of an e-mail
address, a link does not end in the punctuation of its sentence.
"""

from __future__ import annotations

import re

_LINK = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_HASHTAG = re.compile(r"(?<![&/\w])[#＃](\w*[^\W\d_]\w*)(?:#(\w*[^\W\d_]\w*))?")
_MENTION = re.compile(r"(?<![\w@/])[@＠](\w+(?:\.bsky\.social|@[\w-]+(?:\.[\w-]+)+)?)(?![\w@])")
_AFTER_A_LINK = ".,;:!?'’…*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def hashtags_in(text: str) -> tuple[str, ...]:
    """The hashtags of `text` without "#", in order, each spelling once."""
    found = (tag for match in _HASHTAG.finditer(_LINK.sub(" ", text)) for tag in match.groups() if tag)
    return tuple(dict.fromkeys(found))


def mentions_in(text: str) -> tuple[str, ...]:
    """The handles `text` mentions without "@", in order, each once."""
    return tuple(dict.fromkeys(match.group(1) for match in _MENTION.finditer(_LINK.sub(" ", text))))


def links_in(text: str) -> tuple[str, ...]:
    """The web addresses in `text` as they stand there, in order, each once."""
    return tuple(dict.fromkeys(_without_punctuation(found) for found in _LINK.findall(text)))


def _without_punctuation(link: str) -> str:
    while link:
        last = link[-1]
        unpaired = last in _PAIRS and link.count(last) > link.count(_PAIRS[last])
        if not (unpaired or last in _AFTER_A_LINK):
            break
        link = link[:-1]
    return link
