"""Decisions that outlive the post they are about."""

from __future__ import annotations

from django.db import models


class KeptDecision(models.Model):
    """What a person decided about a post that an undone upload took along: it comes back with the post.

    `places` are what placements by hand said: series, address, question, part, role.
    """

    key = models.CharField(max_length=40, unique=True, help_text="The key of the post.")
    hidden = models.BooleanField(default=False)
    hidden_reason = models.CharField(max_length=200, blank=True)
    places = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.key
