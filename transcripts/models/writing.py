"""Rows written in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class WritingQuerySet(models.QuerySet[Row]):
    """Rows that are written in bulk."""

    def write(self, rows: Iterable[Row], fields: Sequence[str]) -> None:
        """Save some fields of saved rows in one statement (bulk_update takes twenty times as long)."""
        self.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=fields)
