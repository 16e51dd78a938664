"""The topic of an hour, read from what its host announced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .asking import is_original
from .phrases import LINK
from .posts import Post

TOPIC = re.compile(
    r"\b(?:(?:topic|theme|subject)(?: (?:for )?(?:tonight|today"
    r"|this week)(?:['’]s)?(?: chat)?)?(?:\s+(?:is|will be)\b|\s?[:–—])"
    r"|(?:talk(?:ing)?|chat(?:ting)?|tweet(?:ing)?|discuss(?:ing|ion)?|conversation) (?:all )?(?:about"
    r"|on|around)"
    r"|(?:we(?:['’]re|['’]ll be| are| will be) )?discussing|thema(?: ist)?\s?:?)\s+(?P<topic>[^\n]+)",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[\"“«„](?P<topic>[^\"”»“]{8,90})[\"”»“]")
SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\s[-–—|]\s|\s(?=with @)")
ONLY_POINTING = re.compile(r"^(?:this|that|it|these|the (?:chat|questions?))\b", re.IGNORECASE)
LONGEST = 90
SHORTEST = 4


def proposed_title(posts: Iterable[Post], hosts: Sequence[str], hashtags: Sequence[str]) -> str:
    """The topic as the latest announcement of a host before the first question has it; "" when none tells."""
    tags = {tag.casefold().lstrip("#") for tag in hashtags}
    for post in reversed([post for post in posts if post.author in hosts and is_original(post) and not post.reply_to]):
        title = _topic(post.text, tags)
        if title:
            return title
    return ""


def _topic(text: str, tags: set[str]) -> str:
    plain = LINK.sub(" ", text)
    found = TOPIC.search(plain) or QUOTED.search(plain)
    if found is None:
        return ""
    topic = SENTENCE_END.split(found.group("topic"), maxsplit=1)[0]
    words = [word for word in topic.split() if word.casefold().strip("#.,!?:") not in tags or not word.startswith("#")]
    title = " ".join(words).strip(' \t.,;:-–—"“”')
    if not SHORTEST <= len(title) <= LONGEST or ONLY_POINTING.match(title) or text.rstrip().endswith("?"):
        return ""
    if " " not in title:
        return title.removeprefix("#") if title.startswith("#") else ""
    return title
