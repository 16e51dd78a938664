"""Lists leaf by leaf, each beginning after the last thing of the one before.

A list is in an order that nothing changes: that in which the archive took things in, or the days of chats. What was
there all the time somebody reads comes exactly once, whatever is imported, placed or merged meanwhile; what becomes
public during that time comes too, or not. A cursor says of which list it is, and after which row a leaf begins. It is
for one reading: it is in no permanent address, and means nothing in a rebuilt archive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from ninja.params.functions import Query
from pydantic import BaseModel, Field

from ...models import Chat, ChatQuerySet
from .addresses import absolute

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)

USUAL, MOST = 100, 1000
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LARGEST = 2**63 - 1

LIMIT: Any = Query(USUAL, ge=1, le=MOST, description=f"How many at most: up to {MOST}, {USUAL} unless told.")


def cursor_of(things: str, numbers: int = 1) -> Any:
    """Return the parameter that goes on in a list, by the last word of its address; cursors of others are refused."""
    pattern = rf"^{things}(\.[0-9a-z]{{1,13}}){{{numbers}}}$"
    return Query("", pattern=pattern, description="Where to go on: as `next` of the leaf before has it.")


class Leaf(BaseModel, Generic[Item]):
    """A part of a list."""

    items: list[Item]
    next: str | None = Field(description="The address of the next leaf; null on the last.")


def rows_after(rows: QuerySet[Row, Row], cursor: str, limit: int) -> list[int]:
    """Return so many rows and one more, in the order in which the archive took them in."""
    after = read(cursor)[0] if cursor else 0
    return list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[: limit + 1])


def chats_after(chats: ChatQuerySet, cursor: str, limit: int) -> list[Chat]:
    """Return so many chats and one more, the newest first."""
    if cursor:
        ordinal, pk = read(cursor)
        day = date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
        chats = chats.filter(Q(date__lt=day) | Q(date=day, pk__lt=pk))
    return list(chats.order_by("-date", "-pk")[: limit + 1])


def next_leaf(
    request: HttpRequest, found: Sequence[Item], limit: int, numbers_of: Callable[[Item], Sequence[int]]
) -> str | None:
    """Return the address of the next leaf, where there is more than one leaf of what was found."""
    if len(found) <= limit:
        return None
    asked = request.GET.copy()
    asked["cursor"] = written(request.path.rpartition("/")[2], *numbers_of(found[limit - 1]))
    return f"{absolute(request.path)}?{urlencode(sorted(asked.items()))}"


def written(things: str, *numbers: int) -> str:
    """Return numbers as a cursor of a list of things."""
    return ".".join([things, *map(_in_letters, numbers)])


def read(cursor: str) -> list[int]:
    """Return the numbers of a cursor; whatever is too large for a row is the largest there can be."""
    _, *numbers = cursor.split(".")
    return [min(int(number, 36), LARGEST) for number in numbers]


def _in_letters(number: int) -> str:
    letters = ""
    while number:
        number, digit = divmod(number, 36)
        letters = DIGITS[digit] + letters
    return letters or "0"
