"""Taking posts out for good, on somebody's word; nothing brings them back."""

from __future__ import annotations

from ..importing import erase, regroup
from ..models import TweetQuerySet
from .visibility import bring_index_in_step


def remove(tweets: TweetQuerySet) -> int:
    """Remove posts for good, with the retweets that repeat them; return how many are gone."""
    erased = erase(tweets.values_list("key", flat=True))
    for series, moments in erased.moments.items():
        regroup(series, moments)
    bring_index_in_step()
    return erased.posts
