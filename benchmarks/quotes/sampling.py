"""Which posts are taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from random import Random

from transcripts.models import Tweet

WORD = re.compile(r"\w+")
RUN = 5


def unique_posts(number: int, random: Random) -> list[Tweet]:
    """Return posts of six words or more whose words occur once, mentions and links apart; retweets left out.

    Who drops the mention of "@ann So true, thanks" leaves nothing by which anybody could tell whose words it was.
    """
    texts = Counter(_words(text) for text in Tweet.objects.values_list("text", flat=True))
    rows = Tweet.objects.public().originals().order_by("pk").values_list("pk", "text")
    fit = [pk for pk, text in rows if texts[_words(text)] == 1 and len(WORD.findall(_said(text))) >= 6]
    chosen = random.sample(fit, min(number, len(fit)))
    found = {tweet.pk: tweet for tweet in Tweet.objects.filter(pk__in=chosen).select_related("author")}
    return [found[pk] for pk in chosen]


def others_free(tweets: list[Tweet]) -> list[Tweet]:
    """Return those of the posts that have no five words in a row in common with any other."""
    mine = {run for tweet in tweets for run in _runs(tweet.text)}
    seen = Counter(run for text in Tweet.objects.values_list("text", flat=True) for run in set(_runs(text)) & mine)
    return [tweet for tweet in tweets if all(seen[run] < 2 for run in set(_runs(tweet.text)))]


def _said(text: str) -> str:
    """Return a text without addresses, mentions and links."""
    return re.sub(r"https?://\S+|@\w+", " ", text)


def _words(text: str) -> str:
    return " ".join(WORD.findall(_said(text).lower()))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = WORD.findall(_said(text).lower())
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
