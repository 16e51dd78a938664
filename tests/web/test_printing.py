"""A chat on paper: what it is, its questions, each post with its address; many pages as PDF."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from playwright.sync_api import Page
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from tests.builders import make_chat, make_tweet, place
from tests.web.lively import HOSTILE, Lively
from transcripts.grouping import Part
from transcripts.models import Chat

pytestmark = pytest.mark.django_db
PRINT = "/gardenlib/2015-05-12/print/"


def read(client: Client) -> str:
    response = client.get(PRINT)
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_to_print_says_what_it_is_and_where_it_stands(client: Client, lively: Lively) -> None:
    html = read(client)
    for told in ("Lending seeds", "8:00 pm–9:00 pm CDT (America/Chicago)", "@gardenhost", "Bring an envelope."):
        assert told in html
    assert '<link rel="canonical" href="http://localhost:8000/gardenlib/2015-05-12/">' in html
    assert "http://localhost:8000/gardenlib/2015-05-12/\n" in html


def test_it_holds_every_post_of_the_chat_also_in_the_parts_that_are_folded_elsewhere(
    client: Client, lively: Lively
) -> None:
    html = read(client)
    for post in (lively.answer, lively.reply, lively.hello):
        assert f'href="/t/{post.key}/"' in html
    assert "Something for unplaced" in html


def test_it_runs_nothing_and_hostile_words_stay_words(client: Client, lively: Lively) -> None:
    Chat.objects.update(title=HOSTILE[:200])
    assert "<script" not in read(client)


def test_a_page_of_a_chat_that_is_kept_out_is_kept_out(client: Client, lively: Lively) -> None:
    Chat.objects.update(noindex=True)
    assert client.get(PRINT).headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in read(client)


def test_drafts_are_not_printed_for_anyone_and_the_withdrawn_is_gone(client: Client) -> None:
    chat = make_chat(published=False)
    assert client.get(PRINT).status_code == 404
    chat.publish()
    chat.withdraw()
    assert client.get(PRINT).status_code == 410


def test_an_unchanged_page_is_not_sent_again(client: Client, lively: Lively) -> None:
    known = client.get(PRINT).headers["ETag"]
    assert client.get(PRINT, headers={"If-None-Match": known}).status_code == 304


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pdf_has_a_title_page_then_posts_with_their_addresses_on_numbered_pages(
    page: Page, site: LiveServer
) -> None:
    chat = Chat.objects.get()
    for minute in range(20, 50):
        place(chat, make_tweet(f"Beans of row {minute}", minute=minute), Part.ASIDE)
    page.goto(f"{site.url}{PRINT}")
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert len(pages) > 2
    first, second, *_ = pages
    assert "Lending seeds" in first
    assert f"{site.url}/gardenlib/2015-05-12/" in first
    assert "In a cold cellar" not in first
    assert all("Lending seeds – #gardenlib chats, 12 May 2015" in one for one in pages[1:])
    assert f"2 / {len(pages)}" in second
    key = chat.tweets.get(text="Beans of row 49").key
    assert f"/t/{key}/" in "".join(pages)
