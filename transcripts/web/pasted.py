"""Links as people paste them: with the bracket, full stop or quotation mark that followed, or with a slash too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.encoding import escape_uri_path
from django.views.defaults import page_not_found

from .permanent import moved

SLASHES = re.compile("/{2,}")
# No path ends in anything else than a letter, a digit, "_" or "-", and the slash of a page.
WHAT_FOLLOWED = re.compile(r"[^\w-]+$")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead on to the page that was meant, where there is one; else say that nothing stands here."""
    for path in paths_meant(request.path) if request.method in ("GET", "HEAD") else ():
        if stands_at(request, path):
            return moved(request, escape_uri_path(path))
    return page_not_found(request, exception)


def paths_meant(path: str) -> Iterator[str]:
    """Yield the paths, of a file and of a page, that may have been pasted as another one."""
    cleaned = WHAT_FOLLOWED.sub("", SLASHES.sub("/", path))
    yield from (meant for meant in (cleaned, f"{cleaned}/") if meant and meant != path)


def stands_at(request: HttpRequest, path: str) -> bool:
    """True when the visitor would not be told at a path that nothing stands there."""
    try:
        return answer_at(request, path).status_code != 404
    except (Resolver404, Http404, PermissionDenied):
        return False


def answer_at(request: HttpRequest, path: str) -> HttpResponseBase:
    """Return what the visitor would be answered at a path; raises Resolver404 or Http404 where nothing stands."""
    asked = copy(request)
    asked.path = asked.path_info = path
    asked.resolver_match = resolve(path)
    view, args, kwargs = asked.resolver_match
    answer: HttpResponseBase = view(asked, *args, **kwargs)
    return answer
