"""Which programs may write through the API."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from ..models import ApiKey, Scope
from .deciding import Undecidable


@dataclass(frozen=True, slots=True)
class NewKey:
    """A new key and its token, which nothing keeps."""

    key: ApiKey
    token: str


def make_key(
    user: AbstractBaseUser | None, name: str, scopes: Collection[str], *, expires_at: datetime | None = None
) -> NewKey:
    """Make a key for a program; `scopes` say what it may be used for.

    Raises Undecidable without a name or scope, or for a scope there is none of.
    """
    called = " ".join(name.replace("\0", "").split())[:60]
    if not called:
        raise Undecidable("Say what the key is for: what it decides is written down under that name.")
    if not scopes or not set(scopes) <= set(Scope.values):
        raise Undecidable(f"Choose what the key may be used for: {', '.join(Scope.values)}.")
    in_order = [scope for scope in Scope.values if scope in scopes]
    key = ApiKey(name=called, scopes=in_order, expires_at=expires_at, made_by_id=user.pk if user else None)
    token = key.new_token()
    key.save()
    return NewKey(key, token)
