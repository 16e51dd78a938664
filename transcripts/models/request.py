"""What readers ask of those who keep the archive."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from .chat import Chat
from .tweet import Tweet

SENDERS_KEPT_FOR = timedelta(days=1)
"""How long it is known, by a keyed hash, that two requests came from one address."""

MOST_WORDS = 2000


class RequestQuerySet(models.QuerySet["Request"]):
    """Requests."""

    def open(self) -> RequestQuerySet:
        """Those that nobody has answered."""
        return self.filter(state=Request.State.OPEN)

    def of_late(self, sender: str) -> RequestQuerySet:
        """What one address asked within a day."""
        return self.filter(sender=sender, made_at__gt=timezone.now() - SENDERS_KEPT_FOR)

    def forget_senders(self) -> None:
        """Forget from where older requests came."""
        old = self.exclude(sender="").filter(made_at__lte=timezone.now() - SENDERS_KEPT_FOR)
        old.update(sender="")

    def forget_words(self) -> int:
        """Close requests about what is gone for good, and keep nothing that their senders wrote."""
        gone = {"words": "", "contact": "", "place": "", "sender": ""}
        self.open().update(state=Request.State.DONE, decided_at=timezone.now())
        return self.update(**gone)


class Request(models.Model):
    """A reader's request about a post, or about a chat in which one is missing.

    `key` outlives the post; `hid` says that the request took the post out of sight at once.
    """

    class Kind(models.TextChoices):
        """What is asked."""

        ELSEWHERE = "elsewhere", "It belongs under another question"
        TAKEDOWN = "takedown", "Take it down: it is mine"
        EVERYTHING = "everything", "Take down all that I wrote here"
        MISSING = "missing", "A post is missing"

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        DONE = "done"
        DECLINED = "declined"

    kind = models.CharField(max_length=10, choices=Kind)
    chat = models.ForeignKey(Chat, models.CASCADE, related_name="requests")
    tweet = models.ForeignKey(Tweet, models.SET_NULL, null=True, blank=True, related_name="requests")
    key = models.CharField(max_length=40, blank=True, help_text="The key of the post it is about.")
    place = models.CharField(max_length=20, blank=True, help_text="Where the reader says that it belongs.")
    words = models.TextField(blank=True, max_length=MOST_WORDS)
    contact = models.CharField(max_length=200, blank=True, help_text="How to answer, if the reader said so.")
    sender = models.CharField(max_length=64, blank=True, db_index=True, help_text="Keyed hash of an address.")
    hid = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN, db_index=True)
    made_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.chat}"
