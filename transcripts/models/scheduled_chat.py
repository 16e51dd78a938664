"""What a series said beforehand of its chats."""

from __future__ import annotations

from django.db import models

from .series import Series


class ScheduledChat(models.Model):
    """One line of a series' schedule: a chat of a day, its topic, hosts and questions as they were announced."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="scheduled")
    date = models.DateField(help_text="Local date of its start.")
    start = models.TimeField(null=True, blank=True, help_text="Local time; empty when only the day is known.")
    end = models.TimeField(null=True, blank=True, help_text="Local time; before the start: on the next day.")
    last_date = models.DateField(null=True, blank=True, help_text="Of a chat over several days, its last one.")
    title = models.CharField(max_length=200, blank=True)
    hosts = models.JSONField(default=list, blank=True, help_text='Handles, as in ["edchathost"].')
    questions = models.JSONField(default=list, blank=True, help_text="Their texts, in order.")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["date", "start"]
        constraints = [
            models.UniqueConstraint(fields=["series", "date"], name="one_line_per_day"),
        ]

    def __str__(self) -> str:
        return f"#{self.series.slug} {self.date.isoformat()} {self.title}".strip()
