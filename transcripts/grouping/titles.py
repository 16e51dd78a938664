"""The topic of an hour, read from what its host announced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .asking import is_original
from .phrases import LINK, calls_for_a_chat
from .posts import Post

TOPIC = re.compile(
    r"\b(?:(?:topic|theme|subject)(?: (?:for )?(?:tonight|today"
    r"|this (?:week|evening))(?:['’]s)?(?: chat)?)?(?:\s+(?:is|will be)\b|\s?[:–—])"
    r"|(?:talk(?:ing)?|chat(?:ting)?|tweet(?:ing)?|discuss(?:ing|ion)?|conversation) (?:all )?(?:about"
    r"|on|around)"
    r"|(?:(?:we|tonight|today)(?:['’]ll| will| are going to)?|us to|to) discuss\b"
    r"|\btonight(?: at \d[^:\n]{0,20})?:"
    r"|(?:hosting|moderating|leading|modding) #\w+(?: chat)?(?: tonight| this evening| today)?\s?[:–—]"
    r"|(?:we(?:['’]re|['’]ll be| are| will be) )?discussing|thema(?: ist)?\s?:?)\s+(?P<topic>[^\n]+)",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[\"“«„‘](?P<topic>[^\"”»“‘’]{8,90})[\"”»“’]")
SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\s[-–—|]\s|\s(?=with @)")
TRAILING_TIME = re.compile(
    r"\s+(?:(?:for )?(?:tonight|today|this (?:evening|week))|and use|via @\w+)\b.*$", re.IGNORECASE
)
ONLY_POINTING = re.compile(r"^(?:with us|this|that|it|these|the (?:chat|questions?))\b", re.IGNORECASE)
LONGEST = 90
SHORTEST = 4


def proposed_title(posts: Iterable[Post], hosts: Sequence[str], hashtags: Sequence[str]) -> str:
    """The topic as the latest announcement of a host before the first question has it; "" when none tells."""
    tags = {tag.casefold().lstrip("#") for tag in hashtags}
    for post in reversed([post for post in posts if _announces(post, hosts)]):
        title = _topic(post.text, tags)
        if title:
            return title[0].upper() + title[1:]
    return ""


def _announces(post: Post, hosts: Sequence[str]) -> bool:
    """A host speaks to all, or somebody invites to a chat and names its host."""
    if not is_original(post) or post.reply_to:
        return False
    return post.author in hosts or (calls_for_a_chat(post.text) and any(host in post.mentions for host in hosts))


def _before_a_tag(topic: str, tags: set[str]) -> str:
    """What stands before the hashtag of the series, when enough does."""
    words = topic.split()
    at = next((place for place, word in enumerate(words) if _is_tag(word, tags)), None)
    return " ".join(words[:at]) if at else topic


def _is_tag(word: str, tags: set[str]) -> bool:
    return word.startswith("#") and word.casefold().strip("#.,!?:") in tags


def _topic(text: str, tags: set[str]) -> str:
    plain = LINK.sub(" ", text)
    found = TOPIC.search(plain) or QUOTED.search(plain)
    if found is None:
        return ""
    quoted = QUOTED.search(found.group("topic"))
    topic = SENTENCE_END.split((quoted or found).group("topic"), maxsplit=1)[0]
    topic = TRAILING_TIME.sub("", _before_a_tag(topic, tags))
    words = [word for word in topic.split() if not _is_tag(word, tags)]
    title = " ".join(words).strip(' \t.,;:-–—"“”‘’')
    if not SHORTEST <= len(title) <= LONGEST or ONLY_POINTING.match(title) or text.rstrip().endswith("?"):
        return ""
    if " " not in title:
        return title.removeprefix("#") if title.startswith("#") else ""
    return title
