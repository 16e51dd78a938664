"""Matching quotes: a text goes in, and comes back with a link on each quote of a public post."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from ninja import Router
from ninja.params.functions import Query

from ... import search
from ...publishing import placed_at
from .addresses import absolute
from .answering import give
from .keys import KeyOptional
from .schemas.posts import PostOut
from .schemas.search import EditOut, FoundQuotesOut, QuoteOut, QuotesIn

router = Router(tags=["Quotes"], auth=KeyOptional())
SHORT = 600


@router.post("", response=FoundQuotesOut, summary="Match quotes")
def match_quotes(request: HttpRequest, sent: QuotesIn) -> HttpResponseBase:
    """The passages of a text that stem from public posts, and the text with a link on each.

    Nothing of what is sent is kept. Of texts that take longer than 15 seconds the rest stays unread, and `note` says
    so.
    """
    return give(request, told(search.find_quotes(sent.text, format=sent.format)))


@router.get("", response=FoundQuotesOut, summary="Match a short quote")
def match_quote(
    request: HttpRequest,
    text: str = Query(
        ..., min_length=1, max_length=SHORT, description="A sentence or two.", example="In a cold cellar, with a map"
    ),
) -> HttpResponseBase:
    """The same for a text that is short enough for an address."""
    return give(request, told(search.find_quotes(text)))


def told(found: search.FoundQuotes) -> FoundQuotesOut:
    """Return what was found in a text, and the text with links."""
    site_url = settings.SITE_URL
    return FoundQuotesOut(
        note=found.note,
        format=found.prose.format,
        items=quotes_of(found.quotes),
        linked=found.linked(site_url),
        linked_html=found.linked_html(site_url),
    )


def quotes_of(quotes: Sequence[search.FoundQuote]) -> list[QuoteOut]:
    """Return quotes beside the posts that they stem from."""
    placed = {one.post.key: PostOut.of(one) for one in placed_at(quote.post.placement for quote in quotes)}
    return [quote_of(quote, placed[quote.post.key]) for quote in quotes if quote.post.key in placed]


def quote_of(quote: search.FoundQuote, post: PostOut) -> QuoteOut:
    """Return a quote beside its post."""
    finding = quote.finding
    return QuoteOut(
        passage=quote.passage,
        start=finding.start,
        end=finding.end,
        verdict=quote.verdict,
        confidence=round(finding.confidence, 3),
        speaker=quote.speaker,
        credit=finding.credit.agreement,
        edits=[EditOut(change=edit.change, text=edit.text) for edit in quote.edits],
        post=post,
        also=[absolute(other.path) for other in quote.also],
    )
