"""What is measured of ours: a page of hits, with the words marked, and on request the facets, as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from urllib.parse import parse_qs

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatarchive.settings")
django.setup()

from django.db import close_old_connections, reset_queries  # noqa: E402

from transcripts import search  # noqa: E402
from transcripts.publishing import SAID, Saying, saying_of  # noqa: E402


def application(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer one search."""
    asked = parse_qs(environ["QUERY_STRING"])
    reset_queries()
    close_old_connections()
    results = search.find(asked["q"][0], per_page=20, telling=SAID)
    answer = {
        "total": results.total,
        "understood": results.understood,
        "hits": [_told(saying_of(hit.told), results.query) for hit in results.hits],
        "facets": [_counted(facet) for facet in search.count_facets(asked["q"][0])] if "facets" in asked else [],
    }
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(answer).encode()]


def _told(saying: Saying, query: search.Query) -> dict[str, object]:
    post = saying.post
    return {
        "key": post.key,
        "author": post.author.handle,
        "chat": saying.chat_path,
        "text": [(segment.text, segment.marked) for segment in search.highlight(post.text, query, post.words.lang)],
    }


def _counted(facet: search.Facet) -> dict[str, object]:
    return {"name": facet.name, "values": [(value.value, value.posts, value.query) for value in facet.values]}
