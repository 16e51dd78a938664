"""Guest links: staff make and revoke them at the desk, a guest comes in by one."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .. import curating
from ..models import Chat, GuestLink
from .desk_forms import by_form
from .editors import MAY_EDIT, no_longer, unreferred
from .staff import staff_only
from .visitors import remember_guest


@by_form
@staff_only(MAY_EDIT)
def guests(request: HttpRequest, slug: str, address: str) -> HttpResponseBase:
    """Make a link, which is shown this once, or revoke one."""
    chat = get_object_or_404(Chat.objects.select_related("series"), series__slug=slug, address=address)
    revoked = request.POST.get("revoke", "")
    if revoked.isdigit():
        curating.revoke(chat, int(revoked))
        messages.success(request, "Revoked: the link gives no access any more.")
        return redirect(top_of_desk(chat))
    try:
        made = invitation(request, chat)
    except curating.Undecidable as refusal:
        messages.error(request, str(refusal))
        return redirect(top_of_desk(chat))
    address_of_link = f"{settings.SITE_URL}{reverse('guest', args=[made.token])}"
    shown = {"chat": chat, "link": made.link, "address_of_link": address_of_link}
    return unreferred(render(request, "guest_link.html", shown))


def invitation(request: HttpRequest, chat: Chat) -> curating.Invitation:
    """Make the link that a form asks for; raises Undecidable where it asks for none that can be."""
    days = request.POST.get("days", "")
    return curating.invite(
        request.user,  # type: ignore[arg-type]  # staff_only lets nobody else in
        chat,
        request.POST.get("name", ""),
        days=int(days) if days.isdigit() and len(days) < 4 else 0,
        may_publish="may_publish" in request.POST,
    )


@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponseBase:
    """Let a guest in: the link becomes a cookie, and leads on to an address that is no secret."""
    link = GuestLink.objects.with_token(token)
    if link is None:
        return unreferred(render(request, "guest_over.html", status=404), "no-referrer")
    if not link.holds:
        return unreferred(no_longer(request, link), "no-referrer")
    return unreferred(remember_guest(redirect(top_of_desk(link.chat)), link), "no-referrer")


def top_of_desk(chat: Chat) -> str:
    """Return the address of a desk at which it says what it is, instead of at the first post that needs a person."""
    return f"{reverse('desk', args=[chat.series.slug, chat.address])}#main"
