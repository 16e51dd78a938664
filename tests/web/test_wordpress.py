"""An address in a WordPress post becomes a frame of the right height: its own filter and script say so."""

from __future__ import annotations

import re

import pytest
from lxml import html
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.web.blogging import Blog, is_as_tall_as_it_says
from tests.web.lively import HOSTILE
from tests.wordpress import embedded_by_wordpress, page_of_wordpress
from transcripts.models import Question, Tweet

pytestmark = pytest.mark.django_db(transaction=True)
# WordPress makes no frame lower than that.
LEAST = 200


def cellar() -> Tweet:
    return Tweet.objects.get(text__contains="cellar", is_repost=False)


def pages() -> list[str]:
    """The path of each kind of page that can be embedded."""
    return [cellar().get_absolute_url(), "/gardenlib/2015-05-12/q1/", "/gardenlib/2015-05-12/"]


def parts(told: str) -> tuple[html.HtmlElement, html.HtmlElement]:
    """The quote and the frame of what WordPress puts in a post; it puts nothing else there."""
    quote, frame = html.fragments_fromstring(told)
    assert (quote.tag, frame.tag) == ("blockquote", "iframe")
    return quote, frame


def words_of(told: str) -> str:
    return str(parts(told)[0].text_content())


def test_wordpress_keeps_quote_and_frame_of_every_kind_of_page(site: LiveServer) -> None:
    for path in pages():
        quote, frame = parts(embedded_by_wordpress(f"{site.url}{path}"))
        secret = frame.get("data-secret")
        assert quote.get("class") == frame.get("class") == "wp-embedded-content"
        assert quote.get("data-secret") == secret
        assert frame.get("src") == f"{site.url}{path}embed/#?secret={secret}"
        assert frame.get("sandbox") == "allow-scripts"
        assert frame.get("width") == "500"
        assert [link.get("href") for link in quote.iter("a")] == [f"{site.url}{path}"]


def test_wordpress_loads_its_script_for_what_is_embedded(site: LiveServer) -> None:
    for path in pages():
        # The condition of wp_maybe_enqueue_oembed_host_js.
        assert re.search(r"<blockquote\s[^>]*?wp-embedded-content", embedded_by_wordpress(f"{site.url}{path}"))


def test_words_stay_apart_where_their_lines_and_paragraphs_are_lost(site: LiveServer) -> None:
    post, question, chat = (words_of(embedded_by_wordpress(f"{site.url}{path}")) for path in pages())
    assert post.startswith(
        "A1 In a cold cellar, with sixty “cans” & a map https://t.co/abc #gardenlib — Ann Lee (@ann)"
    )
    assert question.startswith("Q1: How did your seed library begin? Ann Lee: “A1 In a cold")
    assert "begin? (2 answers) Q2: What grows? (3 answers) — #gardenlib chats" in chat


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE,
        "</blockquote><iframe src=x></iframe><script>1</script>",
        "a < b && c > d &amp; &lt;p&gt; &#60; &nbsp; 5 &frac12;",
        "[gallery ids='1'] $1 \\1 %s {{x}} <!--more-->",
        "سلام 世界 🌱 naïve ’quote’",
    ],
)
def test_hostile_words_come_through_whole(site: LiveServer, words: str) -> None:
    paths = pages()
    Tweet.objects.filter(pk=cellar().pk).update(text=words)
    Question.objects.update(text=words)
    for path in paths:
        assert words in words_of(embedded_by_wordpress(f"{site.url}{path}"))


def test_a_place_in_a_transcript_embeds_what_stands_there(site: LiveServer) -> None:
    told = embedded_by_wordpress(f"{site.url}/gardenlib/2015-05-12/?utm_source=x#t-{cellar().key}")
    assert f'src="{site.url}/t/{cellar().key}/embed/#' in told


def test_wordpress_leaves_the_address_of_what_cannot_be_embedded(site: LiveServer) -> None:
    draft = cellar()
    Tweet.objects.filter(pk=draft.pk).update(hidden=True)
    for path in (draft.get_absolute_url(), "/about/"):
        assert embedded_by_wordpress(f"{site.url}{path}") == ""


@pytest.mark.browser
def test_wordpress_shows_the_frame_in_its_full_height_in_place_of_the_quote(
    page: Page, site: LiveServer, blog: Blog
) -> None:
    for path in pages()[1:]:
        page.goto(blog.publish(page_of_wordpress(embedded_by_wordpress(f"{site.url}{path}"))))
        expect(page.locator("blockquote")).to_be_hidden()
        expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
        assert page.frame_locator("iframe").locator("html").evaluate("self.origin") == "null"
        assert is_as_tall_as_it_says(page, least=LEAST)


@pytest.mark.browser
def test_a_frame_grows_in_wordpress_when_the_page_grows_narrow(page: Page, site: LiveServer, blog: Blog) -> None:
    told = embedded_by_wordpress(f"{site.url}/gardenlib/2015-05-12/q1/").replace('width="500"', 'width="100%"')
    page.goto(blog.publish(page_of_wordpress(told)))
    expect(page.locator("blockquote")).to_be_hidden()
    page.set_viewport_size({"width": 320, "height": 600})
    page.wait_for_function("document.querySelector('iframe').height > 400")
    assert is_as_tall_as_it_says(page)


@pytest.mark.browser
@pytest.mark.parametrize("link", ["Lending seeds, 12 May", "example.org/cellar"])
def test_links_lead_out_of_wordpress_sandbox(page: Page, site: LiveServer, blog: Blog, link: str) -> None:
    page.goto(blog.publish(page_of_wordpress(embedded_by_wordpress(f"{site.url}{pages()[0]}"))))
    expect(page.locator("blockquote")).to_be_hidden()
    page.frame_locator("iframe").get_by_role("link", name=link).click()
    # A sandboxed page cannot lead elsewhere: the link to another site is found on the post's own page.
    expect(page).to_have_url(f"{site.url}{pages()[0]}")


@pytest.mark.browser
def test_where_framing_is_refused_wordpress_shows_the_quote(
    page: Page, site: LiveServer, blog: Blog, settings: Settings
) -> None:
    settings.EMBEDDERS = ["https://other.example"]
    page.goto(blog.publish(page_of_wordpress(embedded_by_wordpress(f"{site.url}{pages()[0]}"))))
    page.wait_for_timeout(500)
    expect(page.locator("blockquote")).to_be_visible()
    expect(page.locator("blockquote")).to_contain_text("In a cold cellar")
