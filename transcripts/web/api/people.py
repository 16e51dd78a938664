"""People who wrote in public."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponseBase
from ninja import Router
from ninja.params.functions import Path, Query

from ...models import Participant, Tweet, fold_handle
from ...publishing import Person, people_numbers, person_numbers
from ..people import find_accounts
from .addresses import moved, person_address
from .answering import give
from .fields import NO_NUL, choice_of
from .keys import KeyOptional
from .paging import LIMIT, cursor_of, next_leaf, rows_after
from .schemas.people import NOTHING, People, PersonOut

router = Router(tags=["People"], auth=KeyOptional())
NETWORK: Any = Path(..., pattern=NO_NUL, description="The network.", example="twitter")
HANDLE: Any = Path(..., pattern=NO_NUL, description="The handle, in small letters, without “@”.", example="ann")


@router.get("", response=People, summary="All people")
def list_people(
    request: HttpRequest,
    network: str = Query("", pattern=r"^[a-z][a-z0-9-]{0,19}$", description="Only of this one.", example="twitter"),
    limit: int = LIMIT,
    cursor: str = cursor_of("people"),
    fields: str = choice_of(PersonOut),
) -> HttpResponseBase:
    """Accounts that wrote in public, in the order in which the archive took them in."""
    accounts = Participant.objects.filter(Exists(Tweet.objects.public().filter(author=OuterRef("pk"))))
    rows = rows_after(accounts.filter(network=network) if network else accounts, cursor, limit)
    known, numbers = Participant.objects.in_bulk(rows), people_numbers(rows)
    items = [PersonOut.counted(Person.of(known[pk]), numbers.get(pk, NOTHING)) for pk in rows[:limit] if pk in known]
    return give(request, People(items=items, next=next_leaf(request, rows, limit, lambda pk: (pk,))), fields=fields)


@router.get("/{str:network}/{path:handle}", response=PersonOut, summary="One person")
def one_person(
    request: HttpRequest, network: str = NETWORK, handle: str = HANDLE, fields: str = choice_of(PersonOut)
) -> HttpResponseBase:
    """Somebody by their handle; their posts are at `/posts?person=`. A former handle leads to the one of today."""
    accounts = find_accounts(network, handle)
    folded = fold_handle(handle)
    current = [account for account in accounts if account.folded == folded]
    if not current or handle != folded:
        now = (current or accounts)[0].folded
        return moved(request, person_address(network, handle), person_address(network, now))
    numbers = person_numbers([account.pk for account in current])
    return give(request, PersonOut.counted(Person.of(current[0]), numbers), fields=fields)
