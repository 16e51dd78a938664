"""What a person decides about people."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import Participant


def list_people(people: QuerySet[Participant], *, listed: bool) -> int:
    """Say whether other search engines may list people's pages and posts; return of how many that was news."""
    return people.filter(noindex=listed).update(noindex=not listed)
