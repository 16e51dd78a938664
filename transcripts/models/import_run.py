"""What was taken in: files, and which post came from where in them."""

from __future__ import annotations

import zlib

from django.db import models

from .series import Series


class ImportRun(models.Model):
    """One file taken in. The same file taken in again for the same series is the same run."""

    class State(models.TextChoices):
        """How far a run has come."""

        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    series = models.ForeignKey(Series, models.PROTECT, related_name="runs")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=40)
    is_selection = models.BooleanField(default=False, help_text="Chosen quotes, never a whole chat.")
    options = models.JSONField(default=dict, help_text="What a person told about the file.")
    zone = models.CharField(max_length=60, blank=True, help_text="The zone of its times that come without one.")
    outline = models.JSONField(default=list, help_text="Headings of the file, in order: candidates for questions.")
    about = models.JSONField(default=list, help_text="What the file says of its chats: day, start, end, title, hosts.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    read = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.JSONField(default=list, help_text="Line, field and reason of each record that was not taken.")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = "upload"
        constraints = [
            models.UniqueConstraint(fields=["series", "sha256", "format", "options"], name="a_file_once_per_series"),
        ]

    def __str__(self) -> str:
        return self.file_name


class Sighting(models.Model):
    """A post as one record of one file told it; the raw record is kept, compressed, equal in every field."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="sightings")
    tweet = models.ForeignKey("Tweet", models.CASCADE, related_name="sightings")
    position = models.PositiveIntegerField(help_text="The record's place in the file, from 1.")
    heading = models.TextField(blank=True, help_text="The heading the file put the post under.")
    raw_zlib = models.BinaryField(null=True, help_text="Empty for a post embedded in the record at that position.")
    told_zlib = models.BinaryField(null=True, help_text="What the record told; empty where no other tells of the post.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "position", "tweet"], name="a_post_once_per_record"),
        ]

    def __str__(self) -> str:
        return f"{self.run}, record {self.position}"

    @property
    def raw(self) -> str:
        """The record as it came; empty for an embedded post."""
        return zlib.decompress(self.raw_zlib).decode() if self.raw_zlib else ""
