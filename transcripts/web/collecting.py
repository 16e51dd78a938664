"""The page of a quote collection: posts that a reader gathered, under one address that lasts."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from ..models import Tweet
from ..publishing import (
    COLLECTION_FORMS,
    MOST_GATHERED,
    Collection,
    Page,
    QuotedPost,
    collection_path,
    current_keys,
    people_with_pages,
    written,
)
from .context import this_site
from .listing import unlisted
from .permanent import Removed, moved, permanent

KEY = re.compile(r"[a-z0-9_-]{1,40}")


@permanent
def collection(request: HttpRequest, keys: str) -> HttpResponseBase:
    """Show the quotes whole, and all of them in every form; what moved since leads on."""
    asked = keys.split("+")
    if len(asked) > MOST_GATHERED or not all(map(KEY.fullmatch, asked)):
        raise Http404
    wanted = current_keys(asked)
    if wanted != asked:
        return moved(request, collection_path(wanted))
    try:
        found = Collection.of(wanted)
    except Tweet.DoesNotExist as error:
        raise Http404 from error
    if not found.sayings:
        raise Removed
    return unlisted(render(request, "collection.html", _shown(found)))


def _shown(found: Collection) -> dict[str, object]:
    site, said = this_site(), found.sayings
    quoted = [QuotedPost.of(saying.post, saying.chat_title, saying.chat_path, site) for saying in said]
    return {
        "collection": found,
        "page": Page(people_with_pages(saying.post for saying in said)),
        "forms": written(quoted, COLLECTION_FORMS),
        "noindex": True,
        "canonical": f"{settings.SITE_URL}{found.path}",
        "chats": list(dict.fromkeys(saying.chat_title for saying in said)),
    }
