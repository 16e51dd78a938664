"""What was taken out for good: remembered without a word of it, so that no later upload brings it back."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

from .participant import fold_handle


class Kind(models.TextChoices):
    """What a removal is of: a post by its key; an account by a handle, by the part of it before a server, by its
    stable id; a person's whole name; or no more than the page of an account of which nothing may be left."""

    POST = "post"
    HANDLE = "handle"
    SHORT = "short"
    ACCOUNT = "account"
    NAME = "name"
    PAGE = "page"


OF_PEOPLE = (Kind.HANDLE, Kind.SHORT, Kind.ACCOUNT, Kind.NAME)


def digest_of(kind: str, *parts: str, secret: str | bytes | None = None) -> str:
    """Return the keyed hash that something removed is remembered by: without the archive's secret it tells nothing."""
    return _digest(secret or settings.SECRET_KEY, "\0".join([kind, *parts]))


# Posts say the same words again and again, and an import asks of each whether it is somebody's who was taken out.
@lru_cache(maxsize=65_536)
def _digest(secret: str | bytes, told: str) -> str:
    hashing = _keyed(secret).copy()
    hashing.update(told.encode())
    return hashing.hexdigest()


@lru_cache(maxsize=8)
def _keyed(secret: str | bytes) -> hmac.HMAC:
    """Return the hash of nothing under a secret: deriving its key takes longer than hashing a word."""
    return salted_hmac("chatarchive.removal", "", secret=secret, algorithm="sha256")


def mark_of(secret: str | bytes) -> str:
    """Return what a secret is recognised by, and nobody can tell it from."""
    return salted_hmac("chatarchive.secret", "", secret=secret, algorithm="sha256").hexdigest()


def fold_name(name: str) -> str:
    """Return a name as it is compared: case and spacing do not matter."""
    return " ".join(name.casefold().split())


def short_handle(folded: str) -> str:
    """Return the part of a folded handle before its server (`ann` of `ann@example.social`), else nothing."""
    return folded.partition("@")[0] if "@" in folded else ""


@dataclass(frozen=True, slots=True)
class Identity:
    """One account: its network, the folded handles it went by, its stable ids, and the names it showed."""

    network: str
    handles: frozenset[str]
    accounts: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def digests(self) -> Iterable[tuple[Kind, str]]:
        """Yield what it is remembered by."""
        shorts = {short_handle(handle) for handle in self.handles}
        told = {Kind.HANDLE: self.handles, Kind.SHORT: shorts, Kind.ACCOUNT: self.accounts}
        yield from ((kind, digest_of(kind, self.network, one)) for kind, many in told.items() for one in many if one)
        yield from ((Kind.NAME, digest_of(Kind.NAME, fold_name(name))) for name in self.names if " " in fold_name(name))


@dataclass(frozen=True, slots=True)
class RemovedPeople:
    """The people who were taken out, known by their digests alone; false when there are none."""

    digests: frozenset[str] = frozenset()
    secrets: tuple[str | bytes, ...] = field(default_factory=lambda: secrets())

    def __bool__(self) -> bool:
        return bool(self.digests)

    def has_handle(self, network: str, handle: str) -> bool:
        """True for a handle, in full, of somebody who was taken out."""
        return self._has(Kind.HANDLE, network, fold_handle(handle))

    def is_called(self, network: str, handle: str) -> bool:
        """True for what others call somebody who was taken out: a handle, also without its server."""
        folded = fold_handle(handle)
        return self._has(Kind.HANDLE, network, folded) or self._has(Kind.SHORT, network, folded)

    def has_account(self, network: str, source_id: str) -> bool:
        """True for the stable id of somebody who was taken out."""
        return self._has(Kind.ACCOUNT, network, source_id)

    def has_name(self, name: str) -> bool:
        """True for the whole name, of two words or more, of somebody who was taken out."""
        return self._has(Kind.NAME, fold_name(name))

    def _has(self, kind: Kind, *parts: str) -> bool:
        told = "\0".join([kind.value, *parts])
        return any(_digest(secret, told) in self.digests for secret in self.secrets)


def secrets() -> tuple[str | bytes, ...]:
    """Return the archive's secret, and those it had before."""
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


class RemovalQuerySet(models.QuerySet["Removal"]):
    """Removals."""

    def remember(self, keys: Iterable[str]) -> None:
        """Remember posts as removed."""
        self.bulk_create((Removal(digest=digest_of(Kind.POST, key)) for key in keys), ignore_conflicts=True)

    def remember_person(self, identity: Identity) -> None:
        """Remember an account as removed, with all that it was known by."""
        told = identity.digests()
        self.bulk_create((Removal(kind=kind, digest=digest) for kind, digest in told), ignore_conflicts=True)

    def remember_pages(self, handles: Iterable[tuple[str, str]]) -> None:
        """Remember that accounts, by network and folded handle, had a page."""
        told = (Removal(kind=Kind.PAGE, digest=digest_of(Kind.PAGE, *handle)) for handle in handles)
        self.bulk_create(told, ignore_conflicts=True)

    def had_page(self, network: str, folded: str) -> bool:
        """True when somebody by a handle had a page, of whom nothing is left."""
        kinds = (Kind.HANDLE, Kind.PAGE)
        asked = [digest_of(kind, network, folded, secret=secret) for kind in kinds for secret in secrets()]
        return self.filter(digest__in=asked).exists()

    def among(self, keys: Iterable[str]) -> set[str]:
        """Return those of the keys whose posts were removed."""
        if not self.exists():
            return set()
        asked = {digest_of(Kind.POST, key, secret=secret): key for key in keys for secret in secrets()}
        known = self.filter(digest__in=asked).values_list("digest", flat=True)
        return {asked[digest] for digest in known}

    def people(self) -> RemovedPeople:
        """Return the people who were taken out."""
        return RemovedPeople(frozenset(self.filter(kind__in=OF_PEOPLE).values_list("digest", flat=True)))


class Removal(models.Model):
    """A post or a person that was removed for good: by its author, as a file told, or on request."""

    kind = models.CharField(max_length=7, choices=Kind, default=Kind.POST, db_index=True)
    digest = models.CharField(max_length=64, unique=True, help_text="Keyed hash (HMAC-SHA256) of what was removed.")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RemovalQuerySet.as_manager()

    def __str__(self) -> str:
        return self.digest[:12]
