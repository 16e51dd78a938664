"""Pages that were not changed are not sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from ..models import Archive, Chat
from .listing import unlisted
from .release import release
from .visitors import may_see


def unless_known(request: HttpRequest, chat: Chat, show: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer 304 to who has the chat's page as it is, else what `show` returns; what editors see is not kept."""
    if may_see(request, chat):
        return unkept(show())
    return unlisted(alike_for_all(request, chat, show), when=chat.noindex)


def alike_for_all(request: HttpRequest, chat: Chat, show: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer 304 to who has what is shown of a chat as it is, else what `show` returns, whoever asks."""
    etag = _etag(request, chat)
    known = get_conditional_response(request, etag=etag)
    # Without a response of its own, a precondition that does not hold gives None: then the page is due.
    response = known if known is not None else show()
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    return response


def unkept(response: HttpResponseBase) -> HttpResponseBase:
    """Return a response that no one stores."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _etag(request: HttpRequest, chat: Chat) -> str:
    # The frame of every page shows the archive's name and the series' own.
    known = (chat.version, release(), request.get_full_path(), str(Archive.current()), str(chat.series))
    return f'"{hashlib.sha256(chr(0).join(known).encode()).hexdigest()[:24]}"'
