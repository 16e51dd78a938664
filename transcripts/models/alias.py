"""Addresses that once were: where they lead now, or that what they showed is gone."""

from __future__ import annotations

from django.db import models


class Alias(models.Model):
    """A path that was public: a 301 to `target`, or a 410 where `target` is empty."""

    path = models.CharField(max_length=300, unique=True)
    target = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "aliases"

    def __str__(self) -> str:
        return f"{self.path} → {self.target or 'gone'}"
