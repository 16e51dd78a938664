"""Uploads on their way into the archive: what a person gave and told, and how far the work on it has come."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.deconstruct import deconstructible

from .api_key import ApiKey

LEASE = timedelta(minutes=2)
"""How long a worker may stay silent about a job before another takes it up."""

MOST_ATTEMPTS = 5


@deconstructible
class UploadStorage(FileSystemStorage):
    """Uploaded files, below the data directory; nobody is ever served one."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        """Where the files are."""
        return str(settings.UPLOADS_DIR)

    @property
    def location(self) -> str:
        """The same, absolute."""
        return str(Path(self.base_location).absolute())

    def url(self, name: str | None) -> str:
        """Raise ValueError: what was uploaded has no address."""
        raise ValueError("Uploaded files are not served.")


def nameless(job: ImportJob, file_name: str) -> str:
    """Return a name on disk that owes nothing to the one a visitor gave."""
    return uuid4().hex


class ImportJobQuerySet(models.QuerySet["ImportJob"]):
    """Uploads."""

    def busy(self) -> ImportJobQuerySet:
        """Those that wait for a worker or that one is at work on."""
        return self.filter(state__in=ImportJob.BUSY)

    def idle(self) -> ImportJobQuerySet:
        """Those that wait for a person or for nobody any more, and new ones that are in no queue yet."""
        return self.exclude(state__in=ImportJob.BUSY, leased_until__isnull=False)

    def expired(self) -> ImportJobQuerySet:
        """Busy ones nobody has spoken up for in time: their worker died, or the queue lost them."""
        return self.busy().filter(leased_until__lt=timezone.now())

    def with_needless_file(self) -> ImportJobQuerySet:
        """Those whose file the archive holds by now, record by record."""
        return self.filter(state=ImportJob.State.DONE).exclude(file="")

    def with_old_preview(self) -> ImportJobQuerySet:
        """Those whose preview, examples of posts and all, is of no use any more; a schedule's is still shown."""
        over = (ImportJob.State.DONE, ImportJob.State.UNDONE, ImportJob.State.FAILED)
        return self.filter(state__in=over, preview__schedule__isnull=True).exclude(preview=None)

    def claim(self, pk: int) -> ImportJob | None:
        """Take a waiting job for the calling worker; None when it is not waiting (any more)."""
        for waiting, working in ImportJob.WORK.items():
            mine = {"state": working, "leased_until": lease(), "attempts": models.F("attempts") + 1}
            if self.filter(pk=pk, state=waiting).update(**mine):
                return self.get(pk=pk)
        return None


def lease() -> datetime:
    """Return until when a worker that speaks up now is waited for."""
    return timezone.now() + LEASE


class ImportJob(models.Model):
    """One uploaded file: looked at first, taken in when a person agrees, taken back when they think better of it.

    `told` is what that person said about it, `preview` what would be taken in, `report` what was. `records` counts
    the posts read so far. While it is busy, `leased_until` says until when its worker is waited for; `attempts` counts
    the workers that took it and tells one that was given up for dead from the one that followed it. What a program
    asked for has the program's `api_key`.
    """

    class State(models.TextChoices):
        """How far a job has come."""

        RECEIVED = "received"
        LOOKING = "looking"
        READY = "ready"
        QUEUED = "queued"
        IMPORTING = "importing"
        DONE = "done"
        UNWANTED = "unwanted"
        UNDOING = "undoing"
        UNDONE = "undone"
        FAILED = "failed"

    WORK = {State.RECEIVED: State.LOOKING, State.QUEUED: State.IMPORTING, State.UNWANTED: State.UNDOING}
    BUSY = frozenset({*WORK, *WORK.values()})

    file = models.FileField(storage=UploadStorage(), upload_to=nameless, blank=True)
    file_name = models.CharField(max_length=255, help_text="As whoever uploaded it called it.")
    size = models.PositiveBigIntegerField(default=0, help_text="In bytes.")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    api_key = models.ForeignKey(ApiKey, models.SET_NULL, null=True, related_name="jobs")
    asked_as = models.CharField(
        max_length=64, blank=True, help_text="Hash of the Idempotency-Key by which a program asked for it."
    )
    asked_for = models.CharField(max_length=64, blank=True, help_text="Hash of all that was asked for by that key.")
    told = models.JSONField(default=dict, help_text="What a person told about the file.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    records = models.PositiveIntegerField(default=0, help_text="Posts read so far.")
    preview = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    report = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    error = models.TextField(blank=True, help_text="Why it failed, in a sentence.")
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "upload in progress"
        verbose_name_plural = "uploads in progress"
        indexes = [models.Index(fields=["state", "leased_until"])]
        constraints = [
            models.UniqueConstraint(
                fields=["api_key", "asked_as"], condition=~models.Q(asked_as=""), name="asked_for_once"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        """True while it waits for a worker or one is at work on it."""
        return self.state in self.BUSY

    def get_absolute_url(self) -> str:
        return reverse("upload", args=[self.pk])

    def drop_file(self) -> None:
        """Delete the file from the disk."""
        if self.file:
            self.file.delete(save=False)
            type(self).objects.filter(pk=self.pk).update(file="")
