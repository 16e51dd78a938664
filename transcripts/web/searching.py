"""The search page, what narrows it, and what is suggested while somebody types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import cache_control

from .. import search
from ..publishing import SAID, TITLES, Page, Words, feed_links, people_with_pages, plain, saying_of, search_feed
from ..search import FacetName, Sort
from .limiting import SEARCH, SUGGESTION, limited
from .quoting import closest_to

PER_PAGE = 20
LONGEST = 400
SUGGESTIONS_LAST = 60
MOST_OF_A_KIND = 10

FACET_TITLES = {
    FacetName.SERIES: "Series",
    FacetName.YEAR: "Year",
    FacetName.PERSON: "Person",
    FacetName.PLACE: "Question or part",
    FacetName.HOLDING: "With",
}
FACET_WORDS = {
    FacetName.SERIES: "#{} chats",
    FacetName.PERSON: "@{}",
    FacetName.PLACE: "Question {}",
}
SPECIAL_WORDS = {typed: TITLES[part] for part, typed in search.TYPED_PARTS.items()}
SPECIAL_WORDS |= {"link": "A link", "media": "A picture or film"}
ORDERS = {Sort.BEST: "Best", Sort.NEWEST: "Newest", Sort.OLDEST: "Oldest"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that changes a search: what it says, the search it leads to, in how many posts, whether it is in force."""

    words: str
    query: str
    posts: int = 0
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Ways to narrow a search by one kind of thing."""

    name: str
    title: str
    values: tuple[Choice, ...]


@limited(SEARCH)
def search_page(request: HttpRequest) -> HttpResponseBase:
    """Show the search box, what was understood, and the posts that were found."""
    text = asked_for(request)
    if not text:
        return render(request, "search.html", {"query": ""})
    results = search.find(text, page=page_number(request), per_page=PER_PAGE, telling=SAID)
    shown = {"query": text, "results": results, "orders": orders(results.query), "feeds": feed_links(search_feed(text))}
    shown["narrowings"] = search.narrowings(results.query)
    if "facets" in request.GET and results.total:
        shown["facets"] = list(facets_of(text))
    shown["looser"] = looser_than(results)
    shown["closest"] = closest_to(results.query.words, results)
    return render(request, "search.html", shown | _sayings(results))


@limited(SEARCH)
def facets(request: HttpRequest) -> HttpResponseBase:
    """Give what a search can be narrowed by as a piece of its page: counting takes longer than finding."""
    text = asked_for(request)
    return render(request, "_facets.html", {"facets": list(facets_of(text)) if text else []})


@limited(SUGGESTION)
@cache_control(max_age=SUGGESTIONS_LAST)
def suggestions(request: HttpRequest) -> HttpResponseBase:
    """Tell what a half-typed search may become."""
    found = search.suggest(plain(request.GET.get("q", ""))[:LONGEST])
    told = [{"kind": one.kind, "shown": one.shown, "query": one.query} for one in found]
    return JsonResponse({"suggestions": told})


def asked_for(request: HttpRequest) -> str:
    """Return what was typed, narrowed to the series, chat or person on whose page the box stood."""
    text = plain(request.GET.get("q", "")).strip()[:LONGEST]
    within = plain(request.GET.get("within", "")).strip()[:LONGEST]
    return search.narrow(text, within) if within else text


def looser_than(results: search.SearchResults) -> Choice | None:
    """Return a search for some of the words where nothing has all of them, if that finds anything."""
    text = "" if results.total or results.note else search.loosened(results.query)
    found = search.find(text, per_page=1).total if text else 0
    return Choice("some of these words", text, found) if found else None


def marked(words: Words, query: search.Query) -> SafeString:
    """Return a text with what was looked for marked."""
    pieces = [
        f"<mark>{escape(segment.text)}</mark>" if segment.marked else escape(segment.text)
        for segment in search.highlight(plain(words.text), query, words.lang)
    ]
    return mark_safe("".join(pieces))  # noqa: S308  every piece is escaped


def orders(query: search.Query) -> list[Choice]:
    """Return the ways to sort what was found."""
    return [Choice(words, search.sort_by(query, order), chosen=order == query.sort) for order, words in ORDERS.items()]


def facets_of(text: str) -> Iterator[Choices]:
    """Yield what a search can be narrowed by, in plain words."""
    for facet in search.count_facets(text, most=MOST_OF_A_KIND):
        values = (Choice(_words(facet.name, one.value), one.query, one.posts, one.chosen) for one in facet.values)
        yield Choices(facet.name, FACET_TITLES[facet.name], tuple(values))


def _words(name: FacetName, value: str) -> str:
    if name in (FacetName.PLACE, FacetName.HOLDING) and value in SPECIAL_WORDS:
        return SPECIAL_WORDS[value]
    return FACET_WORDS.get(name, "{}").format(value)


def _sayings(results: search.SearchResults) -> dict[str, object]:
    """Return the hits as a list of what was said, their words marked."""
    said = [saying_of(hit.told) for hit in results.hits]
    people = people_with_pages(saying.post for saying in said)
    return {"sayings": said, "page": Page(people, words=lambda words: marked(words, results.query))}


def page_number(request: HttpRequest) -> int:
    """Return the page that was asked for; whatever is no number is the first, and any huge one as good as another."""
    number = request.GET.get("page", "")
    return max(int(number[:6]), 1) if number.isdecimal() else 1
