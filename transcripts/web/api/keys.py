"""Who asks: anyone, or a program by its key, which is sent in the header Authorization and nowhere else."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_plus

from django.http import HttpRequest
from ninja.security import HttpBearer

from ...models import BEGINNING, ApiKey, Chat, ChatQuerySet, Scope
from .addresses import ROOT
from .problems import Problem

TOKEN = re.compile(rf"{BEGINNING}[A-Za-z0-9_-]{{16,}}")


class Anyone:
    """Somebody without a key."""

    def may(self, scope: Scope) -> bool:
        """Never: what anyone may see takes no right."""
        return False


Asker = Anyone | ApiKey


class KeyOptional(HttpBearer):
    """For operations that anyone may use, and that show more to some keys."""

    def __call__(self, request: HttpRequest) -> Asker:
        """Return who asks; raises Problem for a key that gives no access."""
        return key_of(request) if "Authorization" in request.headers else Anyone()

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Never called: a key is looked up at once."""
        raise NotImplementedError


class KeyFor(HttpBearer):
    """For operations that take a key with a scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> ApiKey:
        """Return the key; raises Problem for none, one that gives no access, and one for something else."""
        if "Authorization" not in request.headers:
            raise Problem("key-needed")
        key = key_of(request)
        require(key, self.scope)
        return key

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Never called: a key is looked up at once."""
        raise NotImplementedError


def key_of(request: HttpRequest) -> ApiKey:
    """Return the key that a request carries; raises Problem where it gives no access."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    key = ApiKey.objects.with_token(token.strip()) if kind.lower() == "bearer" else None
    if key is None or not key.holds:
        raise Problem("key-invalid")
    key.note_use()
    return key


def require(key: ApiKey, scope: Scope) -> None:
    """Raise Problem where a key was not made for something."""
    if not key.may(scope):
        raise Problem("scope-missing", f"This key lacks the scope “{scope.value}” ({scope.label.lower()}).")


def asker(request: HttpRequest) -> Asker:
    """Return who asks."""
    return getattr(request, "auth", None) or Anyone()


def program(request: HttpRequest) -> ApiKey:
    """Return the key of an operation that takes one."""
    key: ApiKey = request.auth  # type: ignore[attr-defined]  # nobody else comes there
    return key


def readable_chats(request: HttpRequest) -> ChatQuerySet:
    """Return the chats that who asks may read."""
    return Chat.objects.all() if asker(request).may(Scope.READ_DRAFTS) else Chat.objects.public()


def refuse_leaked(request: HttpRequest) -> None:
    """Revoke a key that stands in an address: whoever keeps logs has it by now. Raises Problem where one does."""
    query = unquote_plus(request.META.get("QUERY_STRING", ""))
    tokens = TOKEN.findall(f"{request.path} {query}")
    if tokens:
        for key in ApiKey.objects.with_tokens(tokens):
            key.revoke(ApiKey.Why.LEAKED)
        forget_address(request)
        raise Problem("key-in-address")


def forget_address(request: HttpRequest) -> None:
    """Take the address out of a request, for whatever is logged of it from now on."""
    request.META["QUERY_STRING"] = ""
    request.path = request.path_info = ROOT
