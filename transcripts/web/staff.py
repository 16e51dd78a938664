"""Pages for those who run the archive: behind the admin's login, and never kept by a browser or proxy."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from .conditional import unkept
from .visitors import is_staff

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]


def staff_only(permission: str) -> Callable[[View[Params]], View[Params]]:
    """Wrap a page that only staff with a permission see; strangers log in first and come back."""

    def wrap(view: View[Params]) -> View[Params]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return unkept(redirect_to_login(request.get_full_path(), reverse("admin:login")))
            if not (is_staff(request) and request.user.has_perm(permission)):
                raise PermissionDenied
            return unkept(view(request, *args, **kwargs))

        return answer

    return wrap
