"""Moments as they come in: written as RFC 3339 writes them, and no numbers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, AwareDatetime, BeforeValidator

EARLIEST, LATEST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)


def written(told: object) -> object:
    """Return a moment as it was written; raises ValueError for a number, or a text that begins with no day."""
    if told is not None and not (isinstance(told, str) and re.match(r"\d{4}-\d\d-\d\d[Tt ]", told)):
        raise ValueError("Write it like 2015-05-13T01:07:00Z")
    return told


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; one that lies beyond all calendars at their end."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return EARLIEST if moment.year == 1 else LATEST


Moment: TypeAlias = Annotated[AwareDatetime, BeforeValidator(written), AfterValidator(in_utc)]
