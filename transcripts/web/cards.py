"""Card pictures: what other sites show beside a link.

A picture is drawn only under the address that its page names today; any other leads there, since addresses last.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from ..models import Alias, Archive, Chat, Series, Tweet
from ..publishing import (
    Card,
    Conversation,
    Transcript,
    archive_card,
    card_path,
    chat_card,
    current_person,
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
from .limiting import SEARCH, limited
from .pages import find_chat, find_series
from .people import find_accounts, find_tweet
from .permanent import Removed, permanent

A_YEAR = 365 * 24 * 3600
PATIENCE = 5
"""Seconds that one waits for the picture of another to be drawn."""

# Drawing takes the whole of a processor: each process of the web server draws one at a time.
drawing = BoundedSemaphore()


class Elsewhere(Exception):
    """The card of another page stands for it."""

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.page = page


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
        return chat_card(Transcript.of(find_public(request, slug, address)), name_of_archive())

    return answer(request, f"/{slug}/{address}/", digest, find)


@permanent
def question(request: HttpRequest, slug: str, address: str, anchor: str, digest: str) -> HttpResponseBase:
    """Show the card of a question."""

    def find() -> Card:
        transcript = Transcript.of(find_public(request, slug, address))
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
        if found.repost_of_key and Tweet.objects.public().filter(key=found.repost_of_key).exists():
            raise Elsewhere(post_path(found.repost_of_key))
        return post_card(Conversation.of(found), name_of_archive())

    return answer(request, post_path(key), digest, find)


@permanent
def person(request: HttpRequest, network: str, handle: str, digest: str) -> HttpResponseBase:
    """Show the card of somebody; a former handle leads to the one of today."""

    def find() -> Card:
        accounts = find_accounts(network, handle)
        current = [account for account in accounts if account.folded == handle]
        if not current:
            raise Elsewhere(person_path(network, accounts[0].folded))
        shown = current_person(current)
        if shown is None:
            raise Http404
        return person_card(shown, len(said_by(current)), name_of_archive())

    return answer(request, person_path(network, handle), digest, find)


def answer(request: HttpRequest, page: str, digest: str, find: Callable[[], Card]) -> HttpResponseBase:
    """Give the card that `find` returns, kept or drawn now, or lead to where it is."""
    try:
        card = find()
    except Elsewhere as other:
        return HttpResponseRedirect(card_path(other.page, digest))
    except Http404:
        return moved_card(page, digest)
    if card.digest != digest:
        return HttpResponseRedirect(card.path)
    picture = kept_picture(card)
    return image(picture) if picture else drawn(request, card, find)


def moved_card(page: str, digest: str) -> HttpResponseBase:
    """Lead on to the card of a page that moved; raises Removed for one that is gone, Http404 where none was."""
    alias = Alias.objects.filter(path=page).first()
    if alias is None or not alias.target:
        raise Removed if alias else Http404
    return HttpResponseRedirect(card_path(alias.target, digest))


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
        return find() == card
    except Exception:
        return False


def image(picture: bytes) -> HttpResponse:
    """Return a picture that never changes under its address."""
    response = HttpResponse(picture, content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def find_public(request: HttpRequest, slug: str, address: str) -> Chat:
    """Return a public chat; raises Http404 for a draft, whoever asks: pictures are kept by anyone on the way."""
    found = find_chat(request, slug, address)
    if not found.is_public:
        raise Http404
    return found


def card_of_series(found: Series) -> Card:
    """Return the card of a series with how many chats of it are public."""
    chats = Chat.objects.public().filter(series=found).count()
    return series_card(found.get_absolute_url(), found.name, found.description, chats, name_of_archive())


def name_of_archive() -> str:
    """Return what stands at the top of every page."""
    return Archive.current().name
