"""A blogger pastes a post and copies it back with links."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

POST = "## What stayed\n\n“In a cold cellar, with sixty cans and a map,” wrote Ann Lee (@ann).\n"


def paste(page: Page) -> None:
    """Paste a post into the box, by what is written on links and buttons."""
    page.goto("/")
    page.get_by_role("link", name="Link quotes").click()
    page.get_by_label("Your text, Markdown or HTML").fill(POST)
    page.get_by_role("button", name="Find the quotes").click()
    expect(page.get_by_role("heading", name="1 quote found")).to_be_visible()


def test_a_pasted_post_is_copied_back_with_links(page: Page, site: LiveServer) -> None:
    paste(page)
    page.get_by_role("button", name="Copy as markdown").click()
    expect(page.locator("#said")).to_have_text("Copied")

    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.sub(r"\[(In a .* map)\]\(http://localhost:\d+/t/\d+/\)", r"\1", copied) == POST
    page.get_by_role("link", name="In a cold cellar").click()
    expect(page).to_have_url(re.compile(r"/t/\d+/$"))


def test_a_post_of_many_kinds_of_lines_comes_back_as_it_was_typed(page: Page, site: LiveServer) -> None:
    # A browser sends every line with a line end of its own.
    quoted = "In a cold cellar, with sixty cans and a map"
    post = (
        f"---\ntitle: “{quoted}”\n---\n\nSeen[^1] and heard:\n\n- One\n- “Two\n\n> {quoted}\n>\n> — Ann Lee\n\n"
        f"Copied out:\n\n    {quoted}\n\n[^1]: @ann: “{quoted}”\n"
    )
    page.goto("/quotes/")
    page.get_by_label("Your text, Markdown or HTML").fill(post)
    page.get_by_role("button", name="Find the quotes").click()
    expect(page.get_by_role("heading", name="2 quotes found")).to_be_visible()

    linked = page.get_by_role("textbox", name="As Markdown").input_value()
    assert re.sub(r"\[(In a [^\]]* map)\]\(http://localhost:\d+/t/\d+/\)", r"\1", linked) == post
    assert linked.count("](http") == 2
    expect(page.locator(".preview blockquote").first).to_contain_text(quoted)


def test_it_works_without_scripts(chromium: Browser, site: LiveServer) -> None:
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    paste(page)
    assert f"({site.url}/t/" in page.get_by_label("As Markdown").input_value()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_accessible_and_fits(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    paste(page)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
