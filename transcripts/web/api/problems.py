"""Errors as problem details (RFC 9457): one form for whatever goes wrong, told apart by `type`."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, Field

from ... import curating
from ..permanent import Removed
from .addresses import DOCS, led_on

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
CHALLENGE = 'Bearer realm="Chatarchive"'


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, what it is called, and what to do about it, for the documentation."""

    status: int
    title: str
    advice: str


KINDS: dict[str, Kind] = {
    "bad-request": Kind(400, "Bad request", "The request cannot be read: its body is no JSON, or no form."),
    "key-in-address": Kind(
        400,
        "A key stood in the address",
        "Addresses end up in logs and histories, so the key must be taken for leaked: it was revoked. Make a new one,"
        " and send it in the header Authorization.",
    ),
    "key-needed": Kind(401, "A key is needed", "Send one: `Authorization: Bearer cak_…`."),
    "key-invalid": Kind(401, "The key gives no access", "It is misspelt, has expired or was revoked."),
    "scope-missing": Kind(403, "The key is for something else", "`detail` names the scope that it lacks."),
    "not-found": Kind(404, "Not found", "Nothing stands at this address, or nothing that you may see."),
    "method-not-allowed": Kind(405, "Method not allowed", "The header Allow names the methods that are."),
    "removed": Kind(410, "Removed", "Something was public here once, and is not any more."),
    "precondition-failed": Kind(412, "It is another one", "`If-Match` names what is there no more, or never was."),
    "too-large": Kind(413, "Too large", "Send less at a time."),
    "invalid": Kind(422, "Invalid", "`errors` names each parameter or field at fault, and why."),
    "idempotency-key-reused": Kind(
        409, "The Idempotency-Key was used before", "It stands for another request: take a new one for this."
    ),
    "cannot-be-done": Kind(409, "That cannot be done", "`detail` says why."),
    "too-many-requests": Kind(429, "Too many requests", "Wait as many seconds as the header Retry-After says."),
    "unexpected": Kind(500, "Something went wrong", "It is written in the server's log; you can try again."),
}

BY_STATUS = {
    400: "bad-request",
    401: "key-needed",
    403: "scope-missing",
    404: "not-found",
    405: "method-not-allowed",
    409: "cannot-be-done",
    410: "removed",
    412: "precondition-failed",
    413: "too-large",
    422: "invalid",
    429: "too-many-requests",
}


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    where: str = Field(description="`query`, `path`, `header`, `body` or `form`.", examples=["body"])
    at: str = Field(description="The parameter, or the way to the field.", examples=["records.2.posted_at"])
    detail: str = Field(description="Why.", examples=["Input should have timezone info"])


class ProblemDetails(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="Which kind of problem it is: an address that explains it.")
    title: str = Field(description="The kind in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field("", description="What is the matter in this case.")
    errors: list[Fault] = Field(default=[], description="What is wrong with the request, one by one.")


@dataclass
class Problem(Exception):
    """What an operation raises where it has no better answer; `kind` is one of KINDS."""

    kind: str
    detail: str = ""
    errors: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def told(problem: Problem) -> HttpResponse:
    """Return a problem as a response."""
    kind = KINDS[problem.kind]
    body = ProblemDetails(
        type=f"{settings.SITE_URL}{DOCS}#{problem.kind}",
        title=kind.title,
        status=kind.status,
        detail=problem.detail or kind.advice,
        errors=list(problem.errors),
    )
    response = HttpResponse(body.model_dump_json(), status=kind.status, content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "no-store"
    if kind.status == 401:
        error = ', error="invalid_token"' if problem.kind == "key-invalid" else ""
        response.headers["WWW-Authenticate"] = f"{CHALLENGE}{error}"
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response


def as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """Return an error that somebody else wrote, as a page or a line of text, as a problem."""
    is_ours = response.headers.get("Content-Type", "").startswith(CONTENT_TYPE)
    if response.status_code < 400 or is_ours:
        return response
    kind = BY_STATUS.get(response.status_code, "unexpected" if response.status_code >= 500 else "bad-request")
    kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
    if kept.get("Allow", "").startswith("GET"):
        kept["Allow"] = kept["Allow"].replace("GET", "GET, HEAD", 1)
    return told(Problem(kind, headers=kept))


def handle_in(api: NinjaAPI) -> None:
    """Have an API tell whatever an operation raises as a problem."""
    handlers: dict[type[Exception], Any] = {
        Problem: lambda request, problem: told(problem),
        ValidationError: lambda request, error: told(Problem("invalid", errors=faults_of(error))),
        HttpError: lambda request, error: told(unreadable(error)),
        Removed: lambda request, error: told(Problem("removed")),
        Http404: not_found,
        curating.Undecidable: lambda request, refusal: told(Problem("cannot-be-done", str(refusal))),
        RequestDataTooBig: lambda request, error: told(Problem("too-large")),
        SuspiciousOperation: lambda request, error: told(Problem("bad-request")),
        MultiPartParserError: lambda request, error: told(Problem("bad-request")),
        json.JSONDecodeError: lambda request, error: told(Problem("bad-request")),
        Exception: unexpected,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    """Lead on to where something moved, or say that it was removed, or that nothing ever stood there."""
    moved = led_on(request)
    if moved is None:
        return told(Problem("not-found"))
    return told(Problem("removed")) if moved.status_code == 410 else moved


def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    """Write down what nobody foresaw, and say no more than that."""
    log.error("%s %s failed.", request.method, request.path, exc_info=error)
    return told(Problem("unexpected"))


def unreadable(error: HttpError) -> Problem:
    """Return what the framework refuses as a problem."""
    return Problem(BY_STATUS.get(error.status_code, "bad-request"))


def faults_of(error: ValidationError) -> list[Fault]:
    """Return what is wrong with a request, without what was sent."""
    return [fault_of([str(step) for step in one["loc"]], str(one["msg"])) for one in error.errors]


def fault_of(way: list[str], why: str) -> Fault:
    """Return one thing that is wrong, by the way to it: of a body without the name that the operation has for it."""
    where, *steps = way
    return Fault(where=where, at=".".join(steps[1:] if where == "body" else steps), detail=why)
