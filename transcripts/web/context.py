"""What every page knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from ..models import Archive, Request
from ..publishing import Site, archive_card
from .permanent import encoded

# In the WSGI environment of requests by which a copy of the site is made (web/site); no visitor can set it.
IN_COPY = "chatarchive.in_copy"
WITHOUT_CARDS = "chatarchive.without_cards"


def archive(request: HttpRequest) -> dict[str, object]:
    """Return the archive's own row and address, and the address the page is to be linked by."""
    site_url, current = settings.SITE_URL, Archive.current()
    return {
        "archive": current,
        "site_url": site_url,
        # Asked only by pages for those who may answer.
        "open_requests": Request.objects.open().count,
        "canonical": f"{site_url}{encoded(request.path)}",
        "card": archive_card(current.name),
        "in_copy": IN_COPY in request.META,
        "without_cards": WITHOUT_CARDS in request.META,
    }


def name_of_archive() -> str:
    """Return what stands at the top of every page."""
    return Archive.current().name


def this_site() -> Site:
    """Return this archive as publications name it."""
    return Site(name_of_archive(), settings.SITE_URL)
