"""The desk: one page on which a person puts right what grouping could not know, post by post."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from .. import curating
from ..counting import count
from ..models import LONGEST_NOTE, Chat, Decision
from ..publishing import (
    ALL,
    NEED,
    Desk,
    DeskPage,
    NoiseFound,
    Page,
    Setup,
    is_told_in_place,
    labels_of,
    press_words,
    told_of_recap,
)
from .desk_forms import unknown
from .editors import Editor, for_editors

JSON = "application/json"


USUAL_REASONS = ("spam", "repeated", "asked for by its author", "off topic")
"""For hiding a post, in the order of their keys."""

Act = Callable[[Editor, Chat, Collection[str], QueryDict], list[Decision]]


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def desk(request: HttpRequest, chat: Chat, editor: Editor) -> HttpResponseBase:
    """Show every post of a chat with its place, and carry out what a person decides about some."""
    if request.method == "POST":
        return decide(request, chat, editor)
    found = Desk.of(chat)
    which = request.GET.get("show", ALL)
    page = DeskPage(found, Page((), {post.key for post in found.posts}, chat.date), get_token(request), which)
    shown = {"chat": chat, "desk": found, "which": which, "needs": needs_words(found), "editor": editor}
    shown |= {"setup": Setup.of(chat), "posts": page.posts(found.shown(which)), "reasons": USUAL_REASONS}
    shown |= {"notes": found.notes, "longest_note": LONGEST_NOTE}
    shown["noise"] = NoiseFound.of(chat, found)
    shown["shown_name"] = found.names.get(which, which)
    if not editor.is_guest:
        shown["guest_links"] = chat.guest_links.newest_first()
    return render(request, "desk.html", shown)


def decide(request: HttpRequest, chat: Chat, editor: Editor) -> HttpResponseBase:
    """Carry out a decision and say what came of it: to a script in JSON, to a form with the page anew."""
    keys = request.POST.getlist("key")
    act, before = ACTS.get(request.POST.get("do", "")), chat.placements.by_key()
    try:
        decided = act(editor, chat, keys, request.POST) if act else unknown()
    except curating.Undecidable as refusal:
        return refused(request, chat, str(refusal))
    words = said(chat, decided, undone=request.POST.get("do") == "undo")
    if request.headers.get("Accept") == JSON and is_told_in_place(decided):
        moved = {key for key, place in chat.placements.by_key().items() if before.get(key) != place}
        return JsonResponse(told(chat, {*keys, *(one.key for one in decided), *moved}, words))
    messages.success(request, words)
    if request.headers.get("Accept") == JSON:
        return JsonResponse({"reload": True})
    return redirect(back_to(request, chat, keys))


def hosting(*, hosts: bool) -> Act:
    """Return how the author of a post is made a host, or none any more."""
    return lambda editor, chat, keys, told: curating.mark_author(editor.decider, chat, keys, hosts=hosts)


def picking(*, best: bool) -> Act:
    """Return how posts are marked as best answers, or are not any more."""
    return lambda editor, chat, keys, told: curating.mark_best(editor.decider, chat, keys, best=best)


ACTS: dict[str, Act] = {
    "place": lambda editor, chat, keys, told: curating.decide_place(editor.decider, chat, keys, told.get("place", "")),
    "ask": lambda editor, chat, keys, told: curating.decide_asking(editor.decider, chat, keys, asks=True),
    "answer": lambda editor, chat, keys, told: curating.decide_asking(editor.decider, chat, keys, asks=False),
    "hide": lambda editor, chat, keys, told: curating.hide_posts(editor.decider, chat, keys, told.get("reason", "")),
    "keep": lambda editor, chat, keys, told: curating.keep_posts(editor.decider, chat, keys),
    "show": lambda editor, chat, keys, told: curating.show_posts(editor.decider, chat, keys),
    "undo": lambda editor, chat, keys, told: curating.undo_last(editor.decider, chat),
    "best": picking(best=True),
    "plain": picking(best=False),
    "remark": lambda editor, chat, keys, told: curating.write_remark(
        editor.decider, chat, next(iter(keys), ""), told.get("text", "")
    ),
    "note": lambda editor, chat, keys, told: curating.write_note(
        editor.decider, chat, told.get("place", ""), told.get("text", "")
    ),
    "host": hosting(hosts=True),
    "unhost": hosting(hosts=False),
}
"""What can be done to posts, by the word of its button or key; what a note stands above is no post."""


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
    return {
        "said": words,
        "needs": needs_words(found),
        "posts": found.told_of(keys),
        "counts": counts,
        "recap": told_of_recap(found, keys),
    }


def said(chat: Chat, decided: Sequence[Decision], *, undone: bool) -> str:
    """Return what was decided or undone, in a sentence."""
    if not decided:
        return "There is nothing to undo." if undone else "It was so already."
    return f"{press_words(decided, labels_of(chat), undone=undone)}."


def needs_words(found: Desk) -> str:
    """Return how many posts need a person."""
    if not found.needy:
        return "No post needs you."
    return count(len(found.needy), "post needs you", "posts need you")


def back_to(request: HttpRequest, chat: Chat, keys: Collection[str]) -> str:
    """Return the address of the page as it was looked at; what needs a person next comes first by itself."""
    if request.POST.get("back") == "recap":
        return reverse("recap", args=[chat.series.slug, chat.address])
    path, which = reverse("desk", args=[chat.series.slug, chat.address]), request.POST.get("show", ALL)
    query = f"?{urlencode({'show': which})}" if which != ALL else ""
    if request.POST.get("back") == "noise":
        return f"{path}{query}#noise"
    anchor = f"#d-{next(iter(keys))}" if keys and which != NEED else ""
    anchor = "#recap-notes" if request.POST.get("do") == "note" else anchor
    return f"{path}{query}{anchor}"
