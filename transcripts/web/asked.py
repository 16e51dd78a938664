"""What somebody was asked or told during chats: on their own pages, which no search engine lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from ..models import Chat, Participant, Tweet, fold_handle
from ..once import once_in_a_copy
from ..publishing import Addressed, Page, Person, people_with_pages, posts_to, show
from .conditional import unkept
from .pages import find_chat
from .people import PER_PAGE, find_accounts
from .permanent import permanent
from .visitors import may_see

SIEVES: dict[str, tuple[str, Callable[[Addressed], bool]]] = {
    "all": ("All", lambda one: True),
    "unanswered": ("Not answered yet", lambda one: one.answer is None),
    "questions": ("Questions not answered yet", lambda one: one.asks and one.answer is None),
}


@permanent
def asked(request: HttpRequest, network: str, handle: str) -> HttpResponseBase:
    """Show what someone was asked or told, across published chats."""
    accounts = find_accounts(network, handle)
    return _page(request, accounts, _everywhere(accounts), {})


@permanent
def asked_in_chat(request: HttpRequest, slug: str, address: str, network: str, handle: str) -> HttpResponseBase:
    """Show what someone was asked or told in one chat; those who edit look at drafts, too."""
    chat = find_chat(request, slug, address)
    accounts = tuple(Participant.objects.called(network, fold_handle(handle)).seen_last_first())
    if not accounts:
        raise Http404
    posts = posts_to(accounts, Chat.objects.filter(pk=chat.pk))
    page = _page(request, accounts, posts, {"chat": chat})
    return unkept(page) if may_see(request, chat) else page


@once_in_a_copy(keep=4)
def _everywhere(accounts: tuple[Participant, ...]) -> list[Addressed]:
    return posts_to(accounts, Chat.objects.public())


def _page(
    request: HttpRequest, accounts: Sequence[Participant], posts: Sequence[Addressed], shown: dict[str, Any]
) -> HttpResponse:
    which = request.GET.get("show", "all")
    which = which if which in SIEVES else "all"
    leaf = Paginator([one for one in posts if SIEVES[which][1](one)], PER_PAGE).get_page(request.GET.get("page"))
    told = show(leaf.object_list)
    sieves = [(name, title, sum(map(holds, posts))) for name, (title, holds) in SIEVES.items()]
    page = Page(people_with_pages(one.saying.post for one in told))
    shown["has_page"] = Tweet.objects.public().filter(author__in=accounts).exists()
    told_of = {"person": Person.of(accounts[0]), "asked": told, "leaf": leaf, "page": page, "sieves": sieves}
    return render(request, "asked.html", shown | told_of | {"which": which, "keep": f"show={which}&"})
