"""The quote finder's page: a post goes in, and comes back with a link on each quote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.csrf import csrf_exempt

from .. import search
from ..publishing import Page, Saying, people_with_pages, plain, sayings_at
from .limiting import SEARCH, limited

FEWEST_IN_SENTENCE = 5
MOST_BYTES = 3_000_000
TOO_LONG = "That is too long. Paste up to 200,000 characters at a time."
VERDICTS = {
    search.Verdict.EXACT: "Word for word",
    search.Verdict.EDITED: "Edited",
    search.Verdict.PARAPHRASE: "Possibly a paraphrase",
    search.Verdict.ALIKE: "Some of the same words",
}


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote that was found, beside the post it stems from."""

    quote: search.FoundQuote
    saying: Saying

    @property
    def verdict(self) -> str:
        """How the two relate, in words."""
        return VERDICTS[self.quote.verdict]

    @property
    def shows_edits(self) -> bool:
        """True where what was changed tells something: of a post with some of the same words nearly all differs."""
        return self.quote.verdict != search.Verdict.ALIKE

    @property
    def differs(self) -> bool:
        """True when the text names somebody else as its author."""
        return self.quote.finding.credit.agreement == search.Agreement.DIFFERS


def closest_to(text: str, results: search.SearchResults) -> list[ShownQuote]:
    """Return the posts most like what was searched for, where that is a sentence or finds nothing; not the hits."""
    if results.page > 1 or (results.total and len(text.split()) < FEWEST_IN_SENTENCE):
        return []
    hits = {hit.key for hit in results.hits}
    return _beside_posts(quote for quote in search.closest(text) if quote.post.key not in hits)


# It only reads: there is nothing to forge, and a token would need a cookie.
@csrf_exempt
@limited(SEARCH)
def quotes_page(request: HttpRequest) -> HttpResponse:
    """Show the box, and what was found in what was pasted."""
    if _length(request) > MOST_BYTES:
        return render(request, "quotes.html", {"note": TOO_LONG}, status=413)
    sent = request.POST if request.method == "POST" else request.GET
    text = sent.get("text", "")
    if not text.strip():
        return render(request, "quotes.html", {"formats": search.Format})
    told = sent.get("format", "")
    found = search.find_quotes(text, format=search.Format(told) if told in list(search.Format) else None)
    return render(request, "quotes.html", {"text": plain(text), "formats": search.Format, "told": told} | _shown(found))


def _shown(found: search.FoundQuotes) -> dict[str, object]:
    shown = _beside_posts(found.quotes)
    site_url = settings.SITE_URL
    return {
        "found": found,
        "shown": shown,
        "page": Page(people_with_pages(one.saying.post for one in shown)),
        "markdown": "" if found.prose.format == search.Format.HTML else found.linked(site_url),
        "html": found.linked_html(site_url),
        "preview": _safe(found.preview(site_url)),
    }


def _beside_posts(quotes: Iterable[search.FoundQuote]) -> list[ShownQuote]:
    told = list(quotes)
    sayings = {saying.post.key: saying for saying in sayings_at(quote.post.placement for quote in told)}
    return [ShownQuote(quote, sayings[quote.post.key]) for quote in told if quote.post.key in sayings]


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  made of the visible text alone, all of it escaped


def _length(request: HttpRequest) -> int:
    told = str(request.META.get("CONTENT_LENGTH") or "")
    return int(told) if told.isdecimal() and len(told) < 12 else 0
