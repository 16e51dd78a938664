"""The desk: one page on which a person puts right what grouping could not know, post by post."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from .. import curating
from ..models import Chat, Decision
from ..publishing import ALL, NEED, Desk, DeskPage, NoiseFound, Page, count, place_sentence
from .staff import staff_only

JSON = "application/json"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only("transcripts.change_chat")
def desk(request: HttpRequest, slug: str, address: str) -> HttpResponseBase:
    """Show every post of a chat with its place, and carry out what a person decides about some."""
    chat = get_object_or_404(Chat.objects.select_related("series"), series__slug=slug, address=address)
    if request.method == "POST":
        return decide(request, chat)
    found = Desk.of(chat)
    which = request.GET.get("show", ALL)
    page = DeskPage(found, Page((), {post.key for post in found.posts}, chat.date), get_token(request), which)
    shown = {
        "chat": chat,
        "desk": found,
        "which": which,
        "needs": needs_words(found),
        "noise": NoiseFound.of(chat, found),
    }
    return render(request, "desk.html", shown | {"posts": page.posts(found.shown(which))})


def decide(request: HttpRequest, chat: Chat) -> HttpResponseBase:
    """Carry out a decision and say what came of it: to a script in JSON, to a form with the page anew."""
    keys = request.POST.getlist("key")
    try:
        decided = decisions(request.user, chat, keys, request.POST)
    except curating.Undecidable as refusal:
        return refused(request, chat, str(refusal))
    words = said(decided, undone=request.POST.get("do") == "undo")
    if request.headers.get("Accept") == JSON:
        return JsonResponse(told(chat, {*keys, *(one.key for one in decided)}, words))
    messages.success(request, words)
    return redirect(back_to(request, chat, keys))


def decisions(user: Any, chat: Chat, keys: Collection[str], told: QueryDict) -> list[Decision]:
    """Write what a person decided by the button or key they pressed; raises Undecidable when that cannot be."""
    match told.get("do"):
        case "place":
            return curating.decide_place(user, chat, keys, told.get("place", ""))
        case "ask" | "answer" as role:
            return curating.decide_asking(user, chat, keys, asks=role == "ask")
        case "hide":
            return curating.hide_posts(user, chat, keys, told.get("reason", ""))
        case "keep":
            return curating.keep_posts(user, chat, keys)
        case "show":
            return curating.show_posts(user, chat, keys)
        case "undo":
            return curating.undo_last(user, chat)
    raise curating.Undecidable("The page asked for something this archive does not know. Load the page again.")


def refused(request: HttpRequest, chat: Chat, why: str) -> HttpResponseBase:
    """Say why nothing was changed."""
    if request.headers.get("Accept") == JSON:
        return JsonResponse({"error": why}, status=400)
    messages.error(request, why)
    return redirect(back_to(request, chat, request.POST.getlist("key")))


def told(chat: Chat, keys: Collection[str], words: str) -> dict[str, Any]:
    """Return what an open page has to know after a decision."""
    found = Desk.of(chat)
    counts = {one.value: one.count for one in found.filters}
    return {"said": words, "needs": needs_words(found), "posts": found.told_of(keys), "counts": counts}


def said(decided: Collection[Decision], *, undone: bool) -> str:
    """Return what was decided or undone, in a sentence."""
    if not decided:
        return "There is nothing to undo." if undone else "It was so already."
    one = next(iter(decided))
    many = f"{count(len(decided), 'post')}: " if len(decided) > 1 else ""
    return f"{many}{'Undone. ' if undone else ''}{state_words(one.before if undone else one.after)}"


def state_words(state: dict[str, Any]) -> str:
    """Return how a post is by the words of a decision: Sorted under Q2."""
    if "kept" in state:
        return "Kept: no noise." if state["kept"] else "May be noise."
    if "hidden" in state:
        return "Hidden." if state["hidden"] else "Shown."
    return f"{place_sentence(state['question'], state['part'], state['role'])}."


def needs_words(found: Desk) -> str:
    """Return how many posts need a person."""
    if not found.needy:
        return "No post needs you."
    return "1 post needs you" if len(found.needy) == 1 else f"{len(found.needy):,} posts need you"


def back_to(request: HttpRequest, chat: Chat, keys: Collection[str]) -> str:
    """Return the address of the page as it was looked at; what needs a person next comes first by itself."""
    path, which = reverse("desk", args=[chat.series.slug, chat.address]), request.POST.get("show", ALL)
    query = f"?{urlencode({'show': which})}" if which != ALL else ""
    if request.POST.get("back") == "noise":
        return f"{path}{query}#noise"
    anchor = f"#d-{next(iter(keys))}" if keys and which != NEED else ""
    return f"{path}{query}{anchor}"
