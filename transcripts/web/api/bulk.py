"""Reading everything in one request, in memory that does not grow with the number of posts."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponseBase, StreamingHttpResponse

from ...models import Chat, Placement, Series, Tweet
from ...publishing import placed_posts
from ..conditional import unkept
from .schemas.posts import PostOut

AT_ONCE = 500
CONTENT_TYPE = "application/jsonl"


def posts_as_lines(series: Series) -> HttpResponseBase:
    """Return all public posts of a series as JSON Lines."""
    return unkept(StreamingHttpResponse(lines(series), content_type=CONTENT_TYPE))


def lines(series: Series) -> Iterator[str]:
    """Yield the lines of some posts at a time, in the order in which the archive took them in."""
    chats = Chat.objects.public().filter(series=series)
    posts = Tweet.objects.shown_at(Placement.objects.filter(chat__in=chats)).order_by("pk")
    last = 0
    while rows := list(posts.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        last = rows[-1]
        yield "".join(f"{PostOut.of(placed).model_dump_json()}\n" for placed in placed_posts(rows, chats))
