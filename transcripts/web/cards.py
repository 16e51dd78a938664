"""Card pictures: what other sites show beside a link.

A picture is drawn only under the address that its page names today; any other leads there, since addresses last.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from ..models import Chat, Series
from ..once import looking_anew
from ..publishing import (
    Card,
    Conversation,
    Person,
    Transcript,
    archive_card,
    card_path,
    chat_card,
    draw_and_keep,
    forget_picture,
    kept_picture,
    person_card,
    person_path,
    post_card,
    post_path,
    question_card,
    said_by,
    series_card,
)
from .context import name_of_archive
from .limiting import SEARCH, limited
from .pages import find_public_chat, find_series
from .people import find_current, find_tweet, original_of
from .permanent import Moved, Removed, permanent, where_now

A_YEAR = 365 * 24 * 3600
PATIENCE = 5
"""Seconds that one waits for the picture of another to be drawn."""

# Drawing takes the whole of a processor: each process of the web server draws one at a time.
drawing = BoundedSemaphore()


@permanent
def archive(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Show the card of the archive as a whole."""
    return answer(request, "/about/", digest, lambda: archive_card(name_of_archive()))


@permanent
def series(request: HttpRequest, slug: str, digest: str) -> HttpResponseBase:
    """Show the card of a series."""
    return answer(request, f"/{slug}/", digest, lambda: card_of_series(find_series(slug)))


@permanent
def chat(request: HttpRequest, slug: str, address: str, digest: str) -> HttpResponseBase:
    """Show the card of a chat."""

    def find() -> Card:
        return chat_card(Transcript.of(find_public_chat(slug, address)), name_of_archive())

    return answer(request, f"/{slug}/{address}/", digest, find)


@permanent
def question(request: HttpRequest, slug: str, address: str, anchor: str, digest: str) -> HttpResponseBase:
    """Show the card of a question."""

    def find() -> Card:
        transcript = Transcript.of(find_public_chat(slug, address))
        section = transcript.question(anchor)
        if section is None:
            raise Http404
        return question_card(transcript, section, name_of_archive())

    return answer(request, f"/{slug}/{address}/{anchor}/", digest, find)


@permanent
def post(request: HttpRequest, key: str, digest: str) -> HttpResponseBase:
    """Show the card of a post; that of a retweet is its original's."""

    def find() -> Card:
        found = find_tweet(key)
        if original := original_of(found):
            raise Moved(card_path(post_path(original.key), digest))
        return post_card(Conversation.of(found), name_of_archive())

    return answer(request, post_path(key), digest, find)


@permanent
def person(request: HttpRequest, network: str, handle: str, digest: str) -> HttpResponseBase:
    """Show the card of somebody; a former handle leads to the one of today."""

    def find() -> Card:
        current = find_current(network, handle, lambda page: card_path(page, digest))
        return person_card(Person.of(current[0]), len(said_by(current)), name_of_archive())

    return answer(request, person_path(network, handle), digest, find)


def answer(request: HttpRequest, page: str, digest: str, find: Callable[[], Card]) -> HttpResponseBase:
    """Give the card that `find` returns, kept or drawn now, or lead to where it is."""
    try:
        card = find()
    except Http404:
        raise whereabouts(page, digest) from None
    if card.digest != digest:
        return HttpResponseRedirect(card.path)
    picture = kept_picture(card)
    return image(picture) if picture else drawn(request, card, find)


def whereabouts(page: str, digest: str) -> Exception:
    """Return what became of a page that is not here: it moved, was removed, or never was."""
    try:
        return Moved(card_path(where_now(page), digest))
    except (Removed, Http404) as absent:
        return absent


@limited(SEARCH)
def drawn(request: HttpRequest, card: Card, find: Callable[[], Card]) -> HttpResponseBase:
    """Draw a card; nobody waits long for the pictures of others."""
    if not drawing.acquire(timeout=PATIENCE):
        return HttpResponse(status=503, headers={"Retry-After": str(PATIENCE)})
    try:
        picture = draw_and_keep(card)
    finally:
        drawing.release()
    if not is_current(card, find):
        forget_picture(card)
    return image(picture)


def is_current(card: Card, find: Callable[[], Card]) -> bool:
    """True unless its words were changed or removed while it was drawn."""
    try:
        with looking_anew():
            return find() == card
    except Exception:
        return False


def image(picture: bytes) -> HttpResponse:
    """Return a picture that never changes under its address."""
    response = HttpResponse(picture, content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def card_of_series(found: Series) -> Card:
    """Return the card of a series with how many chats of it are public."""
    chats = Chat.objects.public().filter(series=found).count()
    return series_card(found.get_absolute_url(), found.name, found.description, chats, name_of_archive())
