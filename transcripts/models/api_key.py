"""Keys by which programs read drafts and write through the API, without an account."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

BEGINNING = "cak_"
"""What every key begins with, so that people and programs that look for lost secrets know one when they see it."""

BYTES_OF_A_KEY = 32
LENGTH_OF_PREFIX = len(BEGINNING) + 6
USE_NOTED_EVERY = timedelta(hours=1)


def digest_of(token: str) -> str:
    """Return what is kept of a key; it has too many bits to be guessed, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


class Scope(models.TextChoices):
    """What a key may be used for."""

    READ_DRAFTS = "read-drafts", "Read drafts and withdrawn chats"
    IMPORT = "import", "Import files and records"
    CURATE = "curate", "Place posts"
    PUBLISH = "publish", "Publish and withdraw chats"


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Keys."""

    def with_tokens(self, tokens: Iterable[str]) -> ApiKeyQuerySet:
        """The keys that were given out as some tokens, whether or not they still hold."""
        return self.filter(digest__in=[digest_of(token) for token in tokens])

    def with_token(self, token: str) -> ApiKey | None:
        """The key that was given out as a token, whether or not it still holds."""
        return self.with_tokens([token]).first()


class ApiKey(models.Model):
    """A key of one program; what it decides is journalled under the name that was given with it.

    Only a hash is kept of it, and its first characters so that people can tell it from others.
    """

    class Why(models.TextChoices):
        """Why a key was revoked."""

        BY_HAND = "by hand", "By hand"
        LEAKED = "leaked", "It stood in an address"

    name = models.CharField(max_length=60, help_text="What uses it: decisions are written down under this name.")
    scopes = models.JSONField(default=list)
    prefix = models.CharField(max_length=16, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Empty: it holds until it is revoked.")
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_because = models.CharField(max_length=10, choices=Why.choices, blank=True, editable=False)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="To within an hour.")

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "API key"

    def __str__(self) -> str:
        return f"{self.name} (API key)"

    @property
    def holds(self) -> bool:
        """True while it gives access."""
        return self.revoked_at is None and (self.expires_at is None or timezone.now() < self.expires_at)

    def may(self, scope: Scope) -> bool:
        """True when it was made for that, too."""
        return scope.value in self.scopes

    def new_token(self) -> str:
        """Give an unsaved key its token, which is known only now."""
        token = f"{BEGINNING}{secrets.token_urlsafe(BYTES_OF_A_KEY)}"
        self.prefix, self.digest = token[:LENGTH_OF_PREFIX], digest_of(token)
        return token

    def note_use(self) -> None:
        """Remember when it was used last, coarsely: reading must not cost a write each time."""
        now = timezone.now()
        if self.last_used_at is None or now - self.last_used_at > USE_NOTED_EVERY:
            type(self).objects.filter(pk=self.pk).update(last_used_at=now)

    def revoke(self, because: Why) -> None:
        """Have it give no access from now on."""
        unrevoked = type(self).objects.filter(pk=self.pk, revoked_at__isnull=True)
        unrevoked.update(revoked_at=timezone.now(), revoked_because=because)
