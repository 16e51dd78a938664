"""What `manage.py check` says about a search engine that does not fit the archive, and about fonts that are wanting."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError, connection

from .models import Tweet
from .publishing import lacking_scripts
from .search import ENGINES

WHOOSH_IS_FINE_UP_TO = 50_000


@register()
def check_search_engine(**_: Any) -> list[CheckMessage]:
    """Say that the engine of the settings cannot work here, or that the archive has outgrown it."""
    if settings.SEARCH_ENGINE not in ENGINES:
        return [_unknown()]
    if settings.SEARCH_ENGINE == "postgres" and connection.vendor != "postgresql":
        return [_without_its_database()]
    return [_outgrown()] if settings.SEARCH_ENGINE == "whoosh" and _holds_more_than(WHOOSH_IS_FINE_UP_TO) else []


@register(deploy=True)
def check_fonts(**_: Any) -> list[CheckMessage]:
    """Say which scripts the pictures of quotes cannot show; to look through all fonts is too much for every command."""
    lacking = lacking_scripts()
    if not lacking:
        return []
    return [
        CheckWarning(
            f"No font here draws {', '.join(lacking)}: pictures of such quotes show their question instead.",
            hint="On Debian: apt install fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji libfribidi0",
            id="transcripts.W002",
        )
    ]


def _unknown() -> CheckMessage:
    return Error(
        f"There is no search engine “{settings.SEARCH_ENGINE}”.",
        hint=f"CHATARCHIVE_SEARCH can be {' or '.join(sorted(ENGINES))}; without it the database decides.",
        id="transcripts.E001",
    )


def _without_its_database() -> CheckMessage:
    return Error(
        "The search engine “postgres” needs PostgreSQL, and the archive is in another database.",
        hint="Set DATABASE_URL to PostgreSQL, or leave CHATARCHIVE_SEARCH out.",
        id="transcripts.E002",
    )


def _outgrown() -> CheckMessage:
    on_postgres = connection.vendor == "postgresql"
    return CheckWarning(
        f"The archive holds more than {WHOOSH_IS_FINE_UP_TO:,} posts; Whoosh searches so many slowly.",
        hint="Leave CHATARCHIVE_SEARCH out." if on_postgres else "Move to PostgreSQL: set DATABASE_URL to it.",
        id="transcripts.W001",
    )


def _holds_more_than(number: int) -> bool:
    try:
        return Tweet.objects.order_by("pk")[number : number + 1].exists()
    except DatabaseError:  # no tables yet: nothing to advise on
        return False
