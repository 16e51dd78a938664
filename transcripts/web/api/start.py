"""Where a newcomer begins."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from ninja import Router
from pydantic import BaseModel, Field

from ...models import Archive
from .addresses import DOCS, ROOT, absolute
from .answering import give
from .keys import KeyOptional

router = Router(tags=["Start"], auth=KeyOptional())


class Start(BaseModel):
    """The archive, and where the rest is."""

    name: str = Field(description="What the archive is called.")
    keeper: str = Field(description="Who runs it.")
    contact: str
    documentation: str
    description: str = Field(description="The OpenAPI document.")
    series: str
    chats: str
    posts: str
    people: str
    search: str
    quotes: str
    statistics: str


@router.get("/", response=Start, summary="Where to begin")
def start(request: HttpRequest) -> HttpResponseBase:
    """What this archive is, and the addresses of all lists."""
    archive = Archive.current()
    lists = ("series", "chats", "posts", "people", "search", "quotes", "statistics")
    told = Start(
        name=archive.name,
        keeper=archive.keeper,
        contact=archive.contact,
        documentation=absolute(DOCS),
        description=absolute(f"{ROOT}/openapi.json"),
        **{name: absolute(f"{ROOT}/{name}") for name in lists},
    )
    return give(request, told)
