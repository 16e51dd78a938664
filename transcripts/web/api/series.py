"""Series, and all their posts at once."""

from __future__ import annotations

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponseBase
from ninja import Router
from ninja.params.functions import Path

from ...models import Series
from .answering import give
from .bulk import CONTENT_TYPE, posts_as_lines
from .fields import choice_of
from .keys import KeyOptional
from .paging import LIMIT, cursor_of, next_leaf, rows_after
from .reading import readable_series
from .schemas.chats import AllSeries, SeriesOut

router = Router(tags=["Series"], auth=KeyOptional())
SLUG = Path(..., description="What the series is called in addresses.", example="gardenlib")
AS_LINES = {"responses": {200: {"content": {CONTENT_TYPE: {"schema": {"type": "string"}}}}}}
PUBLIC = Q(chats__published_at__isnull=False)


@router.get("", response=AllSeries, summary="All series")
def list_series(
    request: HttpRequest, limit: int = LIMIT, cursor: str = cursor_of("series"), fields: str = choice_of(SeriesOut)
) -> HttpResponseBase:
    """The chat shows of which anything is public."""
    rows = rows_after(Series.objects.public(), cursor, limit)
    items = described(rows[:limit])
    leaf = AllSeries(items=items, next=next_leaf(request, rows, limit, lambda pk: (pk,)))
    return give(request, leaf, fields=fields)


@router.get("/{slug:series}", response=SeriesOut, summary="One series")
def one_series(request: HttpRequest, series: str = SLUG, fields: str = choice_of(SeriesOut)) -> HttpResponseBase:
    """A chat show; its chats are at `/chats?series=`."""
    found = readable_series(request, series)
    return give(request, described([found.pk])[0], fields=fields)


@router.get("/{slug:series}/posts.jsonl", summary="All posts of a series, a line each", openapi_extra=AS_LINES)
def all_posts(request: HttpRequest, series: str = SLUG) -> HttpResponseBase:
    """Every public post of a series as JSON Lines: each line is a post as `/posts` has it, in the same order.

    The answer is sent while it is read, so that a series of any size can be read in one request. A line that ends
    without a newline means that the connection broke off: begin again, or read `/posts?series=` leaf by leaf.
    """
    return posts_as_lines(readable_series(request, series))


def described(rows: list[int]) -> list[SeriesOut]:
    """Return series by their rows, in that order."""
    counted = Series.objects.filter(pk__in=rows).annotate(
        shown=Count("chats", filter=PUBLIC), latest=Max("chats__date", filter=PUBLIC)
    )
    latest = dict(counted.values_list("pk", "latest"))
    shown = dict(counted.values_list("pk", "shown"))
    known = Series.objects.in_bulk(rows)
    return [SeriesOut.of(known[pk], shown[pk], latest[pk]) for pk in rows if pk in known]
