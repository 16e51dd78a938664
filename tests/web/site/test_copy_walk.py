"""The archive without its server: files, a bare server, and a browser that reaches nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from tests.web.blogging import Blog, framed, is_as_tall_as_it_says
from tests.web.lively import make_lively
from tests.web.site.serving import serving
from tests.web.site.watching import watching
from transcripts.models import LedgerEntry
from transcripts.web import export_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

POST = "590000000000000002"


@pytest.fixture(scope="module")
def served(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with an export of the lively archive in a folder below. The archive itself is gone."""
    served = tmp_path_factory.mktemp("served")
    with django_db_blocker.unblock(), transaction.atomic():
        LedgerEntry.objects.enter(make_lively().chat)
        export_site(served / "old/chats", cards=False, quiet=True)
        transaction.set_rollback(True)
    return served


@pytest.fixture(scope="module")
def address(served: Path) -> Iterator[str]:
    """Where that export lies: in a folder of a bare server."""
    with serving(served) as bare:
        yield f"{bare}/old/chats/"


@pytest.fixture(scope="module")
def root(served: Path) -> Iterator[str]:
    """The same at the root of a host, which shows its 404.html."""
    with serving(served / "old/chats") as bare:
        yield bare


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A page in a browser; what is asked of another host, or not there, fails the test."""
    with watching(chromium, address) as page:
        page.goto(address)
        yield page


def test_one_walks_from_home_to_a_post_and_on(page: Page, address: str) -> None:
    page.get_by_role("link", name="#gardenlib chats").last.click()
    page.get_by_role("link", name="Lending seeds").click()
    page.get_by_title("This question on its own page").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How did your seed library begin?")
    page.get_by_role("link", name="8:07 pm").click()
    expect(page.get_by_role("heading", name="Quote this post")).to_be_visible()
    page.get_by_role("link", name="Ann Lee").first.click()
    page.get_by_role("link", name="Questions to").click()
    page.get_by_role("link", name="Not answered yet").first.click()
    assert page.url == f"{address}asked/twitter/ann/show/unanswered/"
    page.get_by_role("link", name="About").click()
    expect(page.get_by_text("This is a copy of the archive as files")).to_be_visible()


def test_search_finds_the_post_in_its_chat(page: Page) -> None:
    page.get_by_label("Search the chats").fill("cold cellar")
    page.keyboard.press("Enter")
    expect(page.locator("#outcome strong")).to_have_text("1 chat")
    expect(page.locator("#found mark").first).to_have_text("cold")
    expect(page.locator("#found .w").first).to_contain_text("In a cold cellar, with sixty “cans” & a map")
    page.locator("#found .there").first.click()
    expect(page.locator(":target")).to_contain_text("In a cold cellar")


@pytest.mark.parametrize(
    ("asked", "posts"),
    [
        ('"cold cellar"', ["@ann"]),
        ('"cellar cold"', []),
        ("from:bob sixty", ["@bob"]),
        ("in:gardenlib cellar", ["@ann"]),
        ("in:gardenlib/2015-05-12 cellar", ["@ann"]),
        ("in:mosslib cellar", []),
        ("#gardenlib cellar has:link", ["@ann"]),
    ],
)
def test_what_can_be_asked_for(page: Page, address: str, asked: str, posts: list[str]) -> None:
    page.get_by_label("Search the chats").fill(asked)
    page.keyboard.press("Enter")
    expect(page.locator("#outcome strong")).to_have_text("1 chat" if posts else "No chats")
    found = page.locator("#found article")
    assert [words for words in posts if words in found.first.inner_text()] == posts
    expect(page.get_by_text("does not know has:link")).to_have_count(1 if "has:" in asked else 0)


def test_the_box_of_a_chat_searches_there(page: Page, address: str) -> None:
    page.goto(f"{address}gardenlib/2015-05-12/")
    page.get_by_label("Search in this chat").fill("cellar")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Search the chats")).to_have_value("cellar in:gardenlib/2015-05-12")
    expect(page.locator("#outcome strong")).to_have_text("1 chat")


def test_hostile_words_in_an_address_or_a_post_run_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=<img src=x onerror=window.hurt=1> onerror")
    expect(page.locator("#outcome strong")).to_be_visible()
    page.goto(f"{address}search/?q=from:mallory")
    expect(page.locator("#found article")).to_have_count(1)
    assert page.evaluate("window.hurt") is None


def test_what_moved_leads_on_with_its_anchor(page: Page, address: str) -> None:
    page.goto(f"{address}t/590000000000000004/#replies")
    page.wait_for_url(f"{address}t/{POST}/#replies")


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        (f"/t/{POST}/).", f"/t/{POST}/"),
        ("/gardenlib//2015-05-12/)#q1", "/gardenlib/2015-05-12/#q1"),
        ("/gardenlib/2015-05-12.json”", "/gardenlib/2015-05-12.json"),
    ],
)
def test_a_link_as_it_was_pasted_leads_to_its_page(chromium: Browser, root: str, pasted: str, meant: str) -> None:
    page = chromium.new_page()
    page.goto(f"{root}{pasted}")
    page.wait_for_url(f"{root}{meant}")
    page.close()


def test_where_nothing_is_meant_the_copy_says_so(chromium: Browser, root: str) -> None:
    page = chromium.new_page()
    page.goto(f"{root}/t/1/)", wait_until="networkidle")
    expect(page.get_by_role("heading", name="Not found")).to_be_visible()
    page.close()


def test_the_menu_of_a_post_has_all_forms_of_its_quote(page: Page, address: str) -> None:
    page.goto(f"{address}gardenlib/2015-05-12/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    post = page.locator(f"#t-{POST}")
    post.hover()
    post.get_by_role("button", name="More ways to quote").first.click()
    menu = page.get_by_role("menu")
    expect(menu.get_by_role("menuitem", name="Markdown")).to_be_visible()
    expect(menu.get_by_role("menuitem", name="See all forms")).to_be_visible()
    expect(menu.get_by_role("menuitem", name="collection")).to_have_count(0)
    menu.get_by_role("menuitem", name="Markdown").click()
    expect(page.get_by_role("status").last).to_contain_text("Copied")
    assert "cold cellar" in page.evaluate("navigator.clipboard.readText()")


def test_what_was_gathered_in_the_archive_itself_is_not_offered_where_it_has_no_page(page: Page, address: str) -> None:
    page.evaluate(f"localStorage.setItem('quotes', JSON.stringify(['{POST}']))")
    page.goto(f"{address}t/{POST}/")
    expect(page.get_by_role("button", name="Copy quote").first).to_be_visible()
    expect(page.locator(".tray")).to_be_hidden()


def test_a_blog_shows_a_post_of_the_copy_in_its_full_height(chromium: Browser, blog: Blog, address: str) -> None:
    with urlopen(f"{address}oembed/t/{POST}.json") as answer:
        code = json.load(answer)["html"].replace("http://localhost:8000/", address)
    with watching(chromium, address, blog.origin) as page:
        page.goto(blog.write(code))
        expect(page.locator("blockquote")).to_be_hidden()
        assert is_as_tall_as_it_says(page)
        expect(framed(page).get_by_text("In a cold cellar")).to_be_visible()
        framed(page).get_by_role("link", name="Lending seeds, 12 May 2015").click()
        page.wait_for_url(f"{address}t/{POST}/")


def test_without_scripts_the_search_page_says_so(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}search/?q=cellar")
    expect(page.get_by_text("searching needs JavaScript")).to_be_visible()
    page.get_by_role("link", name="from its series").click()
    expect(page.get_by_role("heading", name="Latest chats")).to_be_visible()
    context.close()
