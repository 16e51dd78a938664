"""Who is looking: anyone, staff, or the guest of one chat's desk."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from ..models import Chat, GuestLink

COOKIE = "desk"
SUBNET_V6 = 64


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


def address_of(request: HttpRequest) -> str:
    """Return the network address of a visitor, of IPv6 the part that one household has.

    Behind the proxy that ends HTTPS it is the last one in X-Forwarded-For, which that proxy wrote.
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.IS_HTTPS and (forwarded := request.headers.get("X-Forwarded-For")):
        told = forwarded.rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, SUBNET_V6), strict=False))
    return str(address)
