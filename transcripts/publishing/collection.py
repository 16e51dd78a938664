"""Quotes that somebody gathered: an address with the keys of their posts, in that order, and nothing stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..models import Alias, LedgerEntry, Placement, Tweet
from .addresses import post_path
from .directory import Saying, sayings

MOST_GATHERED = 30


@dataclass(frozen=True, slots=True)
class Gathered:
    """A post of a collection by its key; `saying` is None where it is no longer shown."""

    key: str
    saying: Saying | None


@dataclass(frozen=True, slots=True)
class Collection:
    """Posts in the order in which they were gathered."""

    posts: tuple[Gathered, ...]

    @classmethod
    def of(cls, keys: Sequence[str]) -> Collection:
        """Read posts by their keys; raises Tweet.DoesNotExist for a key that nobody was ever shown."""
        rows = _rows(keys)
        _refuse_unknown(set(keys) - rows.keys())
        shown = {saying.post.key: saying for saying in sayings(tuple(rows.values()))}
        by_row = dict(Tweet.objects.filter(pk__in=rows.values()).values_list("pk", "key"))
        return cls(tuple(Gathered(key, shown.get(by_row.get(rows.get(key, 0), ""))) for key in keys))

    @property
    def path(self) -> str:
        """Where its page is."""
        return collection_path([gathered.key for gathered in self.posts])

    @property
    def sayings(self) -> list[Saying]:
        """Its posts that are shown."""
        return [gathered.saying for gathered in self.posts if gathered.saying]


def collection_path(keys: Sequence[str]) -> str:
    """Return the path of a collection."""
    return f"/quotes/{'+'.join(keys)}/"


def current_keys(keys: Sequence[str]) -> list[str]:
    """Return keys by which posts go today, each once, in their order."""
    led = Alias.objects.keys_of_posts(keys)
    return list(dict.fromkeys(led.get(key, key) for key in keys))


def _rows(keys: Sequence[str]) -> dict[str, int]:
    """Return the rows of public posts by key, for a retweet that of its original."""
    public = Tweet.objects.public()
    told = list(public.filter(key__in=keys).values_list("key", "pk", "repost_of_key"))
    originals = dict(public.filter(key__in={original for *_, original in told}).values_list("key", "pk"))
    return {key: originals.get(original, row) for key, row, original in told}


def _refuse_unknown(missing: set[str]) -> None:
    if not missing:
        return
    placed = Placement.objects.filter(tweet__key__in=missing, chat__first_published_at__isnull=False)
    left = {post_path(key) for key in missing - set(placed.values_list("tweet__key", flat=True))}
    if left - set(LedgerEntry.objects.filter(path__in=left).values_list("path", flat=True)):
        raise Tweet.DoesNotExist
