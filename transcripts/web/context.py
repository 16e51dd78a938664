"""What every page knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from ..models import Archive


def archive(request: HttpRequest) -> dict[str, object]:
    """Return the archive's own row and address, for the frame of every page."""
    return {"archive": Archive.current(), "site_url": settings.SITE_URL}
