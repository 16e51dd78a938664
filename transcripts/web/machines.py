"""What machines ask for."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.templatetags.static import static

from ..models import Archive

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /search/
Disallow: /feeds/search.
Disallow: /api/v1/search
Disallow: /api/v1/quotes
Disallow: /api/v1/series/*/dataset.zip
Disallow: /t/*/report/
Disallow: /*/missing/

Sitemap: {site_url}/sitemap.xml
"""


def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers that everything but searches is theirs to read."""
    return HttpResponse(ROBOTS.format(site_url=settings.SITE_URL), content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponseBase:
    """Give the archive's icon to who looks for it where it used to be."""
    return _icon("favicon.ico", "image/vnd.microsoft.icon")


def touch_icon(request: HttpRequest) -> HttpResponseBase:
    """Give the picture that phones, and services that show links, take for the archive's."""
    return _icon("apple-touch-icon.png", "image/png")


def manifest(request: HttpRequest) -> HttpResponse:
    """Tell browsers how the archive is called and looks on a home screen (W3C Web Application Manifest)."""
    name = Archive.current().name
    icons = [
        {"src": static(f"icons/{file}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for file, size, purpose in (
            ("icon-192", 192, "any"),
            ("icon-512", 512, "any"),
            ("maskable-512", 512, "maskable"),
        )
    ]
    told = {"name": name, "short_name": name, "start_url": "/", "display": "browser", "icons": icons}
    colours = {"theme_color": "#0b5a61", "background_color": "#fbfaf6"}
    return JsonResponse(told | colours, content_type="application/manifest+json")


def _icon(name: str, content_type: str) -> HttpResponseBase:
    response = FileResponse((settings.BASE_DIR / "static/icons" / name).open("rb"), content_type=content_type)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
