"""What other search engines are asked not to list. It stays readable, and the archive's own search finds it."""

from __future__ import annotations

from django.http import HttpResponseBase


def unlisted(response: HttpResponseBase, *, when: bool = True) -> HttpResponseBase:
    """Return a response that tells crawlers not to list it; pages say the same in their heads."""
    if when:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
