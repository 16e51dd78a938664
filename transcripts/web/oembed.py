"""The oEmbed provider (https://oembed.com, version 1.0): an address goes in, what to put in another page comes out.

Consumers find it by the `<link>` in a page's head. What shows nothing any more, or nothing yet, is "not found": the
specification has no other word for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from lxml import etree

from ..models import Archive
from ..publishing import CARD_HEIGHT, CARD_WIDTH, FRAME_WIDTH, Card, oembed_html, plain
from .conditional import alike_for_all
from .context import WITHOUT_CARDS
from .embeds import A_DAY, EMBEDDABLE, Embeddable, Framed
from .framing import ENDING
from .permanent import Removed, where_now

Answer = dict[str, str | int]

SIZE = re.compile(r"[1-9][0-9]{0,4}")


@csrf_exempt
@require_safe
def oembed(request: HttpRequest) -> HttpResponseBase:
    """Answer a consumer; anyone may ask, from any page."""
    response = _answered(request)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def find(url: str) -> Embeddable:
    """Find what is at an address of this archive, also one that it had once; raises Http404 where nothing is."""
    for path in paths_of(url):
        with suppress(Http404, Removed):
            return _at(path)
        with suppress(Http404, Removed):
            return _at(where_now(path))
    raise Http404


def paths_of(url: str) -> Iterator[str]:
    """Yield the paths that an address of this archive may mean, the most exact first; none for any other address.

    Scheme, query and case do not matter, nor a missing slash. WordPress hands on what somebody pasted with its
    fragment: the place of a post or question in a transcript means that post or question.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return
    if parts.scheme not in ("https", "http") or host not in _our_hosts() or "\0" in unquote(url):
        return
    path = f"{unquote(parts.path).lower().rstrip('/')}/".removesuffix(ENDING)
    place = parts.fragment.partition(":~:")[0].lower()
    if place:
        yield f"/t/{place.removeprefix('t-')}/" if place.startswith("t-") else f"{path}{place}/"
    yield path


def _our_hosts() -> set[str | None]:
    return {urlsplit(settings.SITE_URL).hostname, *settings.ALLOWED_HOSTS}


def _at(path: str) -> Embeddable:
    """Find what stands at a path; raises Removed and Http404 as its page does, and Http404 for other kinds of pages."""
    try:
        match = resolve(path)
    except Resolver404:
        raise Http404 from None
    find_one = EMBEDDABLE.get(str(match.url_name))
    if find_one is None:
        raise Http404
    return find_one(**match.kwargs)


def _answered(request: HttpRequest) -> HttpResponseBase:
    write = FORMATS.get(request.GET.get("format") or "json")
    if write is None:
        return _refused(501, f"Formats are {' and '.join(FORMATS)}.")
    url = request.GET.get("url", "")
    if not url:
        return _refused(400, "Say which page: ?url=…")
    try:
        found = find(url)
        return alike_for_all(request, found.chat, lambda: write(_answer(request, found.read())))
    except Http404:
        return _refused(404, "Nothing that can be embedded is at that address.")


def _answer(request: HttpRequest, framed: Framed) -> Answer:
    """Return what to say of a page, no larger than was asked for."""
    embed = framed.embed
    width = _at_most(request, "maxwidth", FRAME_WIDTH)
    height = _at_most(request, "maxheight", embed.height(width))
    return {
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "author_name": embed.author,
        "author_url": embed.author_url,
        "provider_name": str(Archive.current()),
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": A_DAY,
        **_thumbnail(request, framed.card),
        "html": oembed_html(embed, width, height),
        "width": width,
        "height": height,
    }


def _thumbnail(request: HttpRequest, card: Card) -> Answer:
    """Return what to say of a page's picture: nothing where it is larger than was asked for, since it has one size."""
    size = (_at_most(request, "maxwidth", CARD_WIDTH), _at_most(request, "maxheight", CARD_HEIGHT))
    if size != (CARD_WIDTH, CARD_HEIGHT) or WITHOUT_CARDS in request.META:
        return {}
    width, height = size
    url = f"{settings.SITE_URL}{card.path}"
    return {"thumbnail_url": url, "thumbnail_width": width, "thumbnail_height": height}


def _at_most(request: HttpRequest, name: str, wanted: int) -> int:
    """Return a size in CSS pixels, bounded by what a parameter says, if that is a size."""
    told = request.GET.get(name, "")
    return min(wanted, int(told)) if SIZE.fullmatch(told) else wanted


def _as_json(answer: Answer) -> HttpResponse:
    return JsonResponse(answer)


def _as_xml(answer: Answer) -> HttpResponse:
    root = etree.Element("oembed")
    for name, value in answer.items():
        etree.SubElement(root, name).text = plain(str(value))
    written = etree.tostring(root, xml_declaration=True, encoding="utf-8", standalone=True)
    return HttpResponse(written, content_type="text/xml; charset=utf-8")


def _refused(status: int, why: str) -> HttpResponse:
    return HttpResponse(f"{why}\n", status=status, content_type="text/plain; charset=utf-8")


FORMATS = {"json": _as_json, "xml": _as_xml}
