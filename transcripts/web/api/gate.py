"""What happens to every request for the API, before and after its operation."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from ..limiting import Allowance, allowances_of
from .addresses import DOCS
from .keys import refuse_leaked
from .problems import Problem, as_problem, told

BELOW = "/api/"
LETS_READ = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After",
}
LETS_ASK = LETS_READ | {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
"""For scripts on pages of other sites (the Fetch standard, “CORS protocol”): they read, and never with a key."""


class Gate:
    """Middleware: refuses keys in addresses, counts requests, lets other sites read, tells errors as problems."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on what is no request for the API."""
        if not request.path.startswith(BELOW):
            return self.get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers=LETS_ASK)
        return self.answer(request)

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request, unless it is refused here."""
        allowances = allowances_of(request)
        response = self.refusal(request, allowances) or self.answered(request)
        for name, value in (LETS_READ | headers_of(allowances)).items():
            response.headers[name] = value
        patch_vary_headers(response, ["Authorization"])
        if request.path != DOCS:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def refusal(self, request: HttpRequest, allowances: list[Allowance]) -> HttpResponse | None:
        """Return why a request is not let through, if it is not."""
        try:
            refuse_leaked(request)
        except Problem as problem:
            return told(problem)
        if wait := max((one.wait for one in allowances), default=0):
            return told(Problem("too-many-requests", headers={"Retry-After": str(wait)}))
        return None

    def answered(self, request: HttpRequest) -> HttpResponseBase:
        """Return what the operation answers; to HEAD what it would to GET, of which only the headers are sent."""
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        response = as_problem(self.get_response(request))
        request.method = asked
        return response


def headers_of(allowances: list[Allowance]) -> dict[str, str]:
    """Return what is left to an address (draft-ietf-httpapi-ratelimit-headers-10); nothing where it is any number."""
    if not allowances:
        return {}
    return {
        "RateLimit-Policy": ", ".join(f'"{one.name}";q={one.quota};w=60' for one in allowances),
        "RateLimit": ", ".join(f'"{one.name}";r={one.remaining};t={one.reset}' for one in allowances),
    }
