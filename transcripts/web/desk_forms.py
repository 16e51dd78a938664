"""What the forms of the desk have in common: they carry out one decision, say what came of it, and lead back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from .. import curating
from ..models import Chat, Decision
from ..publishing import labels_of, press_words

View = Callable[..., HttpResponseBase]
UNKNOWN = "The page asked for something this archive does not know. Load the page again."


def by_form(view: View) -> View:
    """Wrap what takes a form of the desk: who comes without one, as after logging in anew, is led to the desk."""

    @wraps(view)
    def answer(request: HttpRequest, slug: str, address: str) -> HttpResponseBase:
        return view(request, slug, address) if request.method == "POST" else redirect("desk", slug, address)

    return answer


def carried_out(
    request: HttpRequest, chat: Chat, decide: Callable[[], Sequence[Decision]], anchor: str = ""
) -> HttpResponseBase:
    """Carry out a decision, and lead back to the desk with a word on what was decided, or why not."""
    try:
        decided = decide()
    except curating.Undecidable as refusal:
        messages.error(request, str(refusal))
    else:
        words = f"{press_words(decided, labels_of(chat))}." if decided else "It was so already."
        messages.success(request, words)
    return redirect(f"{reverse('desk', args=[chat.series.slug, chat.address])}{anchor}")


def unknown() -> list[Decision]:
    """Refuse what no button of the desk asks for."""
    raise curating.Undecidable(UNKNOWN)
