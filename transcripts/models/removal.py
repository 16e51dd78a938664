"""What was taken out for good: remembered without a word of it, so that no later upload brings it back."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac


def digest_of(key: str, secret: str | bytes | None = None) -> str:
    """Return the keyed hash that a removed post is remembered by: without the archive's secret it tells nothing."""
    return salted_hmac("chatarchive.removal", f"post\0{key}", secret=secret, algorithm="sha256").hexdigest()


class RemovalQuerySet(models.QuerySet["Removal"]):
    """Removals."""

    def remember(self, keys: Iterable[str]) -> None:
        """Remember posts as removed."""
        self.bulk_create((Removal(digest=digest_of(key)) for key in keys), ignore_conflicts=True)

    def among(self, keys: Iterable[str]) -> set[str]:
        """Return those of the keys whose posts were removed."""
        if not self.exists():
            return set()
        secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        asked = {digest_of(key, secret): key for key in keys for secret in secrets}
        known = self.filter(digest__in=asked).values_list("digest", flat=True)
        return {asked[digest] for digest in known}


class Removal(models.Model):
    """A post that was removed for good: by its author, as a file told, or on request."""

    digest = models.CharField(max_length=64, unique=True, help_text="Keyed hash (HMAC-SHA256) of the post's key.")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RemovalQuerySet.as_manager()

    def __str__(self) -> str:
        return self.digest[:12]
