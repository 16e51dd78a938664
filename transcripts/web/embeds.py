"""Posts, questions and chats in frames, and the script that gives those frames their height."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from ..models import Chat
from ..publishing import (
    Card,
    Conversation,
    Embed,
    Page,
    Transcript,
    chat_card,
    first_answers,
    post_card,
    published_places,
    question_card,
)
from .conditional import alike_for_all
from .context import name_of_archive
from .framing import framed
from .pages import find_public_chat
from .people import find_tweet, original_of
from .release import release

SCRIPT = settings.BASE_DIR / "static/js/embed.js"
A_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Framed:
    """What a frame shows: how it is embedded, the picture of its page, and what its template is given."""

    embed: Embed
    card: Card
    template: str
    shown: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Embeddable:
    """Something public that can be embedded: the chat whose version tells when it changes, and how to read it."""

    chat: Chat
    read: Callable[[], Framed]


def post(key: str) -> Embeddable:
    """Find a post, for a retweet its original; raises Removed and Http404 as its page does."""
    found = find_tweet(key)
    found = original_of(found) or found

    def read() -> Framed:
        talk = Conversation.of(found)
        embed, card = Embed.of_post(talk, settings.SITE_URL), post_card(talk, name_of_archive())
        return Framed(embed, card, "embed_post.html", {"talk": talk, "page": Page()})

    return Embeddable(published_places(found)[0].chat, read)


def question(slug: str, address: str, anchor: str) -> Embeddable:
    """Find a question; raises Removed and Http404 as its page does."""
    found = find_public_chat(slug, address)
    if not found.questions.filter(slug=anchor).exists():
        raise Http404

    def read() -> Framed:
        transcript = Transcript.of(found)
        section = transcript.question(anchor)
        if section is None:
            raise Http404
        answers = first_answers(section)
        shown = {"transcript": transcript, "section": section, "answers": answers}
        shown["page"] = Page(day=found.date)
        shown["more"] = section.count - len(answers)
        embed = Embed.of_question(transcript, section, settings.SITE_URL)
        return Framed(embed, question_card(transcript, section, name_of_archive()), "embed_question.html", shown)

    return Embeddable(found, read)


def chat(slug: str, address: str) -> Embeddable:
    """Find a chat; raises Removed and Http404 as its page does."""
    found = find_public_chat(slug, address)

    def read() -> Framed:
        transcript = Transcript.of(found)
        embed, card = Embed.of_chat(transcript, settings.SITE_URL), chat_card(transcript, name_of_archive())
        return Framed(embed, card, "embed_chat.html", {"transcript": transcript})

    return Embeddable(found, read)


# By the name of the page's address; what it takes from that address is what finds it.
EMBEDDABLE: dict[str, Callable[..., Embeddable]] = {"tweet": post, "question": question, "chat": chat}


@framed
def frame(request: HttpRequest, /, of: str, **named: str) -> HttpResponseBase:
    """Show a post, question or chat to those who look at it in a frame on somebody else's page."""
    found = EMBEDDABLE[of](**named)
    return alike_for_all(request, found.chat, lambda: _frame(request, found.read()))


@require_safe
@condition(etag_func=lambda _: f'"{release()}"')
def script(request: HttpRequest) -> HttpResponse:
    """Give away the script for pages that embed."""
    response = HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _frame(request: HttpRequest, framed: Framed) -> HttpResponse:
    shown = {"embed": framed.embed, "canonical": framed.embed.permalink, **framed.shown}
    response = render(request, framed.template, shown)
    response.headers["Link"] = f'<{framed.embed.permalink}>; rel="canonical"'
    return response
