"""What `manage.py check` says about an archive that has outgrown its set-up."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError

from .models import Tweet

WHOOSH_IS_FINE_UP_TO = 50_000


@register()
def check_search_engine(**_: Any) -> list[CheckMessage]:
    """Advise another engine where Whoosh would be slow."""
    if settings.SEARCH_ENGINE != "whoosh":
        return []
    try:
        many = Tweet.objects.order_by("pk")[WHOOSH_IS_FINE_UP_TO : WHOOSH_IS_FINE_UP_TO + 1].exists()
    except DatabaseError:  # no tables yet: nothing to advise on
        return []
    if not many:
        return []
    return [
        CheckWarning(
            f"The archive holds more than {WHOOSH_IS_FINE_UP_TO:,} posts; Whoosh searches so many slowly.",
            hint="Use PostgreSQL: set DATABASE_URL to it and CHATARCHIVE_SEARCH=postgres.",
            id="transcripts.W001",
        )
    ]
