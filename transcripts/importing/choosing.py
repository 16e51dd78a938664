"""Which series a file belongs to, when nobody says: the one of the hashtag that clearly leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from ..counting import count
from ..models import Series, fold_hashtag
from .records import PostRecord

# A leading hashtag stands in half of the posts and in twice as many as the next one.
LEADING_SHARE = 0.5
LEADING_FACTOR = 2
CANDIDATES = 5


class NoSeries(Exception):
    """No series could be chosen; the message names the candidates and how to choose."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many posts were looked at, and how many of them carry each hashtag."""

    posts: int
    hashtags: Counter[str]

    @classmethod
    def of(cls, records: Iterable[PostRecord]) -> Tally:
        """Count the hashtags of a file's own posts, each once a post."""
        own = [record for record in records if not record.embedded]
        return cls(len(own), Counter(tag for record in own for tag in {fold_hashtag(tag) for tag in record.hashtags}))


@dataclass(frozen=True, slots=True)
class Proposal:
    """The series that a file seems to belong to: one the archive has, or the slug of a new one, or "" for neither.

    `candidates` are the file's hashtags, the most frequent first, with the number of posts that carry each, of `posts`.
    """

    known: Series | None
    slug: str
    candidates: tuple[tuple[str, int], ...]
    posts: int

    @classmethod
    def of(cls, records: Iterable[PostRecord]) -> Proposal:
        """Say which series a file's posts speak for; nothing is written."""
        tally = Tally.of(records)
        ranked = sorted(tally.hashtags.items(), key=lambda one: (-one[1], one[0]))
        often = [tag for tag, number in ranked if number >= tally.posts * LEADING_SHARE]
        known = next(filter(None, map(Series.objects.with_hashtag, often)), None)
        new = bool(ranked) and leads([number for _, number in ranked], tally.posts)
        slug = known.slug if known else ranked[0][0] if new else ""
        return cls(known, slug, tuple(ranked[:CANDIDATES]), tally.posts)


def choose_series(file: str, records: Sequence[PostRecord], timezone: str = "UTC") -> Series:
    """Return the series whose hashtag the posts carry, made where one hashtag clearly leads.

    Raises NoSeries where none leads.
    """
    proposal = Proposal.of(records)
    if proposal.known:
        return proposal.known
    if proposal.slug:
        return make_series(proposal.slug, timezone)
    candidates = ", ".join(
        f"#{tag} ({number:,} of {count(proposal.posts, 'post')})" for tag, number in proposal.candidates
    )
    raise NoSeries(
        f"{file}: no hashtag clearly leads, so say which series it is with --series SLUG."
        f" Found: {candidates or 'no hashtag at all'}."
    )


def leads(numbers: Sequence[int], posts: int) -> bool:
    """True when the first of the numbers is that of a clearly leading hashtag."""
    second = numbers[1] if len(numbers) > 1 else 0
    return numbers[0] >= posts * LEADING_SHARE and numbers[0] >= second * LEADING_FACTOR


def make_series(slug: str, timezone: str = "UTC") -> Series:
    """Make a series that chats under the hashtag of its slug.

    Raises NoSeries when the slug cannot stand in an address.
    """
    series = Series(slug=slug, name=f"#{slug} chats", hashtags=[slug], timezone=timezone)
    try:
        series.full_clean()
    except ValidationError as error:
        raise NoSeries(f"--series {slug}: {'; '.join(error.messages)}") from error
    series.save()
    return series
