"""What an address names, for whoever may read it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from ...models import Chat, ChatQuerySet, Scope, Series
from ..permanent import Removed
from .keys import asker
from .problems import Problem


def readable_chat(request: HttpRequest, series: str, address: str) -> Chat:
    """Return a chat that who asks may read; raises Removed for one that was withdrawn, Http404 for a draft or none."""
    around = Chat.objects.select_related("series").prefetch_related("hosts", "sessions", "questions")
    return readable_among(request, around, series, address)


def readable_among(request: HttpRequest, chats: ChatQuerySet, series: str, address: str) -> Chat:
    """Return one of some chats, as far as they are read; raises as `readable_chat`."""
    found = chats.filter(series__slug=series, address=address).first()
    if found is None:
        raise Http404
    if not (found.is_public or asker(request).may(Scope.READ_DRAFTS)):
        raise Removed if found.was_public else Http404
    return found


def chat_of_filter(request: HttpRequest, chat: str) -> Chat:
    """Return the chat of a filter, written `series/address`; raises as `readable_chat`."""
    series, _, address = chat.partition("/")
    return readable_among(request, Chat.objects.all(), series, address)


def readable_series(request: HttpRequest, slug: str) -> Series:
    """Return a series that who asks may read; raises Removed where a chat was public, Http404 where none was."""
    found = Series.objects.filter(slug=slug).first()
    if found and (asker(request).may(Scope.READ_DRAFTS) or found.chats.public().exists()):
        return found
    raise Removed if Chat.objects.filter(series__slug=slug, first_published_at__isnull=False).exists() else Http404


def require_drafts(request: HttpRequest) -> None:
    """Raise Problem for who may not read drafts."""
    who = asker(request)
    if not who.may(Scope.READ_DRAFTS):
        kind = "key-needed" if "Authorization" not in request.headers else "scope-missing"
        raise Problem(kind, "To read drafts takes a key with the scope “read-drafts”.")
