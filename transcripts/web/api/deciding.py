"""Deciding by key: where posts stand, and who may see a chat; all of it is journalled under the key's name."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Router

from ... import curating
from ...models import Chat, Decision, Scope
from .answering import give
from .chats import ADDRESS
from .keys import KeyFor, program
from .schemas.decisions import DecisionOut, Decisions, PlacementIn
from .series import SLUG

router = Router(tags=["Deciding"])
CHAT = "/{slug:series}/{slug:address}"


@router.post(f"{CHAT}/placements", auth=KeyFor(Scope.CURATE), response=Decisions, summary="Sort posts")
def place_posts(
    request: HttpRequest, sent: PlacementIn, series: str = SLUG, address: str = ADDRESS
) -> HttpResponseBase:
    """Sort posts of a chat under a question or into a part, as a person does at the desk.

    The decision stays through every import, is written in the chat's journal, and can be undone. What answers, quotes
    or repeats a post goes along with it.
    """
    chat = decided_on(series, address)
    return given(request, curating.decide_place(program(request), chat, sent.posts, sent.place))


@router.post(f"{CHAT}/undo", auth=KeyFor(Scope.CURATE), response=Decisions, summary="Undo the last decision")
def undo_last(request: HttpRequest, series: str = SLUG, address: str = ADDRESS) -> HttpResponseBase:
    """Take back what this key decided last about the posts of a chat; publishing is taken back by withdrawing."""
    return given(request, curating.undo_last(program(request), decided_on(series, address)))


@router.post(f"{CHAT}/publish", auth=KeyFor(Scope.PUBLISH), response=Decisions, summary="Publish a chat")
def publish(request: HttpRequest, series: str = SLUG, address: str = ADDRESS) -> HttpResponseBase:
    """Show a chat to everyone. Its address and those of its questions are frozen from the first time on."""
    return given(request, curating.publish_chat(program(request), decided_on(series, address)))


@router.post(f"{CHAT}/withdraw", auth=KeyFor(Scope.PUBLISH), response=Decisions, summary="Withdraw a chat")
def withdraw(request: HttpRequest, series: str = SLUG, address: str = ADDRESS) -> HttpResponseBase:
    """Take a chat out of public view; its addresses say “Removed” (410) until it is published again."""
    return given(request, curating.withdraw_chat(program(request), decided_on(series, address)))


def decided_on(series: str, address: str) -> Chat:
    """Return the chat that is decided on, draft or not; raises Http404 where there is none."""
    chat = Chat.objects.select_related("series").filter(series__slug=series, address=address).first()
    if chat is None:
        raise Http404
    return chat


def given(request: HttpRequest, decided: Iterable[Decision]) -> HttpResponseBase:
    """Return what was decided."""
    return give(request, Decisions(items=[DecisionOut.of(one) for one in decided]))
