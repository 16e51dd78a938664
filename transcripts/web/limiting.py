"""What costs the archive a search: other search engines do not list it, and one address gets it only so often."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from .visitors import address_of

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]

# Somebody who types gets several suggestions for each search.
SEARCH, SUGGESTION = 5, 1
# All chats of a series are read and packed.
WHOLE_SERIES = 100

# Counted in memory, by each process of the web server for itself: a search must not cost a write.
limiter = FixedWindowRateLimiter(MemoryStorage())


def limited(cost: int) -> Callable[[View[Params]], View[Params]]:
    """Wrap what costs so much; beyond `SEARCHES_A_MINUTE` it answers 429."""

    def wrap(view: View[Params]) -> View[Params]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
            wait = seconds_to_wait(address_of(request), cost)
            response = _too_many(request, wait) if wait else view(request, *args, **kwargs)
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        return answer

    return wrap


def seconds_to_wait(address: str, cost: int) -> int:
    """Count what an address asks for; return in how many seconds it may ask again, 0 for at once."""
    if not settings.SEARCHES_A_MINUTE:
        return 0
    allowed = RateLimitItemPerMinute(settings.SEARCHES_A_MINUTE * SEARCH)
    if limiter.hit(allowed, address, cost=min(cost, allowed.amount)):
        return 0
    return max(1, math.ceil(limiter.get_window_stats(allowed, address).reset_time - time.time()))


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    response = render(request, "429.html", {"wait": wait}, status=429)
    response.headers["Retry-After"] = str(wait)
    return response
