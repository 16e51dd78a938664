"""People find their way: by mouse, by keyboard, with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from transcripts.models import Tweet
from transcripts.publishing import Conversation, Quote

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def walk(page: Page) -> None:
    """Go from the first page to a single post and back, by what is written on the links."""
    page.goto("/")
    page.get_by_role("link", name="#gardenlib chats").last.click()
    page.get_by_role("link", name="Lending seeds").click()
    expect(page).to_have_title(re.compile("Lending seeds"))
    page.get_by_title("This question on its own page").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How did your seed library begin?")
    page.get_by_role("link", name="8:07 pm").click()
    expect(page.get_by_role("heading", name="Quote this post")).to_be_visible()
    page.get_by_role("region", name="Where it stands").get_by_role("link", name="Lending seeds").click()
    expect(page).to_have_url(re.compile(r"/gardenlib/2015-05-12/#t-\d+$"))


def cellar() -> Tweet:
    return Tweet.objects.get(text__contains="cellar", is_repost=False)


def test_one_walks_from_home_to_a_post_and_back(page: Page) -> None:
    walk(page)


def test_one_walks_the_same_way_without_scripts(chromium: Browser, site: LiveServer) -> None:
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    walk(page)
    expect(page.get_by_role("button", name="Copy quote")).to_have_count(0)
    context.close()


def test_a_phrase_that_was_searched_leads_to_the_marked_post(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search the chats").fill('"cold cellar"')
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_have_text(["cold cellar"])
    page.get_by_role("listitem").get_by_role("link", name="Lending seeds").click()
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("In a cold cellar")


def test_a_misspelled_word_is_answered_with_a_better_one(page: Page) -> None:
    page.goto("/search/?q=celar")
    page.get_by_role("link", name="cellar").click()
    expect(page.locator("mark")).to_have_text(["cellar"])


def test_copy_quote_takes_words_author_day_and_address_along(page: Page, site: LiveServer) -> None:
    page.goto("/gardenlib/2015-05-12/")
    post = page.locator(f"#t-{cellar().key}")
    post.hover()
    post.get_by_role("button", name="Copy quote").first.click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    quote = Quote.of(Conversation.of(cellar()).post, site.url)
    assert page.evaluate("navigator.clipboard.readText()") == quote.plain
    rich = "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    assert f'<blockquote cite="{quote.permalink}">' in page.evaluate(rich)


def test_what_an_address_points_to_is_unfolded(page: Page, site: LiveServer) -> None:
    hello = Tweet.objects.get(text__startswith="Hello")
    page.goto(f"/gardenlib/2015-05-12/#t-{hello.key}")
    expect(page.locator(f"#t-{hello.key}")).to_be_in_viewport()


def test_the_readers_time_stands_beside_the_chats(page: Page) -> None:
    page.goto("/gardenlib/2015-05-12/")
    expect(page.locator("[data-yours]")).to_have_text("Your time: Wed 13 May, 3:00 am–4:00 am")


def test_the_contents_say_which_question_is_being_read(page: Page) -> None:
    page.goto("/gardenlib/2015-05-12/#q2")
    expect(page.locator(".toc [aria-current]")).to_contain_text("Q2")


def test_the_first_stop_of_the_keyboard_leads_to_the_text(page: Page) -> None:
    page.goto("/gardenlib/2015-05-12/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the text")


def test_hostile_posts_run_nothing(page: Page) -> None:
    for path in ("/gardenlib/2015-05-12/", "/people/twitter/mallory/", "/search/?q=window.hurt"):
        page.goto(path)
        assert page.evaluate("window.hurt") is None
