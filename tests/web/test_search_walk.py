"""People search by keyboard and by mouse, with and without scripts."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def box(page: Page) -> Locator:
    return page.get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def test_one_finds_a_post_by_keyboard_narrows_and_opens_it_in_its_transcript(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("cellar from:an")
    expect(options(page)).to_have_text(["@ann person"])
    expect(page.locator("#said")).to_have_text("1 suggestion")
    page.keyboard.press("ArrowDown")
    expect(box(page)).to_have_value("cellar from:ann")
    expect(options(page)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_have_text(["cellar"])
    page.get_by_text("Narrow by").click()
    page.get_by_role("link", name="Question 1", exact=True).click()
    expect(page).to_have_url(re.compile("q%3A1|q:1"))
    expect(page.get_by_role("link", name="Question 1", exact=True)).to_have_attribute("aria-current", "true")
    page.get_by_role("listitem").get_by_role("link", name="Lending seeds").click()
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(":target > .w")).to_contain_text("In a cold cellar")
    unmarked = page.locator(".p:not(:target) > .w").first
    ground = "(words) => getComputedStyle(words).backgroundColor"
    assert page.locator(":target > .w").evaluate(ground) != unmarked.evaluate(ground)


def test_the_list_is_left_by_escape_with_what_was_typed(page: Page) -> None:
    page.goto("/")
    box(page).press_sequentially("gard")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", str(options(page).last.get_attribute("id")))
    page.keyboard.press("ArrowDown")
    expect(box(page)).to_have_value("gard")
    page.keyboard.press("ArrowDown")
    expect(box(page)).to_have_value("in:gardenlib")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("gard")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(options(page)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()


def test_a_suggestion_is_chosen_by_a_click(page: Page) -> None:
    page.goto("/")
    box(page).press_sequentially("@an")
    options(page).first.click()
    expect(box(page)).to_have_value("@ann")
    expect(page.get_by_role("status").first).to_contain_text("mentioning @ann")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_list_is_in_nobodys_way(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/gardenlib/")
    box(page).press_sequentially("gard")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []


def test_a_slash_that_is_typed_in_a_field_stays_there(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type("in:gardenlib/2015")
    expect(box(page)).to_have_value("in:gardenlib/2015")


def test_a_search_in_one_chat_is_made_wider_again(page: Page) -> None:
    page.goto("/gardenlib/2015-05-12/")
    page.get_by_label("Search in this chat").fill("cellar")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value("cellar in:gardenlib/2015-05-12")
    page.get_by_role("link", name="Search without: in the #gardenlib chat of 2015-05-12").click()
    expect(box(page)).to_have_value("cellar")


def test_one_narrows_and_sorts_without_scripts(chromium: Browser, site: LiveServer) -> None:
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(box(page)).to_have_count(0)
    page.get_by_label("Search the chats").fill("gardenlib")
    page.keyboard.press("Enter")
    page.get_by_text("Narrow by").click()
    page.get_by_role("link", name="Count the posts by these").click()
    page.get_by_role("link", name="@ann", exact=True).click()
    page.get_by_role("link", name="Oldest").click()
    expect(page.get_by_label("Search the chats")).to_have_value("gardenlib from:ann sort:oldest")
    expect(page.locator(".w")).to_contain_text("In a cold cellar")
    context.close()
