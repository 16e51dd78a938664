"""Answers: as JSON, with the fields that were asked for, and not at all to who has them already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from pydantic import BaseModel

from ...models import ApiKey, Chat
from ..conditional import alike_for_all, unkept
from .fields import listed
from .keys import asker
from .paging import Leaf

CONTENT_TYPE = "application/json"


def give(request: HttpRequest, told: BaseModel, *, fields: str = "", status: int = 200) -> HttpResponseBase:
    """Return a thing or a leaf of a list; its ETag is a hash of what it says."""
    body = _json(told, fields)
    if isinstance(asker(request), ApiKey) or request.method == "POST":
        return unkept(HttpResponse(body, content_type=CONTENT_TYPE, status=status))
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:24]}"'
    response = HttpResponse(body, content_type=CONTENT_TYPE, status=status)
    known = get_conditional_response(request, etag=etag) or response
    known.headers["ETag"] = etag
    known.headers["Cache-Control"] = "no-cache"
    return known


def give_of_chat(request: HttpRequest, chat: Chat, show: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Return what `show` makes of a chat; who has that of the chat's version already costs no more than asking."""
    return unkept(show()) if isinstance(asker(request), ApiKey) else alike_for_all(request, chat, show)


def as_json(told: BaseModel, *, fields: str = "") -> HttpResponse:
    """Return a thing of a chat."""
    return HttpResponse(_json(told, fields), content_type=CONTENT_TYPE)


def _json(told: BaseModel, fields: str) -> str:
    chosen = listed(fields)
    if not chosen:
        return told.model_dump_json()
    if isinstance(told, Leaf):
        return told.model_dump_json(include={"items": {"__all__": chosen}, "next": True})
    return told.model_dump_json(include=chosen)
