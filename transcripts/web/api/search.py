"""Finding posts, by the query language of the search page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from ninja import Router
from ninja.params.functions import Query

from ... import search
from ...publishing import PLACED, placed_of, plain
from .addresses import absolute
from .answering import give
from .keys import KeyOptional
from .posts import EXPAND, expanded
from .schemas.posts import PostOut
from .schemas.search import FacetOut, Found, HitOut, Marked, ValueOut

router = Router(tags=["Search"], auth=KeyOptional())
ASKED: Any = Query(
    ...,
    alias="q",
    min_length=1,
    max_length=400,
    description="What is looked for, in the language of the search page.",
    example='"cold cellar" from:ann since:2015-01-01 sort:newest',
)
MOST_PAGES = search.MOST_HITS


@router.get("", response=Found, summary="Search posts")
def find_posts(
    request: HttpRequest,
    asked: str = ASKED,
    page: int = Query(1, ge=1, le=MOST_PAGES, description="Beyond the last page is the last."),
    limit: int = Query(25, ge=1, le=100, description="How many on a page."),
    facets: bool = Query(False, description="Count the hits by series, year, person, question and links, too."),
    expand: str = EXPAND,
) -> HttpResponseBase:
    """Public posts that match, as the search page finds them: the best first, unless `sort:` asks otherwise.

    Operators: `"exact phrase"`, `begin*`, `-word`, `a OR b`, `(groups)`, `from:handle`, `to:handle`, `in:series`,
    `in:series/2015-03-10`, `q:2`, `since:2015-03-01`, `until:2015-03-31`, `has:link|media|question`,
    `is:reply|retweet|host`, `#tag`, `@handle`, `lang:es`, `sort:newest|oldest|best`.
    """
    text = plain(asked).strip()
    results = search.find(text, page=page, per_page=limit, telling=PLACED)
    told = Found(
        query=results.text,
        understood=results.understood,
        total=results.total,
        page=results.page,
        pages=results.pages,
        next=next_page(request, results),
        did_you_mean=results.did_you_mean,
        note=results.note,
        items=hits_of(results, expand),
        facets=facets_of(text) if facets and results.total else [],
    )
    return give(request, told)


def hits_of(results: search.SearchResults, expand: str) -> list[HitOut]:
    """Return the posts of a page of results, with what was looked for marked."""
    posts = expanded(placed_of(hit.told for hit in results.hits), expand)
    return [HitOut(post=post, segments=segments_of(post, results.query)) for post in posts]


def segments_of(post: PostOut, query: search.Query) -> list[Marked]:
    """Return the text of a post in pieces, those marked that were looked for."""
    return [Marked(text=one.text, marked=one.marked) for one in search.highlight(post.text, query, post.lang)]


def facets_of(text: str) -> list[FacetOut]:
    """Return what all hits are counted by."""
    return [
        FacetOut(
            name=facet.name,
            values=[
                ValueOut(value=one.value, posts=one.posts, query=one.query, chosen=one.chosen) for one in facet.values
            ],
        )
        for facet in search.count_facets(text)
    ]


def next_page(request: HttpRequest, results: search.SearchResults) -> str | None:
    """Return the address of the page after a page of results."""
    if results.page >= results.pages:
        return None
    asked = request.GET.copy()
    asked["page"] = str(results.page + 1)
    return f"{absolute(request.path)}?{urlencode(sorted(asked.items()))}"
