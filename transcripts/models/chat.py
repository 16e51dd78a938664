"""Chats and their sessions."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils.timezone import now

from .import_run import ImportRun
from .ledger import LedgerEntry
from .participant import Participant
from .series import Series, check_zone
from .tweet import Tweet

if TYPE_CHECKING:
    from .tweet import Placement


NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When an archive without a public chat changed last."""

WITHDRAWN = "withdrawn"


def new_version() -> str:
    """Return a token that no page of the chat was ever shown under."""
    return secrets.token_hex(8)


def chat_name(title: str, day: date) -> str:
    """Return what a chat is called: its title, or its day where it has none."""
    return title or f"Chat of {day:%-d %B %Y}"


class ChatQuerySet(models.QuerySet["Chat"]):
    """Chats."""

    def public(self) -> ChatQuerySet:
        """Published chats."""
        return self.filter(published_at__isnull=False)

    def listed(self) -> ChatQuerySet:
        """Published chats that other search engines may list."""
        return self.public().filter(noindex=False)

    def drafts(self) -> ChatQuerySet:
        """Chats that were never public; what a person withdrew is no draft again."""
        return self.filter(published_at__isnull=True, first_published_at__isnull=True)

    def newest_first(self) -> ChatQuerySet:
        """Latest day first; of one day, by series."""
        return self.order_by("-date", "-address", "series__slug")

    def latest_published_first(self) -> ChatQuerySet:
        """Those that came into public view last first; of one moment, the latest day."""
        return self.order_by("-first_published_at", "-date", "-address", "series__slug")

    def last_change(self) -> datetime:
        """The moment at which something on the pages of any of them changed last."""
        latest: datetime | None = self.aggregate(latest=models.Max("changed_at"))["latest"]
        return latest or NEVER

    def stale_in_index(self) -> ChatQuerySet:
        """Chats that changed since the index took them in."""
        return self.exclude(indexed_version=models.F("version"))


class Chat(models.Model):
    """A series' chat of one day on a topic.

    `address` follows the data while the chat is a draft and is frozen at first publication. `by_hand` names what a
    person fixed ("title", "hosts", "sessions", "timezone", "order" of the questions, that it is "withdrawn"), which
    regrouping leaves alone. `version` and `changed_at` are renewed by every write that shows on the chat's pages.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="chats")
    date = models.DateField(help_text="Local date of its start.")
    address = models.CharField(max_length=20, help_text="Its place in the series' addresses.")
    title = models.CharField(max_length=200, blank=True)
    timezone = models.CharField(max_length=60, validators=[check_zone])
    framing = models.TextField(blank=True, help_text="What was written about the topic before the chat.")
    hosts = models.ManyToManyField(Participant, related_name="hosted", blank=True)
    confidence = models.FloatField(default=1.0, help_text="How sure it is that this was a chat.")
    by_hand = models.JSONField(default=list, blank=True)
    dropped_questions = models.JSONField(
        default=list, blank=True, editable=False, help_text="Names of questions that are found and were deleted."
    )
    runs = models.ManyToManyField(ImportRun, related_name="chats", blank=True)
    tweets: models.ManyToManyField[Tweet, Placement] = models.ManyToManyField(
        Tweet, through="Placement", related_name="chats"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    noindex = models.BooleanField(
        "kept out of search engines",
        default=False,
        help_text="Asks other search engines not to list its pages; the archive's own search finds it.",
    )
    version = models.CharField(max_length=16, default=new_version, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)
    indexed_version = models.CharField(max_length=16, blank=True, editable=False)

    objects = ChatQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-address"]
        constraints = [
            models.UniqueConstraint(fields=["series", "address"], name="one_chat_per_address"),
        ]
        indexes = [models.Index(fields=["published_at"])]

    def __str__(self) -> str:
        return f"#{self.series.slug} {self.address}"

    @property
    def name(self) -> str:
        """What it is called wherever it is shown: its title, or its day where it has none."""
        return chat_name(self.title, self.date)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which it took place."""
        return ZoneInfo(self.timezone)

    @property
    def is_public(self) -> bool:
        """True when anyone may see it."""
        return self.published_at is not None

    @property
    def was_public(self) -> bool:
        """True when its address was ever given out."""
        return self.first_published_at is not None

    @property
    def is_emptied(self) -> bool:
        """True when it is not public only because all its posts went: it is shown again once there are any."""
        return self.was_public and not self.is_public and WITHDRAWN not in self.by_hand

    @property
    def is_edited(self) -> bool:
        """True when a person decided anything in it, or was asked to: it stays though its hour is no longer found."""
        if (
            self.by_hand
            or self.noindex
            or self.dropped_questions
            or self.guest_links.exists()
            or self.annotations.exists()
        ):
            return True
        return self.placements.by_hand().exists() or self.questions.by_hand().exists()

    def note(self, fact: str, *, by_hand: bool) -> None:
        """Note whether a person fixed a fact of the chat; it is to be saved."""
        others = {*self.by_hand} - {fact}
        self.by_hand = sorted({*others, fact} if by_hand else others)

    def get_absolute_url(self) -> str:
        return reverse("chat", args=[self.series.slug, self.address])

    def renew(self) -> None:
        """Give the chat a new version: something on its pages changed; what is public by that enters the ledger."""
        self.version, self.changed_at = new_version(), now()
        self.save(update_fields=["version", "changed_at"])
        LedgerEntry.objects.enter(self)

    def publish(self) -> None:
        """Show the chat to everyone; its address and those of its questions are frozen from the first time on."""
        self.published_at = self.published_at or now()
        self.first_published_at = self.first_published_at or self.published_at
        self.note(WITHDRAWN, by_hand=False)
        self.version, self.changed_at = new_version(), now()
        self.save(update_fields=["published_at", "first_published_at", "by_hand", "version", "changed_at"])
        LedgerEntry.objects.enter(self)

    def withdraw(self) -> None:
        """Take the chat out of public view on a person's word; its addresses answer 410 from now on."""
        self.note(WITHDRAWN, by_hand=True)
        self.empty()

    def empty(self) -> None:
        """Take the chat out of public view until it has posts again; its addresses answer 410 in the meantime."""
        self.published_at = None
        self.version, self.changed_at = new_version(), now()
        self.save(update_fields=["published_at", "by_hand", "version", "changed_at"])


class Session(models.Model):
    """A stretch of time in which the chat took place; most chats have one."""

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="sessions")
    start = models.DateTimeField()
    end = models.DateTimeField(help_text="The moment of its last post.")

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=models.Q(start__lte=models.F("end")), name="starts_before_it_ends"),
            models.UniqueConstraint(fields=["chat", "start"], name="sessions_start_apart"),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M}–{self.end:%H:%M}"

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """True when the session and the given stretch of time share a moment."""
        return self.start <= end and start <= self.end
