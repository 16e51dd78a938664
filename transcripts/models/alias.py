"""Addresses that once were, and where they lead now."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.urls import resolve

from .tweet import post_path


class AliasQuerySet(models.QuerySet["Alias"]):
    """Addresses that once were."""

    def keys_of_posts(self, keys: Iterable[str]) -> dict[str, str]:
        """Return, for those of some keys of posts that turned out to be another post's, the key of that one."""
        asked = {post_path(key): key for key in keys}
        led = self.filter(path__in=asked) if asked else self.none()
        return {asked[alias.path]: str(resolve(alias.target).kwargs["key"]) for alias in led}

    def lead(self, old: str, new: str) -> None:
        """Have a path, and all that led to it, lead to another one, which is an address itself from now on."""
        self.filter(path=new).delete()
        self.filter(target=old).update(target=new)
        self.update_or_create(path=old, defaults={"target": new})


class Alias(models.Model):
    """A path that leads to `target` by a 301, because what stood there moved or turned out to be something else."""

    path = models.CharField(max_length=300, unique=True)
    target = models.CharField(max_length=300)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = AliasQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aliases"

    def __str__(self) -> str:
        return f"{self.path} → {self.target}"
