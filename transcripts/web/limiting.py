"""What costs the archive a search: other search engines do not list it, and one address gets it only so often."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from .context import IN_COPY
from .visitors import address_of

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, Params], HttpResponseBase]

# Somebody who types gets several suggestions for each search.
SEARCH, SUGGESTION = 5, 1
SEARCHING = ("/api/v1/search", "/api/v1/quotes")
# All chats of a series are read and packed.
WHOLE_SERIES = 100
# As lines, a series costs about as much as reading it leaf by leaf.
MANY_REQUESTS = 30

# Counted in memory, by each process of the web server for itself: a search must not cost a write.
limiter = FixedWindowRateLimiter(MemoryStorage())


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left to an address of something that it gets so often a minute; `wait` and `reset` are in seconds."""

    name: str
    quota: int
    remaining: int
    reset: int
    wait: int


def limited(cost: int) -> Callable[[View[Params]], View[Params]]:
    """Wrap what costs so much; beyond `SEARCHES_A_MINUTE` it answers 429, but not when a copy of the site is made."""

    def wrap(view: View[Params]) -> View[Params]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
            wait = 0 if IN_COPY in request.META else seconds_to_wait(address_of(request), cost)
            response = _too_many(request, wait) if wait else view(request, *args, **kwargs)
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        return answer

    return wrap


def seconds_to_wait(address: str, cost: int) -> int:
    """Count what an address asks for; return in how many seconds it may ask again, 0 for at once."""
    return _spend("search", settings.SEARCHES_A_MINUTE, address, SEARCH, cost).wait if settings.SEARCHES_A_MINUTE else 0


def allowances_of(request: HttpRequest) -> list[Allowance]:
    """Count a request for the API; return what is left to its address, of searches only where it is one."""
    address = address_of(request)
    left = []
    if settings.API_REQUESTS_A_MINUTE:
        cost = MANY_REQUESTS if request.path.endswith(".jsonl") and request.method == "GET" else 1
        left.append(_spend("api", settings.API_REQUESTS_A_MINUTE, address, 1, cost))
    if settings.SEARCHES_A_MINUTE and request.path.startswith(SEARCHING):
        left.append(_spend("search", settings.SEARCHES_A_MINUTE, address, SEARCH, SEARCH))
    return left


def _spend(name: str, quota: int, address: str, unit: int, cost: int) -> Allowance:
    """Count a cost against a quota a minute, of which each one costs a unit."""
    allowed = RateLimitItemPerMinute(quota * unit, namespace=name)
    has_enough = limiter.hit(allowed, address, cost=min(cost, allowed.amount))
    stats = limiter.get_window_stats(allowed, address)
    reset = max(1, math.ceil(stats.reset_time - time.time()))
    return Allowance(name, quota, stats.remaining // unit, reset, 0 if has_enough else reset)


def _too_many(request: HttpRequest, wait: int) -> HttpResponse:
    response = render(request, "429.html", {"wait": wait}, status=429)
    response.headers["Retry-After"] = str(wait)
    return response
