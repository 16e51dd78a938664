"""Moments as files and feeds write them. Pure."""

from __future__ import annotations

from datetime import UTC, datetime


def iso_utc(moment: datetime) -> str:
    """Return a moment in UTC as ISO 8601 writes it, to the second: 2015-05-13T01:07:00Z."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
