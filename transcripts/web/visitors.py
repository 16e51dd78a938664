"""Who is looking: anyone, staff, or the guest of one chat's desk."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from ..models import Chat, GuestLink

COOKIE = "desk"


def is_staff(request: HttpRequest) -> bool:
    """True when the visitor may see drafts."""
    return bool(request.user.is_authenticated and request.user.is_staff)


def link_of(request: HttpRequest, chat: Chat | None) -> GuestLink | None:
    """Return the link for a chat by which a guest came, whether or not it still holds."""
    told = request.get_signed_cookie(COOKIE, default="") if chat else ""
    if not chat or not told or not told.isdigit():
        return None
    return GuestLink.objects.filter(pk=int(told), chat=chat).first()


def may_see(request: HttpRequest, chat: Chat) -> bool:
    """True for those who may see a chat as a draft: staff, and a guest whose link holds."""
    if is_staff(request):
        return True
    link = link_of(request, chat)
    return bool(link and link.holds)


def remember_guest(response: HttpResponseBase, link: GuestLink) -> HttpResponseBase:
    """Have a guest's browser hold a signed cookie for the pages of that one chat, as long as the link holds."""
    left = int((link.expires_at - timezone.now()).total_seconds())
    response.set_signed_cookie(
        COOKIE,
        str(link.pk),
        max_age=left,
        path=link.chat.get_absolute_url(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
