"""What staff decide on the pages themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from .. import curating
from ..models import Chat
from .staff import staff_only


@staff_only("transcripts.change_chat")
def publish(request: HttpRequest, slug: str, address: str) -> HttpResponseBase:
    """Show a draft to everyone; who comes without the form, as after logging in anew, is led to the chat."""
    chat = get_object_or_404(Chat.objects.select_related("series"), series__slug=slug, address=address)
    if request.method == "POST":
        curating.publish_chat(request.user, chat)  # type: ignore[arg-type]  # staff_only lets nobody else in
    return redirect(chat)
