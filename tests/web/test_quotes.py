"""The quote finder's page."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.lively import HOSTILE, Lively
from transcripts import search

pytestmark = pytest.mark.django_db

PASTE = "I wrote it down: “In a cold cellar, with sixty [old] cans & a map” (@ann)."


@pytest.fixture(autouse=True)
def _indexed(lively: Lively) -> None:
    search.index([lively.chat])


def pasted(client: Client, text: str, **more: str) -> str:
    response = client.post("/quotes/", {"text": text, **more})
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_offers_a_box_and_stays_out_of_other_indexes(client: Client) -> None:
    html = client.get("/quotes/").content.decode()

    assert '<textarea id="text" name="text"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'id="found"' not in html


def test_every_page_leads_to_it(client: Client) -> None:
    assert 'href="/quotes/"' in client.get("/").content.decode()
    assert 'href="/quotes/"' in client.get("/search/").content.decode()


def test_shows_each_quote_beside_its_post(client: Client, lively: Lively) -> None:
    html = pasted(client, PASTE)

    assert "1 quote found" in html
    assert "Edited" in html
    assert f'href="/t/{lively.answer.key}/"' in html
    assert '<ins><span class="vh">put in:</span> old' in html
    assert "Lending seeds" in html


def test_strikes_out_what_a_quote_drops_but_not_what_it_is_cut_from(client: Client, lively: Lively) -> None:
    html = pasted(client, PASTE.replace("cold ", ""))

    edits = html.partition('class="edits"')[2].partition(">")[2].partition("</p>")[0]
    assert edits.split()[0] == "…"
    assert "A1" not in edits
    assert '<del><span class="vh">left out:</span> cold' in edits


def test_gives_the_post_back_with_links(client: Client, lively: Lively) -> None:
    html = pasted(client, PASTE)

    link = f"http://localhost:8000/t/{lively.answer.key}/"
    assert f"“[In a cold cellar, with sixty [old] cans &amp; a map]({link})”" in html
    assert f'<a href="{link}">In a cold cellar, with sixty [old] cans &amp; a map</a>' in html


def test_html_comes_back_as_html_only(client: Client) -> None:
    html = pasted(client, f"<p>{PASTE}</p>")

    assert 'id="html"' in html
    assert 'id="markdown"' not in html


def test_warns_when_the_post_names_somebody_else(client: Client) -> None:
    html = pasted(client, "“In a cold cellar, with sixty cans and a map” — Bob Ray (@bob)")

    assert "Your post names <strong>@bob</strong>" in " ".join(html.split())


def test_a_sentence_can_stand_in_the_address(client: Client) -> None:
    html = client.get("/quotes/", {"text": "In a cold cellar, with sixty cans & a map"}).content.decode()

    assert "Word for word" in html


def test_says_that_nothing_was_found(client: Client) -> None:
    assert "No quote found" in pasted(client, "Nothing of this was ever said.")


@pytest.mark.parametrize("format", ["", "text", "markdown", "html", "nonsense"])
def test_nothing_hostile_runs(client: Client, format: str) -> None:
    html = pasted(client, f"{PASTE}\n\n{HOSTILE}\n\n[x](javascript:alert(1))", format=format)

    assert "<script>window" not in html
    assert "<img src=x" not in html
    assert 'href="javascript' not in html


def test_refuses_what_is_far_too_long(client: Client) -> None:
    response = client.post("/quotes/", {"text": "x" * 3_100_000})

    assert response.status_code == 413
    assert "too long" in response.content.decode()


def test_a_searched_sentence_shows_the_closest_ones(client: Client, lively: Lively) -> None:
    html = client.get("/search/", {"q": "in a cold cellar with seventy cans"}).content.decode()

    assert "No post" in html
    assert "Closest sentences" in html
    assert f'href="/t/{lively.answer.key}/"' in html


def test_a_post_with_no_more_than_some_of_the_same_words_is_not_shown_as_edited(client: Client, lively: Lively) -> None:
    html = client.get("/search/", {"q": "cellar with sixty drawers full of pencils"}).content.decode()

    assert "Some of the same words" in html
    assert f'href="/t/{lively.answer.key}/"' in html
    assert "<del>" not in html


def test_a_search_of_few_words_shows_its_hits_alone(client: Client) -> None:
    assert "Closest sentences" not in client.get("/search/", {"q": "cellar"}).content.decode()


def test_needs_no_cookie(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/quotes/", {"text": PASTE}).status_code == 200
    assert not strict.cookies
