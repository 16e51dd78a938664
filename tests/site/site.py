"""What validators are asked about, and what they tell."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.error import HTTPError
from urllib.parse import urlsplit

from .pages import Page


@dataclass(frozen=True)
class Answer:
    """What an address answers; redirects are not followed."""

    status: int
    media_type: str
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Site:
    """The pages of an archive, the address it gives as its own (without "/" at its end), and how it is asked."""

    url: str
    pages: tuple[Page, ...]
    fetch: Callable[[str], Answer]

    def read(self, address: str) -> Answer:
        """Return what an address of the site answers, written with or without its host."""
        return self.fetch(self.path_of(address) or "/")

    def path_of(self, address: str) -> str:
        """Return an address of the site without its host and fragment."""
        parts = urlsplit(address.removeprefix(self.url))
        return parts._replace(fragment="").geturl()

    def of(self, *kinds: str) -> tuple[Page, ...]:
        """Return the pages of some kinds."""
        return tuple(page for page in self.pages if page.kind in kinds)


@dataclass(frozen=True)
class Report:
    """How much a validator looked at, what it found amiss, and what else it has to say."""

    looked_at: int
    faults: tuple[str, ...]
    told: tuple[str, ...] = ()

    @classmethod
    def on(cls, looked_at: int, faults: Iterable[str]) -> Report:
        """Report faults, each once."""
        return cls(looked_at, tuple(dict.fromkeys(faults)))


Validator: TypeAlias = Callable[[Site], Report]


class _Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing."""


def over_http(url: str) -> Callable[[str], Answer]:
    """Return how a server at an address is asked."""
    opener = urllib.request.build_opener(_Unfollowed)

    def fetch(path: str) -> Answer:
        try:
            answer = opener.open(f"{url}{path}", timeout=60)
        except HTTPError as refused:
            answer = refused
        with answer:
            return Answer(answer.status, answer.headers.get_content_type(), answer.read())

    return fetch
