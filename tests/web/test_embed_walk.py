"""From a search hit to somebody's blog: the quote in its frame where it can be, as text wherever it cannot."""

from __future__ import annotations

import json
import socket

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.web.blogging import Blog, is_as_tall_as_it_says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "A1 In a cold cellar, with sixty “cans” & a map"


def find_and_copy(page: Page) -> str:
    """Search for a quote, go to the post, and return the code that its button copies."""
    page.goto("/")
    page.get_by_label("Search the chats").fill('"cold cellar"')
    page.keyboard.press("Enter")
    page.get_by_role("listitem").get_by_role("link", name="Lending seeds").click()
    page.locator(":target > .by").get_by_role("link", name="8:07 pm").click()
    return copied_code(page)


def copied_code(page: Page) -> str:
    """Return the code that the button of a page copies."""
    page.locator("summary").filter(has_text="Embed code").click()
    page.get_by_role("button", name="Copy Embed code").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def expect_framed(page: Page) -> None:
    """Expect the frame in place of the quote, as tall as what it shows."""
    expect(page.locator("iframe")).to_be_visible()
    expect(page.locator("blockquote")).to_be_hidden()
    assert is_as_tall_as_it_says(page)


def expect_text(page: Page) -> None:
    """Expect the quote as text, linked, and nothing beside it."""
    expect(page.locator("blockquote")).to_be_visible()
    expect(page.locator("blockquote")).to_contain_text(WORDS)
    expect(page.locator("blockquote").get_by_role("link", name="Lending seeds, 12 May 2015")).to_be_visible()
    expect(page.locator("iframe")).to_be_hidden()


def nobody_there() -> str:
    """An origin at which nothing answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def test_what_one_found_stands_in_a_blog_in_its_full_height(page: Page, blog: Blog) -> None:
    page.goto(blog.write(find_and_copy(page)))
    expect_framed(page)
    shown = page.frame_locator("iframe")
    expect(shown.get_by_text("In a cold cellar")).to_be_visible()
    shown.get_by_role("link", name="Lending seeds, 12 May 2015").click()
    expect(page.locator("summary").filter(has_text="Embed code")).to_be_visible()


def test_without_scripts_the_blog_shows_the_text(page: Page, blog: Blog, chromium: Browser) -> None:
    address = blog.write(find_and_copy(page))
    context = chromium.new_context(java_script_enabled=False)
    reading = context.new_page()
    reading.goto(address)
    expect_text(reading)
    context.close()


def test_with_the_archive_gone_the_blog_shows_the_text(page: Page, site: LiveServer, blog: Blog) -> None:
    page.goto(blog.write(find_and_copy(page).replace(site.url, nobody_there())))
    expect_text(page)


def test_with_only_the_script_left_the_blog_shows_the_text(page: Page, site: LiveServer, blog: Blog) -> None:
    quote, frame, script = find_and_copy(page).split("\n")
    page.route("**/embed/", lambda asked: asked.abort("connectionrefused"))
    page.goto(blog.write(f"{quote}\n{frame}\n{script}"))
    page.wait_for_function("window.chatarchives")
    expect(page.locator("blockquote")).to_be_visible()
    assert page.locator("iframe").evaluate("(frame) => getComputedStyle(frame).visibility") == "hidden"


@pytest.mark.parametrize("path", ["/gardenlib/2015-05-12/", "/gardenlib/2015-05-12/q1/"])
def test_a_question_and_a_chat_stand_in_a_blog_too(page: Page, blog: Blog, path: str) -> None:
    page.goto(path)
    page.goto(blog.write(copied_code(page)))
    expect_framed(page)


def test_a_frame_fits_again_when_the_column_grows_narrow(page: Page, blog: Blog) -> None:
    page.goto("/gardenlib/2015-05-12/q1/")
    page.goto(blog.write(copied_code(page)))
    expect_framed(page)
    before = page.locator("iframe").bounding_box()
    page.set_viewport_size({"width": 320, "height": 700})
    page.wait_for_function(f"document.querySelector('iframe').offsetHeight > {before and before['height']}")
    assert is_as_tall_as_it_says(page)


def test_what_oembed_gives_fits_where_its_script_runs(page: Page, site: LiveServer, blog: Blog) -> None:
    page.goto("/gardenlib/2015-05-12/q1/")
    link = page.locator('link[type="application/json+oembed"]').get_attribute("href") or ""
    page.goto(blog.write(page.request.get(link).json()["html"]))
    expect_framed(page)


def test_embeds_far_below_and_added_later_fit_however_often_the_script_stands_there(page: Page, blog: Blog) -> None:
    code = find_and_copy(page)
    page.goto(blog.write(f'{code}\n<div style="height: 9000px"></div>\n{code}\n{code}'))
    expect(page.locator("iframe").first).to_be_visible()
    markup = json.dumps(code.partition("<script")[0])
    page.evaluate(f"document.querySelector('div').insertAdjacentHTML('afterbegin', {markup})")
    for frame in page.locator("iframe").all():
        frame.evaluate("(frame) => frame.closest('html').scrollTo(0, frame.offsetTop)")
        expect(frame).to_be_visible()
    expect(page.locator("blockquote:visible")).to_have_count(0)
    assert len({frame.evaluate("(frame) => frame.offsetHeight") for frame in page.locator("iframe").all()}) == 1


def test_other_frames_cannot_size_an_embed(page: Page, site: LiveServer, blog: Blog) -> None:
    told = {"message": "height", "value": 7777, "secret": ""}
    shout = blog.publish(f"<script>parent.postMessage({json.dumps(told)}, '*')</script>loud")
    page.goto(blog.write(f'{find_and_copy(page)}\n<iframe src="{shout}" id="loud"></iframe>'))
    expect(page.locator("iframe").first).to_be_visible()
    expect(page.frame_locator("#loud").get_by_text("loud")).to_be_visible()
    page.evaluate(f"postMessage({json.dumps(told)}, '*')")
    heights = page.evaluate("[...document.querySelectorAll('iframe')].map((frame) => frame.offsetHeight)")
    assert max(heights) < 1000


def test_an_embed_that_was_led_elsewhere_is_sized_no_more(page: Page, blog: Blog) -> None:
    told = {"message": "height", "value": 777, "secret": ""}
    shout = blog.publish(f"<script>parent.postMessage({json.dumps(told)}, '*')</script>loud")
    page.goto(blog.write(find_and_copy(page)))
    expect_framed(page)
    page.evaluate(f"document.querySelector('iframe').contentWindow.location = '{shout}'")
    expect(page.frame_locator("iframe").get_by_text("loud")).to_be_visible()
    assert page.locator("iframe").evaluate("(frame) => frame.offsetHeight") < 777


def test_each_embed_of_a_page_has_its_own_height(page: Page, blog: Blog) -> None:
    post = find_and_copy(page)
    page.goto("/gardenlib/2015-05-12/q1/")
    page.goto(blog.write(f"{post}\n{copied_code(page)}"))
    low, high = page.locator("iframe").all()
    for frame in (low, high):
        expect(frame).to_be_visible()
    assert low.evaluate("(frame) => frame.offsetHeight") < high.evaluate("(frame) => frame.offsetHeight")


def test_a_frame_that_was_there_before_the_script_fits_too(page: Page, site: LiveServer, blog: Blog) -> None:
    page.goto("/gardenlib/2015-05-12/q1/")
    link = page.locator('link[type="application/json+oembed"]').get_attribute("href") or ""
    page.goto(blog.write(page.request.get(link).json()["html"].partition("<script")[0]))
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
    page.add_script_tag(url=f"{site.url}/embed.js")
    expect_framed(page)


def test_other_quotes_beside_an_embed_stay(page: Page, blog: Blog) -> None:
    _, frame, script = find_and_copy(page).split("\n")
    page.goto(blog.write(f"<blockquote>Somebody else’s.</blockquote>\n{frame}\n{script}"))
    expect(page.locator("iframe")).to_be_visible()
    expect(page.locator("blockquote")).to_be_visible()


def test_a_quote_of_the_same_post_beside_the_embed_stays(page: Page, blog: Blog) -> None:
    code = find_and_copy(page)
    own = code.split("\n")[0].replace("<blockquote", '<blockquote id="own"')
    page.goto(blog.write(f"{own}\n<p>And in its frame:</p>\n{code}"))
    expect(page.locator("iframe")).to_be_visible()
    expect(page.locator("#own")).to_be_visible()
    expect(page.locator("blockquote:not(#own)")).to_be_hidden()
