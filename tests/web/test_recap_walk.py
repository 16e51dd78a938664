"""A host makes a recap in the browser, and pastes it into a page that runs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.importing.importing import take_in
from tests.site.validators.axe import faults_of
from transcripts.models import Chat, Placement, Tweet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHAT = "/gardenlib/2015-05-12/"


@pytest.fixture
def keeper() -> User:
    """Who runs the archive."""
    return User.objects.create_superuser("keeper", password="seeds")


@pytest.fixture
def desk(page: Page, keeper: User) -> Page:
    """The desk of the lively chat, opened by who runs the archive."""
    page.on("console", lambda told: pytest.fail(told.text) if told.type in ("error", "warning") else None)
    open_desk(page, CHAT)
    return page


def open_desk(page: Page, chat: str, *, scripts: bool = True) -> None:
    """Log in and go to the desk of a chat; its script is there once a post has the focus."""
    page.goto(f"/admin/login/?next={chat}edit/")
    page.get_by_label("Username").fill("keeper")
    page.get_by_label("Password").fill("seeds")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Edit this chat")
    if scripts:
        expect(page.locator(".dp:focus")).to_be_visible()


def post_of(page: Page, tweet: Tweet) -> Locator:
    return page.locator(f"#d-{tweet.key}")


def cellar() -> Tweet:
    return Tweet.objects.get(text__contains="cellar", is_repost=False)


def remark_on(page: Page, tweet: Tweet, words: str) -> None:
    """Write a remark by keyboard alone."""
    post_of(page, tweet).focus()
    page.keyboard.press("r")
    expect(post_of(page, tweet).locator("textarea")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    expect(post_of(page, tweet).locator(".nt")).to_contain_text(words, timeout=20_000)
    page.keyboard.press("Escape")
    expect(post_of(page, tweet)).to_be_focused()


def write_note(page: Page, label: str, words: str) -> None:
    field = page.locator(".notes form").filter(has=page.get_by_label(label))
    field.locator("textarea").fill(words)
    field.get_by_role("button", name="Save").click()
    expect(page.locator("[data-said]")).to_contain_text("saved.")


def copied(page: Page, form: str) -> str:
    """Copy a form of the recap by its button; return what is on the clipboard."""
    page.locator(".form summary").filter(has_text=form).click()
    page.locator(".form[open]").last.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def paste(chromium: Browser, file: Path, html: str) -> tuple[BrowserContext, Page]:
    """Open a local page without scripts that holds what was copied."""
    file.write_text(f'<!DOCTYPE html><html lang="en"><title>My blog</title><body>{html}</body></html>')
    blog = chromium.new_context(java_script_enabled=False)
    page = blog.new_page()
    page.goto(file.as_uri())
    return blog, page


def test_a_recap_is_made_at_the_desk_and_pasted_into_a_blog(
    desk: Page, chromium: Browser, site: LiveServer, tmp_path: Path
) -> None:
    answer = cellar()
    post_of(desk, answer).focus()
    desk.keyboard.press("b")
    expect(post_of(desk, answer).locator(".tag.best")).to_have_text("Picked")
    remark_on(desk, answer, "loved this!")
    desk.get_by_text("Recap notes").click()
    write_note(desk, "Above Q1", "The *best* of the evening.")
    write_note(desk, "Opening", "Yesterday I hosted.")

    desk.get_by_role("link", name="the recap").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Recap: Lending seeds")
    html = copied(desk, "HTML")
    blog, page = paste(chromium, tmp_path / "blog.html", html)
    quote = page.locator("blockquote")
    assert (
        quote.locator("p").inner_text() == "A1 In a cold cellar,\nwith sixty “cans” & a map https://t.co/abc #gardenlib"
    )
    link = f"{site.url}/t/{answer.key}/"
    assert quote.get_attribute("cite") == link
    assert quote.get_by_role("link").get_attribute("href") == link
    assert page.locator("blockquote + p").inner_text() == "loved this!"
    assert "The best of the evening." in page.inner_text("body")
    quote.get_by_role("link").click()
    expect(page.get_by_text("with sixty “cans” & a map").first).to_be_visible()
    blog.close()


def test_what_is_pasted_into_an_editor_is_formatted(desk: Page) -> None:
    post_of(desk, cellar()).focus()
    desk.keyboard.press("b")
    expect(desk.locator("[data-said]")).to_have_text("Picked for the recap.")
    desk.goto(f"{CHAT}recap/")
    copied(desk, "HTML")
    kinds = desk.evaluate("navigator.clipboard.read().then(([item]) => item.types)")
    assert "text/html" in kinds
    assert copied(desk, "WordPress").startswith("<!-- wp:paragraph -->")


def test_a_pick_and_a_remark_are_undone_by_a_key(desk: Page) -> None:
    post = post_of(desk, cellar())
    post.focus()
    desk.keyboard.press("b")
    expect(post.locator(".tag.best")).to_be_visible()
    remark_on(desk, cellar(), "Hm")
    desk.keyboard.press("u")
    expect(post.locator(".nt")).to_have_count(0)
    desk.keyboard.press("u")
    expect(post.locator(".tag.best")).to_have_count(0)
    desk.keyboard.press("b")
    expect(post.locator(".tag.best")).to_be_visible()
    desk.keyboard.press("b")
    expect(post.locator(".tag.best")).to_have_count(0)


def test_several_are_picked_at_once_and_keys_do_nothing_while_one_writes(desk: Page) -> None:
    post = post_of(desk, cellar())
    post.focus()
    for key in ("Space", "j", "Space"):
        desk.keyboard.press(key)
    desk.keyboard.press("b")
    expect(desk.locator(".dp.picked-best")).to_have_count(2)
    remark_on(desk, cellar(), "be brief")
    assert post.locator(".nt p").inner_text() == "be brief"
    expect(desk.locator(".dp.picked-best")).to_have_count(2)


def test_an_answer_that_comes_late_leaves_alone_who_is_writing(desk: Page) -> None:
    post = post_of(desk, cellar())
    desk.route("**/edit/", lambda route: (desk.wait_for_timeout(700), route.continue_()))
    post.focus()
    desk.keyboard.press("b")
    desk.keyboard.press("r")
    desk.keyboard.type("be ", delay=20)
    expect(post.locator(".tag.best")).to_be_visible()
    desk.keyboard.type("brief", delay=20)
    expect(post.locator("textarea")).to_have_value("be brief")


def test_it_all_works_without_scripts(chromium: Browser, site: LiveServer, keeper: User) -> None:
    context = chromium.new_context(base_url=site.url, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    open_desk(page, CHAT, scripts=False)
    post = post_of(page, cellar())
    post.locator("summary", has_text="Change").click()
    post.get_by_role("button", name="Pick for the recap").click()
    expect(page.get_by_role("status").first).to_have_text("Picked for the recap.")
    post.locator("summary", has_text="Change").click()
    post.get_by_label("Remark beside it").fill("loved this!")
    post.get_by_role("button", name="Save the remark").click()
    expect(post.locator(".nt")).to_contain_text("loved this!")
    page.get_by_text("Recap notes").click()
    note = page.locator(".notes form").filter(has=page.get_by_label("Above Q1"))
    note.locator("textarea").fill("The best.")
    note.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_have_text("Note above Q1 saved.")
    page.goto(f"{CHAT}recap/")
    expect(page.locator("blockquote")).to_contain_text("cold cellar")
    expect(page.get_by_role("note").first).to_contain_text("The best.")
    page.locator(".form summary").first.click()
    assert "<blockquote cite=" in page.get_by_label("The recap as HTML").input_value()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_in_anyones_way(chromium: Browser, site: LiveServer, keeper: User, width: int, scheme: str) -> None:
    context = chromium.new_context(
        base_url=site.url,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    open_desk(page, CHAT)
    found = []
    page.goto(f"{CHAT}recap/")
    found += faults_of(page)
    page.goto(f"{CHAT}edit/")
    expect(page.locator(".dp:focus")).to_be_visible()
    post_of(page, cellar()).focus()
    page.keyboard.press("b")
    remark_on(page, cellar(), "loved this! https://example.org/a/very/long/address/that/does/not/fit/a/phone/at/all")
    page.get_by_text("Recap notes").click()
    write_note(page, "Above Q1", "- The best\n- of the evening")
    found += faults_of(page)
    for path in (f"{CHAT}recap/", CHAT, f"{CHAT}q1/", f"{CHAT}asked/twitter/ann/", f"{CHAT}asked/twitter/gardenhost/"):
        page.goto(path)
        found += [f"{path}: {fault}" for fault in faults_of(page)]
    context.close()
    assert found == []


@pytest.mark.real_data
def test_a_recap_of_a_real_chat_is_whole_in_a_page_without_scripts(
    page: Page, chromium: Browser, site: LiveServer, keeper: User, shared: Path, tmp_path: Path
) -> None:
    file = shared / "twarc1_jsonl/histlib-critlib-tweets__mar102015.json"
    take_in(file, series="critlib", timezone="America/New_York", publish=True)
    chat = Chat.objects.get(series__slug="critlib")
    best = [one.tweet for number in range(1, 7) for one in answers(chat, f"Q{number}")[:2]]
    open_desk(page, chat.get_absolute_url())
    for tweet in best:
        post_of(page, tweet).focus()
        page.keyboard.press("b")
    expect(page.locator(".dp.picked-best")).to_have_count(12)
    remark_on(page, best[0], "loved this!")
    page.goto(f"{chat.get_absolute_url()}recap/")
    blog, pasted = paste(chromium, tmp_path / "blog.html", copied(page, "HTML"))
    assert pasted.locator("blockquote p").all_inner_texts() == [" ".join(tweet.text.split()) for tweet in best]
    links = [f"{site.url}/t/{tweet.key}/" for tweet in best]
    assert pasted.locator("blockquote a").evaluate_all("all => all.map((one) => one.href)") == links
    assert pasted.locator("h2").count() == 7
    for link in links[:3]:
        assert page.request.get(link).ok
    blog.close()


def answers(chat: Chat, label: str) -> list[Placement]:
    """The answers to a question that are one line each, in the order in which a transcript shows them."""
    told = chat.placements.answers().filter(question__label=label, tweet__is_repost=False, tweet__reply_to_key="")
    return [one for one in told.select_related("tweet").in_order() if "\n" not in one.tweet.text]
