"""Rows → what grouping thinks about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Any

from ..grouping import Hour, Post, seat
from ..models import ImportRun, Series, Sighting, Tweet, fold_handle, fold_hashtag
from .formats.snowflake import written_at
from .spans import Span

READ = (
    *("pk", "key", "author__handle", "text", "posted_at", "precision", "sequence", "reply_to_key", "reply_to_handle"),
    *("quote_of_key", "repost_of_key", "is_repost", "mentions", "hashtags", "media"),
)


@dataclass(frozen=True, slots=True)
class SeriesPosts:
    """The posts of a series in a stretch of time, with the ids of their rows by key.

    `files` are their keys in the order of each file that tells some of them without a time.
    """

    posts: tuple[Post, ...]
    ids: dict[str, int]
    files: tuple[tuple[str, ...], ...] = ()

    def between(self, start: datetime, end: datetime) -> tuple[Post, ...]:
        """The posts from one moment to another, both inclusive."""
        return tuple(post for post in self.posts if start <= post.posted_at <= end)

    def seated(self, hours: Sequence[Hour], zone: tzinfo) -> SeriesPosts:
        """The same, those without a time moved to where they probably stood in the hours."""
        return replace(self, posts=tuple(seat(self.posts, self.files, hours, zone))) if self.files else self


def posts_of(series: Series, span: Span) -> SeriesPosts:
    """Read the posts of a series in a stretch of time."""
    # Values, not rows: most of a row is of no concern here, and making it costs more than reading it.
    rows = list(Tweet.objects.of_series(series).between(span.start, span.end).in_order().values(*READ))
    ids = {row["key"]: row["pk"] for row in rows}
    headings = headings_of(series, ids.values())
    posts = tuple(post_of(row, headings.get(row["pk"], "")) for row in rows)
    return SeriesPosts(posts, ids, files_of(series, posts, ids))


def files_of(series: Series, posts: Iterable[Post], ids: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Return the posts in the order of each file that tells some of them without a time."""
    untimed = [ids[post.key] for post in posts if not post.exact_time]
    if not untimed:
        return ()
    runs = ImportRun.objects.filter(series=series, sightings__tweet__in=untimed).distinct().order_by("sha256")
    keys = {pk: key for key, pk in ids.items()}
    return tuple(
        tuple(keys[pk] for pk in run.sightings.order_by("position").values_list("tweet_id", flat=True) if pk in keys)
        for run in runs
    )


def days_told(series: Series) -> set[date]:
    """Return the days of which a person said that a file of the series tells a chat."""
    told = series.runs.values_list("options", flat=True)
    return {date.fromisoformat(options["date"]) for options in told if options.get("date")}


def headings_of(series: Series, ids: Iterable[int]) -> dict[int, str]:
    """Return the heading that a grouped transcript put each post under, by row id."""
    if not series.runs.exclude(outline=[]).exists():
        return {}
    sightings = Sighting.objects.filter(run__series=series, tweet__in=list(ids))
    told = sightings.exclude(heading="").order_by("-run__sha256", "-position")
    return dict(told.values_list("tweet_id", "heading"))


def outline_of(series: Series, ids: Iterable[int]) -> list[str]:
    """Return the headings of the files that carried the given posts, in the order of their pages."""
    runs = ImportRun.objects.filter(series=series, sightings__tweet__in=list(ids)).exclude(outline=[])
    return [heading for run in runs.distinct().order_by("sha256") for heading in run.outline]


def as_post(row: Tweet, heading: str) -> Post:
    """Return a row as grouping sees it."""
    told = {name: getattr(row, name) for name in READ if name != "author__handle"}
    return post_of({**told, "author__handle": row.author.handle}, heading)


def post_of(row: Mapping[str, Any], heading: str) -> Post:
    """Return what was read of a row as grouping sees it."""
    return Post(
        key=row["key"],
        author=fold_handle(row["author__handle"]),
        text=row["text"],
        posted_at=row["posted_at"],
        reply_to=row["reply_to_key"],
        reply_to_author=row["reply_to_handle"],
        answered_at=answered_at(row["reply_to_key"] or row["quote_of_key"], row["posted_at"]),
        quote_of=row["quote_of_key"],
        repost_of=row["repost_of_key"],
        is_repost=row["is_repost"],
        mentions=tuple(map(fold_handle, row["mentions"])),
        hashtags=tuple(map(fold_hashtag, row["hashtags"])),
        has_media=bool(row["media"]),
        exact_time=row["precision"] != "day",
        heading=heading,
        sequence=row["sequence"],
    )


def answered_at(key: str, before: datetime) -> datetime | None:
    """Return when the post of a key was posted, where the key is an id that tells; an answer comes after it."""
    at = written_at(key)
    return at if at is not None and at <= before else None
