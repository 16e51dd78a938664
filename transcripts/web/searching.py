"""The search page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .. import search
from ..publishing import Page, Words, people_with_pages, plain, sayings_at
from .quoting import closest_to

PER_PAGE = 20
LONGEST = 400


def search_page(request: HttpRequest) -> HttpResponse:
    """Show the search box, what was understood, and the posts that were found."""
    text = plain(request.GET.get("q", "")).strip()[:LONGEST]
    if not text:
        return render(request, "search.html", {"query": ""})
    results = search.find(text, page=_number(request), per_page=PER_PAGE)
    said = sayings_at(hit.placement for hit in results.hits)
    people = people_with_pages(saying.post for saying in said)
    page = Page(people, words=lambda words: marked(words, results.query))
    shown = {"query": text, "results": results, "sayings": said, "page": page}
    return render(request, "search.html", shown | {"closest": closest_to(text, results)})


def marked(words: Words, query: search.Query) -> SafeString:
    """Return a text with what was looked for marked."""
    pieces = [
        f"<mark>{escape(segment.text)}</mark>" if segment.marked else escape(segment.text)
        for segment in search.highlight(plain(words.text), query)
    ]
    return mark_safe("".join(pieces))  # noqa: S308  every piece is escaped


def _number(request: HttpRequest) -> int:
    """Return the page that was asked for; whatever is no number is the first."""
    number = request.GET.get("page", "")
    return max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1
