"""What machines ask for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /search/
Disallow: /feeds/search.
Disallow: /api/v1/search
Disallow: /api/v1/quotes
Disallow: /t/*/report/
Disallow: /*/missing/

Sitemap: {site_url}/sitemap.xml
"""


def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers that everything but searches is theirs to read."""
    return HttpResponse(ROBOTS.format(site_url=settings.SITE_URL), content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon of the archive."""
    return HttpResponseRedirect(static("favicon.svg"))
