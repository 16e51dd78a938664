"""Where things stand in the API, and how that follows from where they stand on pages."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from ...publishing import person_path, post_path
from ..permanent import Removed, where_now

ROOT = "/api/v1"
DOCS = f"{ROOT}/docs"


def series_address(series: str) -> str:
    """Return where a series stands."""
    return f"{ROOT}/series/{series}"


def chat_address(series: str, address: str) -> str:
    """Return where a chat stands."""
    return f"{ROOT}/chats/{series}/{address}"


def question_address(series: str, address: str, question: str) -> str:
    """Return where a question stands."""
    return f"{chat_address(series, address)}/questions/{question}"


def post_address(key: str) -> str:
    """Return where a post stands."""
    return f"{ROOT}/posts/{key}"


def person_address(network: str, folded: str) -> str:
    """Return where a person stands."""
    return f"{ROOT}/people/{quote(network, safe='')}/{quote(folded, safe='@')}"


def absolute(path: str) -> str:
    """Return a path of this archive as a whole address."""
    return f"{settings.SITE_URL}{path}"


def led_on(request: HttpRequest) -> HttpResponse | None:
    """Lead on from where something stood before, as its page does: 301, or 410; None where nothing ever stood."""
    asked = request.resolver_match.kwargs if request.resolver_match else {}
    try:
        there = address_of_page(where_now(page_of(asked)))
    except Removed:
        return HttpResponse(status=410)
    except Http404:
        return None
    return moved(request, address_of(asked), there) if there else HttpResponse(status=410)


def moved(request: HttpRequest, before: str, now: str) -> HttpResponse:
    """Lead on for ever from one address of a thing to another, with what was asked of it."""
    query = request.META.get("QUERY_STRING", "")
    path = quote(request.path, safe="/@%").replace(before, now, 1)
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def page_of(asked: dict[str, str]) -> str:
    """Return the path of the page of what an address of the API names; empty for none."""
    match asked:
        case {"series": series, "address": address, "question": question}:
            return f"/{series}/{address}/{question}/"
        case {"series": series, "address": address}:
            return f"/{series}/{address}/"
        case {"key": key}:
            return post_path(key)
        case {"network": network, "handle": handle}:
            return person_path(network, handle)
    return ""


def address_of(asked: dict[str, str]) -> str:
    """Return where something stands in the API, by the names in its address; empty for what is no thing of its own."""
    match asked:
        case {"series": series, "address": address, "question": question}:
            return question_address(series, address, question)
        case {"series": series, "address": address}:
            return chat_address(series, address)
        case {"key": key}:
            return post_address(key)
        case {"network": network, "handle": handle}:
            return person_address(network, handle)
    return ""


PAGES = {
    "tweet": {"key": "key"},
    "chat": {"series": "slug", "address": "address"},
    "question": {"series": "slug", "address": "address", "question": "anchor"},
    "person": {"network": "network", "handle": "handle"},
}
"""What the addresses of pages call the parts of ours, by the name of the page."""


def address_of_page(path: str) -> str:
    """Return where what has a page stands in the API; empty where it has no place in it."""
    try:
        page = resolve(path)
    except Resolver404:
        return ""
    names = PAGES.get(str(page.url_name), {})
    return address_of({ours: str(page.kwargs[theirs]) for ours, theirs in names.items()})
