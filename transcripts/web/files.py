"""Pages as files: exactly what is shown."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse

from .. import publishing
from ..publishing import (
    EXPORTS,
    ChatDocument,
    Conversation,
    Document,
    PersonDocument,
    PostDocument,
    QuestionDocument,
    SeriesDocument,
    Transcript,
    post_path,
)
from .conditional import unless_known
from .limiting import WHOLE_SERIES, limited
from .listing import unlisted
from .pages import find_chat, find_series
from .people import are_listed, find_current, find_tweet, is_listed, original_of
from .permanent import permanent

# What no file system takes amiss.
NAMELESS = re.compile(r"[^a-z0-9._-]+")


@permanent
def chat_file(request: HttpRequest, slug: str, address: str, format: str) -> HttpResponseBase:
    """Give a transcript away."""
    found = find_chat(request, slug, address)
    return unless_known(request, found, lambda: file_of(ChatDocument(Transcript.of(found, sources=True)), format))


@permanent
def question_file(request: HttpRequest, slug: str, address: str, anchor: str, format: str) -> HttpResponseBase:
    """Give one question with its answers away."""
    found = find_chat(request, slug, address)
    if not found.questions.filter(slug=anchor).exists():
        raise Http404

    def file() -> HttpResponseBase:
        transcript = Transcript.of(found, sources=True)
        section = transcript.question(anchor)
        if section is None:
            raise Http404
        return file_of(QuestionDocument(transcript, section), format)

    return unless_known(request, found, file)


@permanent
def post_file(request: HttpRequest, key: str, format: str) -> HttpResponseBase:
    """Give a post with its conversation away; a retweet leads to its original."""
    found = find_tweet(key)
    if original := original_of(found):
        return HttpResponseRedirect(f"{post_path(original.key).rstrip('/')}.{format}")
    response = file_of(PostDocument(Conversation.of(found)), format)
    return unlisted(response, when=not is_listed(found))


@permanent
def person_file(request: HttpRequest, network: str, handle: str, format: str) -> HttpResponseBase:
    """Give what somebody said away; a former handle leads to the file of today's."""
    current = find_current(network, handle, lambda path: f"{path}posts.{format}")
    return unlisted(file_of(PersonDocument(current), format), when=not are_listed(current))


@permanent
def series_file(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    """Give the list of a series' chats away."""
    found = find_series(slug)
    return unlisted(file_of(SeriesDocument(found), format), when=not found.is_listed)


@limited(WHOLE_SERIES)
@permanent
def series_zip(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give all chats of a series away at once."""
    found = find_series(slug)
    return _sent(
        StreamingHttpResponse(publishing.series_zip(found), content_type="application/zip"),
        found.get_absolute_url(),
        "zip",
    )


def file_of(document: Document, format: str) -> HttpResponseBase:
    """Return a page in a format; raises Http404 for a format there is none of."""
    if format not in EXPORTS:
        raise Http404
    form = EXPORTS[format]
    response = StreamingHttpResponse(form.encoded(form.write(document)), content_type=form.content_type)
    return _sent(response, document.path, format)


def _sent(response: HttpResponseBase, path: str, ending: str) -> HttpResponseBase:
    """Name a file, and the page that it is of."""
    name = NAMELESS.sub("-", path.lower().strip("/")).strip("-.")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.{ending}"'
    response.headers["Link"] = f'<{settings.SITE_URL}{path}>; rel="canonical"'
    return response
