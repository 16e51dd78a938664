"""Who may sit at the desk of a chat: staff, and a guest who came by a link for that chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from .. import curating
from ..models import Chat, GuestLink
from .conditional import unkept
from .visitors import is_staff, link_of

MAY_EDIT = "transcripts.change_chat"


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edits a chat: somebody with an account, or a guest, who may not do everything."""

    decider: curating.Decider
    is_guest: bool
    may_publish: bool
    name: str


View = Callable[..., HttpResponseBase]
"""It is given the request, the chat, who edits it, and what else its address says."""


def for_editors(view: View) -> View:
    """Wrap a page of a chat's desk; strangers log in first and come back, guests learn when their link has expired."""

    @wraps(view)
    def answer(request: HttpRequest, slug: str, address: str, **more: str) -> HttpResponseBase:
        chat = Chat.objects.select_related("series").filter(series__slug=slug, address=address).first()
        link = None if is_editing_staff(request) else link_of(request, chat)
        if link and not link.holds:
            return no_longer(request, link)
        if not link and not is_editing_staff(request):
            return turned_away(request)
        if chat is None:
            raise Http404
        return unreferred(view(request, chat, editor_of(request, link), **more))

    return answer


def editor_of(request: HttpRequest, link: GuestLink | None) -> Editor:
    """Return who edits: the guest of a link, else whoever is logged in."""
    if link:
        curating.note_use(link)
        return Editor(link, is_guest=True, may_publish=link.may_publish, name=link.name)
    assert request.user.is_authenticated  # noqa: S101  nobody else comes here
    return Editor(request.user, is_guest=False, may_publish=True, name=request.user.get_username())


def is_editing_staff(request: HttpRequest) -> bool:
    """True for somebody with an account who may change chats."""
    return is_staff(request) and request.user.has_perm(MAY_EDIT)


def may_edit(request: HttpRequest, chat: Chat) -> bool:
    """True for those who may sit at the desk of a chat."""
    link = link_of(request, chat)
    return is_editing_staff(request) or bool(link and link.holds)


def turned_away(request: HttpRequest) -> HttpResponseBase:
    """Lead strangers to the login; refuse who is logged in already."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return unkept(redirect_to_login(request.get_full_path(), reverse("admin:login")))


def no_longer(request: HttpRequest, link: GuestLink) -> HttpResponseBase:
    """Say kindly that a link has had its time."""
    return unreferred(render(request, "guest_over.html", {"link": link}, status=403))


def unreferred(response: HttpResponseBase, policy: str = "same-origin") -> HttpResponseBase:
    """Return a response that no one stores, and that tells no other site where a click came from.

    Without any referrer a browser names no origin either, and Django takes its forms for forged.
    """
    response.headers["Referrer-Policy"] = policy
    return unkept(response)
