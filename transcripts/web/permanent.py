"""Addresses that last: lower case, and what moved or was removed says so instead of "not found"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render

from ..models import Alias, LedgerEntry

Params = ParamSpec("Params")

# A page's own files; what stands one level below it.
BELONGINGS = (re.compile(r"(?P<page>.+)(?P<rest>\.[a-z]+)"), re.compile(r"(?P<page>.+)(?P<rest>/[^/]+/?)"))


class Removed(Exception):
    """What once stood at the address is no longer shown."""


class Moved(Exception):
    """What stood at the address stands at another path, as written in links."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def permanent(
    view: Callable[Concatenate[HttpRequest, Params], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Params], HttpResponseBase]:
    """Wrap a page whose address was given out for ever."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
        if "\0" in request.path:
            # No address of ours; PostgreSQL does not even look for it.
            raise Http404
        if request.path != request.path.lower():
            return moved(request, encoded(request.path.lower()))
        try:
            return view(request, *args, **kwargs)
        except Moved as elsewhere:
            return moved(request, elsewhere.path)
        except Removed:
            return removed(request)
        except Http404:
            return _by_alias(request)

    return answer


def encoded(path: str) -> str:
    """Return a path as it is written in links."""
    return quote(path, safe="/@")


def moved(request: HttpRequest, path: str) -> HttpResponse:
    """Lead on for ever, with the query as it came."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def removed(request: HttpRequest) -> HttpResponse:
    """Say that something stood here, without what and without why."""
    return render(request, "410.html", status=410)


def where_now(path: str) -> str:
    """Return where what stood at a path is now; raises Removed where it is gone, Http404 where nothing ever stood."""
    alias = Alias.objects.filter(path=path).first()
    if alias:
        return alias.target
    raise Removed if LedgerEntry.objects.holds(encoded(path)) else Http404


def _by_alias(request: HttpRequest) -> HttpResponse:
    """Lead on to where something moved, or say that it is gone; raises Http404 when nothing ever stood here."""
    try:
        return moved(request, where_now(request.path))
    except Removed:
        return removed(request)
    except Http404:
        return moved(request, _moved_along(request.path))


def _moved_along(path: str) -> str:
    """Return where a file of a page, or what stands below it, is since the page moved; raises Http404 for all else."""
    for belonging in BELONGINGS:
        found = belonging.fullmatch(path)
        alias = Alias.objects.filter(path=f"{found['page']}/").first() if found else None
        if found and alias:
            return f"{alias.target.partition('#')[0].rstrip('/')}{found['rest']}"
    raise Http404
