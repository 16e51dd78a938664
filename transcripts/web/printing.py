"""A transcript to be printed or saved as PDF."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from ..models import Chat
from ..publishing import Page, Transcript
from .conditional import unless_known
from .pages import find_chat
from .permanent import permanent


@permanent
def print_page(request: HttpRequest, slug: str, address: str) -> HttpResponseBase:
    """Show a transcript as on paper: what it is first, then its questions, each post with its address."""
    found = find_chat(request, slug, address)
    return unless_known(request, found, lambda: _paper(request, found))


def _paper(request: HttpRequest, found: Chat) -> HttpResponse:
    transcript = Transcript.of(found)
    canonical = f"{settings.SITE_URL}{transcript.path}"
    # Without people and keys: what cannot be followed on paper is no link.
    shown = {"chat": found, "transcript": transcript, "page": Page(day=found.date), "canonical": canonical}
    return render(request, "print.html", shown)
