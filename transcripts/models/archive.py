"""Who runs this archive."""

from __future__ import annotations

from django.db import models

from ..once import once_in_a_copy


class Archive(models.Model):
    """What the about page says; one row, made on first run (`manage.py setup`), editable in the admin."""

    name = models.CharField(max_length=100, default="Chatarchive", help_text="Stands at the top of every page.")
    keeper = models.CharField(max_length=200, blank=True, help_text="Who runs this archive.")
    contact = models.CharField(max_length=200, blank=True, help_text="An e-mail or web address for questions.")
    about = models.TextField(blank=True, help_text="What is kept here and why; blank lines part paragraphs.")
    hide_on_request = models.BooleanField(
        default=True, help_text="Hide a post at once when a reader asks to have it taken down, until staff decide."
    )

    class Meta:
        verbose_name_plural = "archive"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="one_archive", violation_error_message="There is one."
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @once_in_a_copy(keep=1)
    def current(cls) -> Archive:
        """Return the archive's row, or an unsaved one with the defaults before the first run."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
