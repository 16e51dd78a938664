"""The recap of a chat: a page, and a post to paste elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from ..models import Chat
from ..publishing import RECAPS, Page, Recap, Transcript, chat_card, suggest
from .conditional import unless_known
from .context import name_of_archive
from .editors import may_edit
from .pages import find_chat
from .permanent import permanent
from .visitors import link_of, may_see


@permanent
def recap(request: HttpRequest, slug: str, address: str) -> HttpResponseBase:
    """Show a recap; where nothing is picked yet, those who edit see what they may want to pick."""
    found = find_chat(request, slug, address)
    return unless_known(request, found, lambda: _page(request, found))


@permanent
def recap_file(request: HttpRequest, slug: str, address: str, format: str) -> HttpResponseBase:
    """Give a recap away as a post to paste."""
    found = find_chat(request, slug, address)
    if format not in RECAPS:
        raise Http404
    return unless_known(request, found, lambda: _file(request, found, format))


def read(request: HttpRequest, found: Chat) -> Transcript:
    """Return the chat; raises Http404 for visitors while nobody picked or wrote anything."""
    transcript = Transcript.of(found)
    if not (transcript.has_recap or may_see(request, found)):
        raise Http404
    return transcript


def _page(request: HttpRequest, found: Chat) -> HttpResponse:
    transcript = read(request, found)
    told = Recap.of(transcript, settings.SITE_URL)
    shown = {"chat": found, "transcript": transcript, "recap": told, "page": Page(transcript.people)}
    shown["card"] = chat_card(transcript, name_of_archive())
    if transcript.has_recap:
        shown["forms"] = [(name, form, form.write(told)) for name, form in RECAPS.items()]
    shown |= {"guest": link_of(request, found), "may_edit": may_edit(request, found)}
    if may_see(request, found) and not told.is_picked:
        shown["suggested"] = told.suggested(suggest(found, transcript))
    return render(request, "recap.html", shown)


def _file(request: HttpRequest, found: Chat, format: str) -> HttpResponse:
    told, form = Recap.of(read(request, found), settings.SITE_URL), RECAPS[format]
    response = HttpResponse(form.write(told), content_type=form.content_type)
    name = f"{told.series}-{told.address}-recap.{form.ending}"
    # To be kept and pasted: nothing in it is a page of this archive.
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Link"] = f'<{settings.SITE_URL}{told.path}>; rel="canonical"'
    return response
