"""What happened: uploads, decisions, addresses. Nobody changes it."""

from __future__ import annotations

from django.contrib import admin

from ..models import (
    Alias,
    Decision,
    ImportRun,
    LedgerEntry,
)
from .base import ReadOnlyAdmin


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """The uploads."""

    list_display = ("file_name", "series", "format", "state", "read", "added", "updated", "started_at")
    list_filter = ("state", "format", "series")
    list_select_related = ("series",)
    search_fields = ("file_name", "=sha256")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """What people decided about posts, and whether they took it back."""

    list_display = ("made_at", "who", "where", "key", "kind", "before", "after", "undone_at")
    list_filter = ("kind",)
    list_select_related = ("by",)
    search_fields = ("=key", "where")
    date_hierarchy = "made_at"


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    """Every address that was ever public."""

    list_display = ("path", "kind", "since")
    list_filter = ("kind",)
    search_fields = ("path",)


@admin.register(Alias)
class AliasAdmin(ReadOnlyAdmin):
    """Where old addresses lead."""

    list_display = ("path", "target", "made_at")
    search_fields = ("path", "target")
