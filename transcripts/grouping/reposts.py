"""Reposts whose source does not say what they repost: found by the handle they name and the words they begin with."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from .asking import in_order
from .posts import Post
from .wording import TEXTS_AT_HAND, squeeze

REPOST = re.compile(
    r"(?P<before>.*?)(?:(?<!\w)(?:RT|MT)\b|♺)[\s:]*[@＠](?P<handle>[\w.-]*\w)\W*(?P<words>.*)", re.DOTALL
)
VIA = re.compile(r"\(?\bvia\s+[@＠](?P<handle>[\w.-]*\w)[)\].\s]*(?:[#＃]\w+\s*)*$", re.IGNORECASE)
LONGEST_VIA = 200
DEEPEST = 3
LINK = re.compile(r"https?:?/*\S*\s*$|https?://\S+")
SHORTEST_BEGINNING = 12
FARTHEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Named:
    """What a post says that it repeats: whose post, and how that begins; and whether it says something before."""

    handle: str
    words: str
    is_comment: bool


def match_cut_reposts(posts: Iterable[Post]) -> dict[str, str]:
    """Key of a repost → key of its original, for reposts without `repost_of` that say "RT @handle: beginning…".

    "MT", "♺" and "… via @handle" say the same. The original is the nearest earlier post of that handle whose text
    begins alike, links and signs apart; of a repost of a repost, it is what that one repeats.
    """
    return _matched(posts, with_comment=False)


def match_manual_quotes(posts: Iterable[Post]) -> dict[str, str]:
    """Key → key of the post quoted by hand, for posts that say something before their "RT @handle: beginning…"."""
    return _matched(posts, with_comment=True)


def _matched(posts: Iterable[Post], *, with_comment: bool) -> dict[str, str]:
    ordered = in_order(posts)
    by_author: dict[str, list[Post]] = defaultdict(list)
    for post in ordered:
        by_author[post.author].append(post)
    found: dict[str, str] = {}
    for post in ordered:
        named = [] if post.repost_of else [one for one in _named(post.text) if one.is_comment is with_comment]
        originals = (_original(post, one.words, by_author[one.handle]) for one in named)
        original = next(filter(None, originals), None)
        if original is not None:
            found[post.key] = found.get(original.key) or original.repost_of or original.key
    return found


@lru_cache(TEXTS_AT_HAND)
def _named(text: str) -> tuple[Named, ...]:
    """What a text says that it repeats: of "RT @ann: RT @bob: words" first what ann, then what bob said."""
    return tuple(_read_named(text))


def _read_named(text: str) -> Iterator[Named]:
    first = said = REPOST.match(text)
    is_comment = bool(first and first["before"].strip(' .:"“'))
    for _ in range(DEEPEST):
        if said:
            yield Named(said["handle"].casefold(), said["words"], is_comment)
            said = REPOST.match(said["words"])
    via = None if first else VIA.search(text, max(0, len(text) - LONGEST_VIA))
    if via:
        yield Named(via["handle"].casefold(), text[: via.start()], is_comment=False)


def _original(post: Post, words: str, candidates: list[Post]) -> Post | None:
    beginning = squeeze(LINK.sub("", words.rstrip('…. \n"”')))
    if len(beginning) < SHORTEST_BEGINNING:
        return None
    until = bisect_right(candidates, post.posted_at, key=lambda known: known.posted_at)
    for known in reversed(candidates[:until]):
        if post.posted_at - known.posted_at > FARTHEST:
            return None
        if known.key != post.key and _begins_alike(squeeze(LINK.sub("", known.text)), beginning):
            return known
    return None


def _begins_alike(whole: str, beginning: str) -> bool:
    """One begins with the other; the last sign before the cut may belong to a shortened link or hashtag."""
    shorter = beginning[:-3] if len(beginning) > 4 * SHORTEST_BEGINNING else beginning
    return whole.startswith(shorter) or (len(whole) >= SHORTEST_BEGINNING and beginning.startswith(whole))
