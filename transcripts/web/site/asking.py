"""Asking the application itself, in this process, as a visitor without an account would: no network is used."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from ..context import IN_COPY, WITHOUT_CARDS
from .addresses import Address
from .failing import AskingFailed


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answered: a status, a media type, the address it leads to, the policy of a page."""

    status: int
    kind: str
    content: bytes
    location: str = ""
    policy: str = ""

    @property
    def is_page(self) -> bool:
        """True for whole HTML; a piece of it is fetched by a script, or taken away to be pasted elsewhere."""
        return self.kind == "text/html" and self.content.lstrip()[:9].lower() == b"<!doctype"


class Application:
    """The archive, asked from inside; its pages know that they will lie among files, and whether with card pictures."""

    def __init__(self, *, cards: bool = True) -> None:
        self.environ = _environ() if cards else _environ() | {WITHOUT_CARDS: True}
        self.client = Client(**self.environ)

    def ask(self, address: Address) -> Answer:
        """Return what the application answers at an address; raises AskingFailed, naming it, when it breaks."""
        try:
            response = self.client.get(str(address))
            # Those that stream, too.
            content = b"".join(response)
        except Exception as error:
            raise AskingFailed(f"{address}: {type(error).__name__}: {error}") from error
        if response.status_code >= 500 or response.status_code in (400, 429):
            raise AskingFailed(f"{address} answers {response.status_code}.")
        return Answer(
            response.status_code,
            response.headers.get("Content-Type", "").partition(";")[0].strip(),
            content,
            response.headers.get("Location", ""),
            response.headers.get("Content-Security-Policy", ""),
        )

    def render(self, template: str, address: Address, **shown: object) -> bytes:
        """Return a page that only an export has, as if the application had answered with it."""
        request = RequestFactory(**self.environ).get(str(address))
        return render_to_string(template, shown, cast(HttpRequest, request)).encode()


def _environ() -> dict[str, Any]:
    """Return what tells the application where it is reached, and that a copy is being made of it."""
    told = urlsplit(settings.SITE_URL)
    port = told.port or (443 if told.scheme == "https" else 80)
    return {
        "SERVER_NAME": told.hostname or "localhost",
        "SERVER_PORT": str(port),
        "wsgi.url_scheme": told.scheme,
        IN_COPY: True,
    }


@contextmanager
def unlogged() -> Iterator[None]:
    """Keep out of the log that addresses answer 404 or 410: the export tells it itself."""
    log = logging.getLogger("django.request")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)
