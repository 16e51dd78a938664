"""Links that give a guest the desk of one chat, without an account, for a while."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from .chat import Chat

BYTES_OF_A_TOKEN = 32


def digest_of(token: str) -> str:
    """Return what is kept of a link's token; it has too many bits to be guessed, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


class GuestLinkQuerySet(models.QuerySet["GuestLink"]):
    """Guest links."""

    def with_token(self, token: str) -> GuestLink | None:
        """The link of a token, whether or not it still holds."""
        return self.filter(digest=digest_of(token)).select_related("chat__series").first()

    def newest_first(self) -> GuestLinkQuerySet:
        """The last one made first."""
        return self.order_by("-pk")


class GuestLink(models.Model):
    """A link by which one person edits one chat; what they do is journalled under the name that was given with it."""

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="guest_links")
    name = models.CharField(max_length=60, help_text="Whom it is for.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    may_publish = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = GuestLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} (guest)"

    @property
    def holds(self) -> bool:
        """True while it gives access."""
        return self.revoked_at is None and timezone.now() < self.expires_at

    def new_token(self, days: int) -> str:
        """Give an unsaved link its token, which is known only now, and so many days."""
        token = secrets.token_urlsafe(BYTES_OF_A_TOKEN)
        self.digest, self.expires_at = digest_of(token), timezone.now() + timedelta(days=days)
        return token
