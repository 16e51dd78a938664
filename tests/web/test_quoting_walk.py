"""A blogger copies quotes: by one press, from the menu, of some words, of several posts together."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from transcripts.models import Tweet
from transcripts.publishing import CITATIONS, Cited, Conversation, Quote, Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHAT = "/gardenlib/2015-05-12/"
RICH = "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
SELECT = """([key, from, to]) => {
  const words = document.querySelector(`#t-${key} > .w`);
  const [first, last] = [words.firstChild, words.lastChild];
  getSelection().setBaseAndExtent(first, from, to ? first : last.firstChild ?? last, to ?? 3);
}"""


def cellar() -> Tweet:
    return Tweet.objects.get(text__contains="cellar", is_repost=False)


def post_of(page: Page, tweet: Tweet) -> Locator:
    return page.locator(f"#t-{tweet.key}")


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def quote_of(tweet: Tweet, site: LiveServer, words: str = "") -> Quote:
    return Quote.of(Conversation.of(tweet).post, site.url, words)


def open_menu(page: Page, tweet: Tweet) -> Locator:
    """Open the menu beside a post and wait for what the server says."""
    post_of(page, tweet).get_by_role("button", name="More ways to quote").first.click()
    menu = page.get_by_role("menu")
    expect(menu.get_by_role("menuitem", name="BibTeX")).to_be_visible()
    return menu


def gather(page: Page, *tweets: Tweet) -> None:
    for tweet in tweets:
        open_menu(page, tweet).get_by_role("menuitem", name="Add to collection").click()
        page.keyboard.press("Escape")


def test_one_press_copies_plain_and_formatted_text(page: Page, site: LiveServer) -> None:
    page.goto(CHAT)
    post_of(page, cellar()).get_by_role("button", name="Copy quote").first.click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    quote = quote_of(cellar(), site)
    assert copied(page) == quote.plain
    assert quote.html in page.evaluate(RICH)


def test_bibtex_is_chosen_by_keyboard(page: Page, site: LiveServer) -> None:
    page.goto(CHAT)
    more = post_of(page, cellar()).get_by_role("button", name="More ways to quote").first
    more.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text("Text")
    page.keyboard.press("b")
    expect(page.locator(":focus")).to_have_text("BibTeX")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied")
    site_of = Site("Seedbed", site.url)
    assert copied(page) == CITATIONS["bibtex"].write([Cited.post(Conversation.of(cellar()).post, site_of)])
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_be_hidden()
    expect(more).to_be_focused()


def test_arrows_go_round_the_menu(page: Page) -> None:
    page.goto(CHAT)
    open_menu(page, cellar())
    expect(page.locator(":focus")).to_have_text("Text")
    page.keyboard.press("ArrowUp")
    expect(page.locator(":focus")).to_have_text("See all forms")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator(":focus")).to_have_text("Markdown")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    expect(page.locator(":focus")).to_have_text("Text")
    page.keyboard.press("Tab")
    expect(page.get_by_role("menu")).to_be_hidden()


def test_the_menu_says_when_the_forms_cannot_be_read(page: Page) -> None:
    page.goto(CHAT)
    page.route("**/quote/", lambda route: route.abort())
    post_of(page, cellar()).get_by_role("button", name="More ways to quote").first.click()
    expect(page.get_by_role("menu")).to_contain_text("The other forms could not be read.")
    page.get_by_role("menuitem", name="See all forms").click()
    expect(page.get_by_role("heading", name="Quote this post")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("selected", "words"),
    [
        ((4, 11), "In a cold"),
        ((0, 5), "A1 In"),
        ((6, None), "a cold cellar,\nwith sixty “cans” & a map https://t.co/abc #gardenlib"),
    ],
)
def test_selected_words_are_copied_as_a_quote_of_just_them(
    page: Page, site: LiveServer, selected: tuple[int, int | None], words: str
) -> None:
    page.goto(CHAT)
    page.evaluate(SELECT, [cellar().key, *selected])
    page.get_by_role("button", name="Copy these words").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    quote = quote_of(cellar(), site, words)
    assert copied(page) == quote.plain
    assert quote.html in page.evaluate(RICH)


def test_the_buttons_at_selected_words_are_the_next_stop_of_the_keyboard(page: Page) -> None:
    page.goto(CHAT)
    reply = post_of(page, Tweet.objects.get(text="@ann Sixty?")).locator("> .w")
    reply.dblclick(position={"x": 60, "y": 10})
    expect(page.get_by_role("button", name="Copy these words")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Copy these words")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Copy these words")).to_have_count(0)


def test_selected_words_come_in_every_form(page: Page, site: LiveServer) -> None:
    page.goto(CHAT)
    page.evaluate(SELECT, [cellar().key, 7, 15])
    bar = page.get_by_role("group", name="The selected words")
    bar.get_by_role("button", name="More ways to quote").click()
    page.get_by_role("menuitem", name="Markdown").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert copied(page).startswith("> …cold cellar…")


def test_words_of_two_posts_are_no_quote(page: Page) -> None:
    page.goto(CHAT)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.flow'))")
    page.wait_for_timeout(400)
    expect(page.get_by_role("button", name="Copy these words")).to_have_count(0)


def test_a_link_to_words_goes_to_them(page: Page, site: LiveServer) -> None:
    tweet = cellar()
    Tweet.objects.filter(pk=tweet.pk).update(text="A long post.\n" * 80 + "At its end, well-kept & dry: sixty cans.")
    quote = quote_of(tweet, site, "well-kept & dry: sixty")
    page.goto("/about/")
    page.evaluate(
        "(link) => document.querySelector('main').append(Object.assign(document.createElement('a'), "
        "{ href: link, textContent: 'The quote' }))",
        quote.permalink,
    )
    page.get_by_role("link", name="The quote").click()
    # Where the words are found, they are what is pointed at, and not the post.
    end = "document.querySelector('.this .w').getBoundingClientRect().bottom"
    page.wait_for_function(f"{end} < innerHeight && {end} > 0")


def test_three_posts_are_gathered_put_in_order_and_copied_together(page: Page, site: LiveServer) -> None:
    page.goto(CHAT)
    reply, question = Tweet.objects.get(text="@ann Sixty?"), Tweet.objects.get(text__startswith="Q1:")
    gather(page, cellar(), reply, question)
    page.reload()
    page.get_by_role("link", name="3 quotes gathered").click()
    expect(page).to_have_url(re.compile(rf"/quotes/{cellar().key}\+{reply.key}\+{question.key}/$"))
    item = page.get_by_role("listitem").filter(has_text="Q1: How")
    item.get_by_role("button", name="Move up").click()
    item.get_by_role("button", name="Move up").click()
    expect(page).to_have_url(re.compile(rf"/quotes/{question.key}\+{cellar().key}\+{reply.key}/$"))
    page.get_by_role("listitem").filter(has_text="Sixty?").get_by_role("button", name="Take out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 quotes")
    expect(page.get_by_role("link", name="2 quotes gathered")).to_have_attribute("aria-current", "page")
    page.get_by_role("button", name="Copy all quotes").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    first, second = quote_of(question, site), quote_of(cellar(), site)
    assert copied(page) == f"{first.plain}\n\n{second.plain}"
    assert page.evaluate(RICH).count("<blockquote") == 2
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_role("complementary", name="Your quote collection")).to_be_hidden()


def test_what_is_gathered_is_taken_out_in_the_menu(page: Page) -> None:
    page.goto(CHAT)
    gather(page, cellar())
    open_menu(page, cellar()).get_by_role("menuitem", name="Take out of the collection").click()
    expect(page.locator(".tray")).to_be_hidden()


def test_somebody_elses_collection_leaves_ones_own_alone(page: Page) -> None:
    page.goto(CHAT)
    reply = Tweet.objects.get(text="@ann Sixty?")
    gather(page, reply)
    page.goto(f"/quotes/{cellar().key}+{reply.key}/")
    page.get_by_role("button", name="Take out").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 quote")
    expect(page.get_by_role("link", name="1 quote gathered")).to_be_visible()


def test_without_scripts_a_posts_page_shows_every_form(chromium: Browser, site: LiveServer) -> None:
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(cellar().get_absolute_url())
    page.get_by_text("for Ghost, Jekyll").click()
    expect(page.get_by_label("Markdown")).to_have_value(re.compile("^> A1 In a cold cellar"))
    page.get_by_text("7th edition").click()
    expect(page.get_by_label("APA")).to_have_value(re.compile(r"^Ann Lee \[@ann\]\. \(2015, May 13\)"))
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_menu_buttons_and_collection_are_in_nobodys_way(
    chromium: Browser, site: LiveServer, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(
        base_url=site.url, viewport={"width": width, "height": 800}, color_scheme=scheme, has_touch=width < 400
    )
    page = context.new_page()
    page.goto(CHAT)
    page.evaluate(SELECT, [cellar().key, 7, 15])
    expect(page.get_by_role("button", name="Copy these words")).to_be_visible()
    found = [fault["id"] for fault in Axe().run(page).response["violations"]]
    gather(page, cellar())
    open_menu(page, cellar())
    found += [fault["id"] for fault in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="1 quote gathered").click()
    found += [fault["id"] for fault in Axe().run(page).response["violations"]]
    context.close()
    assert (found, wide) == ([], False)
