"""Chats: the list of them, and each with its questions, transcript and files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from django.http import HttpRequest, HttpResponseBase
from ninja import Router
from ninja.params.functions import Path, Query

from ...models import Chat, ChatQuerySet
from ...publishing import EXPORTS, ChatDocument, Section, ShownPost, Transcript, chat_counts
from ..files import file_of
from .answering import as_json, give, give_of_chat
from .fields import choice_of
from .keys import KeyOptional
from .paging import LIMIT, chats_after, cursor_of, next_leaf
from .posts import SERIES, placed_around
from .reading import readable_chat, readable_series, require_drafts
from .schemas.chats import ChatOut, Chats, ListedChat
from .schemas.people import PersonRef
from .schemas.posts import SectionOut, ThreadedPost, TranscriptOut, fields_of
from .series import SLUG

router = Router(tags=["Chats"], auth=KeyOptional())
ADDRESS: Any = Path(..., description="What the chat is called in addresses: its day.", example="2015-05-12")
FORMAT: Any = Path(..., description="The format.", pattern=f"^({'|'.join(sorted(EXPORTS))})$", example="csv")
KINDS = {one.media_type: "object" if kind == "json" else "string" for kind, one in EXPORTS.items()}
AS_FILE = {
    "responses": {200: {"content": {media_type: {"schema": {"type": kind}} for media_type, kind in KINDS.items()}}}
}
Which = Literal["public", "draft", "withdrawn", "all"]


@router.get("", response=Chats, summary="All chats")
def list_chats(
    request: HttpRequest,
    series: str = SERIES,
    state: Which = Query("public", description="Others than public ones need a key that may read drafts."),
    limit: int = LIMIT,
    cursor: str = cursor_of("chats", 2),
    fields: str = choice_of(ListedChat),
) -> HttpResponseBase:
    """Chats, the newest day first."""
    chats = in_state(state) if state == "public" else in_state_for_keys(request, state)
    chats = chats.filter(series=readable_series(request, series)) if series else chats
    found = chats_after(
        chats.select_related("series").prefetch_related("hosts", "sessions", "questions"), cursor, limit
    )
    counts = chat_counts([chat.pk for chat in found])
    items = [ListedChat.of(chat, counts[chat.pk]) for chat in found[:limit]]
    leaf = Chats(items=items, next=next_leaf(request, found, limit, lambda chat: (chat.date.toordinal(), chat.pk)))
    return give(request, leaf, fields=fields)


@router.get("/{slug:series}/{slug:address}", response=ChatOut, summary="One chat")
def one_chat(
    request: HttpRequest, series: str = SLUG, address: str = ADDRESS, fields: str = choice_of(ChatOut)
) -> HttpResponseBase:
    """A chat with its questions, and how complete it is."""
    chat = readable_chat(request, series, address)
    return give_of_chat(request, chat, lambda: as_json(ChatOut.of(chat, Transcript.of(chat)), fields=fields))


@router.get("/{slug:series}/{slug:address}/transcript", response=TranscriptOut, summary="The transcript of a chat")
def one_transcript(request: HttpRequest, series: str = SLUG, address: str = ADDRESS) -> HttpResponseBase:
    """A chat in reading order, whole: every section with its posts, replies inside what they answer."""
    chat = readable_chat(request, series, address)
    return give_of_chat(request, chat, lambda: as_json(told(chat, Transcript.of(chat))))


@router.get("/{slug:series}/{slug:address}/export.{format}", summary="A chat as a file", openapi_extra=AS_FILE)
def one_export(
    request: HttpRequest, series: str = SLUG, address: str = ADDRESS, format: str = FORMAT
) -> HttpResponseBase:
    """The file that the page of a chat offers: `csv`, `json`, `md` or `txt`."""
    chat = readable_chat(request, series, address)
    return give_of_chat(request, chat, lambda: file_of(ChatDocument(Transcript.of(chat, sources=True)), format))


def in_state(state: Which) -> ChatQuerySet:
    """Return the chats of a state."""
    withdrawn = Chat.objects.filter(published_at__isnull=True, first_published_at__isnull=False)
    states = {
        "public": Chat.objects.public(),
        "draft": Chat.objects.drafts(),
        "withdrawn": withdrawn,
        "all": Chat.objects.all(),
    }
    return states[state]


def in_state_for_keys(request: HttpRequest, state: Which) -> ChatQuerySet:
    """Return the chats of a state that not everybody may read; raises Problem for everybody."""
    require_drafts(request)
    return in_state(state)


def told(chat: Chat, transcript: Transcript) -> TranscriptOut:
    """Return a transcript with all its posts."""
    return TranscriptOut(
        chat=ChatOut.of(chat, transcript), sections=[section_of(chat, section) for section in transcript.sections]
    )


def section_of(chat: Chat, section: Section) -> SectionOut:
    """Return a section with its posts."""
    return SectionOut(
        anchor=section.anchor,
        label=section.label,
        title=section.title,
        count=section.count,
        note=section.note,
        asks=threaded(chat, section.asks),
        posts=threaded(chat, section.posts),
    )


def threaded(chat: Chat, posts: Iterable[ShownPost]) -> list[ThreadedPost]:
    """Return posts with their replies inside."""
    return [
        ThreadedPost(
            **fields_of(placed),
            replies=threaded(chat, placed.post.replies),
            retweets=[PersonRef.of(repeat.author) for repeat in placed.post.retweets],
        )
        for placed in placed_around(chat, posts)
    ]
