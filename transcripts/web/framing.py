"""What others may show in a frame: nothing else of the archive can be framed.

In WordPress the frame is sandboxed: its origin is "null", and it has no cookies, storage or sessions. So nothing here
asks who is looking, and nothing in a frame changes anything, which is what clickjacking would be after.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from .permanent import Removed, moved, permanent, where_now

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]

ENDING = "embed/"


def framed(view: View[Params]) -> View[Params]:
    """Wrap a page for frames, whose address lasts as long as that of the page it is made of."""

    @permanent
    @wraps(view)
    def answer(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Removed:
            return _removed(request)
        except Http404:
            return _moved_with_its_page(request)

    @csrf_exempt
    @require_safe
    @wraps(view)
    def freely(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
        # Read now: a decorator would have read the settings when this module was imported.
        policy = {"frame-ancestors": settings.EMBEDDERS, "img-src": [NONE], "connect-src": [NONE]}
        response = csp_replace(policy)(xframe_options_exempt(answer))(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return freely


def _moved_with_its_page(request: HttpRequest) -> HttpResponseBase:
    """Lead on to the frame of where the page moved; raises Http404 when nothing ever stood there."""
    try:
        page = where_now(request.path.removesuffix(ENDING))
    except Removed:
        return _removed(request)
    return moved(request, f"{page.partition('#')[0]}{ENDING}")


def _removed(request: HttpRequest) -> HttpResponseBase:
    """Say in the frame that something stood here, without what and without why."""
    return render(request, "embed_removed.html", status=410)
