"""The archive, a series and a chat in numbers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from ninja import Router

from ...models import Chat
from ...publishing import Transcript, archive_numbers, newcomers, question_numbers, series_numbers, speakers
from .answering import as_json, give, give_of_chat
from .chats import ADDRESS
from .keys import KeyOptional
from .reading import readable_chat, readable_series
from .schemas.statistics import (
    ArchiveStatistics,
    ChatInSeries,
    ChatStatistics,
    QuestionStatistics,
    SeriesStatistics,
    SpeakerStatistics,
)
from .series import SLUG

router = Router(tags=["Statistics"], auth=KeyOptional())


@router.get("", response=ArchiveStatistics, summary="The archive in numbers")
def count_archive(request: HttpRequest) -> HttpResponseBase:
    """How much is public."""
    return give(request, ArchiveStatistics.model_validate(archive_numbers()))


@router.get("/{slug:series}", response=SeriesStatistics, summary="A series in numbers")
def count_series(request: HttpRequest, series: str = SLUG) -> HttpResponseBase:
    """Every public chat of a series with its posts, people and newcomers, the first one first."""
    found = series_numbers(readable_series(request, series))
    return give(request, SeriesStatistics(items=[ChatInSeries.model_validate(one) for one in found]))


@router.get("/{slug:series}/{slug:address}", response=ChatStatistics, summary="A chat in numbers")
def count_chat(request: HttpRequest, series: str = SLUG, address: str = ADDRESS) -> HttpResponseBase:
    """How much was said, about which question, and by whom."""
    chat = readable_chat(request, series, address)
    return give_of_chat(request, chat, lambda: as_json(told(chat, Transcript.of(chat))))


def told(chat: Chat, transcript: Transcript) -> ChatStatistics:
    """Return a chat in numbers."""
    gaps = transcript.gaps
    return ChatStatistics(
        posts=gaps.posts,
        retweets=gaps.retweets,
        people=gaps.people,
        newcomers=newcomers(chat),
        unsorted=gaps.unsorted,
        questions=[QuestionStatistics.model_validate(one) for one in question_numbers(transcript)],
        speakers=[SpeakerStatistics.model_validate(one) for one in speakers(transcript)],
    )
