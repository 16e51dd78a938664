"""Posts, questions and chats to take along: a post in every form of quoting, and files for reference managers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from ..models import Chat
from ..publishing import CITATION_FILES, Cited, QuotedPost, Saying, Transcript, sayings, written
from .conditional import unless_known
from .context import this_site
from .listing import unlisted
from .pages import find_chat
from .people import find_tweet
from .permanent import Moved, permanent, where_now


@conditional_page
@cache_control(no_cache=True)
@permanent
def quote_forms(request: HttpRequest, key: str) -> HttpResponseBase:
    """Give a post, or only `words` of it, in every form: the inside of the menu beside it."""
    saying = find_saying(request, key)
    site, words = this_site(), request.GET.get("words", "")
    try:
        quoted = QuotedPost.of(saying.post, saying.chat_title, saying.chat_path, site, words)
    except ValueError as error:
        raise Http404 from error
    return unlisted(render(request, "_quote_forms.html", {"forms": written([quoted])}))


@permanent
def post_citation(request: HttpRequest, key: str, format: str) -> HttpResponseBase:
    """Give the citation of a post as a file."""
    return citation_file(Cited.post(find_saying(request, key).post, this_site()), format)


@permanent
def chat_citation(request: HttpRequest, slug: str, address: str, format: str) -> HttpResponseBase:
    """Give the citation of a chat as a file."""
    with lasting(request):
        found = find_chat(request, slug, address)
    return unless_known(request, found, lambda: citation_file(Cited.chat(Transcript.of(found), this_site()), format))


@permanent
def question_citation(request: HttpRequest, slug: str, address: str, anchor: str, format: str) -> HttpResponseBase:
    """Give the citation of a question as a file."""
    with lasting(request):
        found = find_chat(request, slug, address)
        cited = cited_question(found, anchor)
    return unless_known(request, found, lambda: citation_file(cited, format))


@contextmanager
def lasting(request: HttpRequest) -> Iterator[None]:
    """Have what is not found right below a page follow that page to where it moved, or be gone with it."""
    try:
        yield
    except Http404:
        page = request.path.rstrip("/").rpartition("/")[0] + "/"
        ending = request.path.removeprefix(page)
        raise Moved(f"{where_now(page).partition('#')[0]}{ending}") from None


def find_saying(request: HttpRequest, key: str) -> Saying:
    """Return a public post where it stands first; raises Moved, Removed or Http404 as its page answers."""
    with lasting(request):
        return sayings((find_tweet(key).pk,))[0]


def cited_question(chat: Chat, anchor: str) -> Cited:
    """Return a question by its place in the chat's addresses; raises Http404 where there is none."""
    transcript = Transcript.of(chat)
    section = transcript.question(anchor)
    if section is None:
        raise Http404
    return Cited.question(transcript, section, this_site())


def citation_file(cited: Cited, format: str) -> HttpResponse:
    """Return a citation as a file to save; raises Http404 for a format there is none of."""
    if format not in CITATION_FILES:
        raise Http404
    style = CITATION_FILES[format]
    response = HttpResponse(style.write([cited]), content_type=style.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{cited.key}.{format}"'
    response.headers["Link"] = f'<{cited.permalink}>; rel="canonical"'
    return response
