"""Someone at the desk: by keyboard alone, without scripts, on a phone; what they decide stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from tests.site.validators.axe import faults_of
from transcripts.importing import regroup_all
from transcripts.models import Chat, Decision, Series, Tweet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = "/seedtalk/2015-05-12/edit/"


MUTTERINGS = ("Oh my", "Hm", "Ha", "Who knows")


def a_muddled_hour() -> list[dict[str, Any]]:
    """An hour with thirty posts that say nothing of where they belong."""
    lost = [
        a_status(f"{MUTTERINGS[number % 4]} #seedtalk {number}", author=f"guest{number}", minute=9 + number, number=50)
        for number in range(30)
    ]
    return [*a_chat_hour("seedtalk"), *lost]


@pytest.fixture
def hour(tmp_path: Path, site: LiveServer) -> Path:
    """The file of that hour, taken in as a draft."""
    file = write_lines(tmp_path / "seedtalk.jsonl", a_muddled_hour())
    take_in(file, series="seedtalk", timezone="America/Chicago")
    return file


@pytest.fixture
def keeper() -> User:
    """Who runs the archive."""
    return User.objects.create_superuser("keeper", password="seeds")


def complaining(page: Page) -> list[str]:
    """What the page's console will complain of, a broken content policy too."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def desk(chromium: Browser, site: LiveServer, keeper: User, hour: Path) -> Iterator[Page]:
    """A browser at the desk; whatever its console complains of fails the test."""
    context = chromium.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints = complaining(page)
    log_in(page)
    yield page
    context.close()
    assert complaints == []


def log_in(page: Page) -> None:
    """Ask for the desk, and come to it by way of the login."""
    page.goto(DESK)
    page.get_by_label("Username").fill("keeper")
    page.get_by_label("Password").fill("seeds")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Edit this chat")
    page.wait_for_load_state()


def press(page: Page, keys: str) -> None:
    """Press one key after the other."""
    for key in keys.split():
        page.keyboard.press(key)


def here(page: Page) -> str:
    """The key of the post that has the focus."""
    return str(page.evaluate("document.activeElement.closest('.dp').dataset.key"))


def saved(page: Page) -> None:
    """Wait until all that was pressed is saved."""
    expect(page.locator("[aria-busy]")).to_have_count(0)


def places() -> dict[str, tuple[str, str, bool]]:
    """Where every post stands, by which evidence, and whether it is hidden."""
    rows = Chat.objects.get(series__slug="seedtalk").placements.select_related("tweet", "question")
    return {one.tweet.key: (one.label, one.method, one.tweet.hidden) for one in rows}


def questions_of() -> list[tuple[str, str]]:
    """The questions, in order."""
    return list(Chat.objects.get(series__slug="seedtalk").questions.values_list("label", "text"))


def shown_places(page: Page) -> dict[str, str]:
    """Where every post stands by the page's words."""
    read = "all => all.map((one) => [one.dataset.key, one.querySelector('.at b').textContent])"
    return dict(page.locator(".dp").evaluate_all(read))


def test_the_desk_opens_on_the_first_post_that_needs_a_person(desk: Page) -> None:
    first = desk.locator(".dp.needs").first
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()


def test_twenty_corrections_by_keyboard_stand_through_everything(desk: Page, hour: Path) -> None:
    press(desk, "1 n 2 j 3 j i j w j a j o j 2 q j 1 j 2 j 3 j 1 j 2 j a j i j")
    # Three at once, then one that is hidden; one asks a new question, of which the words are edited.
    press(desk, "Space j Space j Space 3")
    press(desk, "j x 1 j +")
    desk.keyboard.type("Who knows what?")
    press(desk, "Enter")
    expect(desk.locator(".news")).to_have_text("Added Q4: “Who knows what?”.")
    asking = here(desk)
    press(desk, "e")
    desk.keyboard.type("Who knows better?")
    press(desk, "Enter")
    expect(desk.locator(".news")).to_have_text("Edited Q4: “Who knows better?”.")
    assert here(desk) == asking
    # One mistake, which is undone.
    before = places()
    press(desk, "j")
    mistaken = here(desk)
    press(desk, "1")
    saved(desk)
    press(desk, "u")
    expect(desk.locator(f"#d-{mistaken} .at b")).not_to_have_text("Sorted under Q1")
    saved(desk)
    expect(desk.locator(".news")).to_contain_text("Undone.")
    after = places()
    assert after[mistaken] == before[mistaken]
    assert Decision.objects.filter(undone_at=None).values("press").distinct().count() == 20
    desk.keyboard.press("a")
    saved(desk)
    decided = {key: place for key, place in places().items() if place[1] == "hand" or place[2]}
    assert len(decided) == 21
    assert decided[asking] == ("Q4.ask", "hand", False)
    words, questions = shown_places(desk), questions_of()
    assert questions[-1] == ("Q4", "Who knows better?")

    regroup_all(Series.objects.get(slug="seedtalk"))
    take_in(hour, series="seedtalk")
    desk.reload()
    assert {key: place for key, place in places().items() if key in decided} == decided
    assert questions_of() == questions
    again = shown_places(desk)
    assert {key: again[key] for key in decided} == {key: words[key] for key in decided}


def test_counts_and_words_follow_what_was_decided(desk: Page) -> None:
    needy = desk.locator(".dp.needs").count()
    press(desk, "2")
    expect(desk.get_by_text(f"{needy - 1} posts need you")).to_be_visible()
    expect(desk.get_by_role("status")).to_have_text("Sorted under Q2.")
    post = desk.locator(f"#d-{here(desk)}")
    expect(post.locator(".at")).to_contain_text("Sure: keeper put it here, ")
    press(desk, "q")
    expect(post.locator(".at b")).to_have_text("Asks Q2")
    press(desk, "q")
    expect(post.locator(".at b")).to_have_text("Sorted under Q2")
    desk.get_by_text("Show: All").click()
    count = int(desk.locator("[data-count=Q2]").inner_text())
    post.focus()
    press(desk, "u u u")
    expect(desk.locator("[data-count=Q2]")).to_have_text(str(count - 1))
    expect(desk.get_by_text(f"{needy} posts need you")).to_be_visible()


def test_hiding_asks_why_and_can_be_thought_better_of(desk: Page) -> None:
    post = desk.locator(f"#d-{here(desk)}")
    press(desk, "x")
    expect(desk.get_by_role("dialog", name="Hide")).to_be_visible()
    assert faults_of(desk) == []
    press(desk, "Escape")
    expect(post).to_be_focused()
    assert not Tweet.objects.filter(hidden=True).exists()
    press(desk, "x s p a m Enter")
    expect(post.locator(".at em")).to_have_text("Hidden: spam")
    press(desk, "x")
    expect(post.locator(".at em")).to_have_text("")


def test_the_keys_are_listed(desk: Page) -> None:
    press(desk, "?")
    keys = desk.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("sort under Q1: What about point 1?")
    expect(keys.get_by_role("heading")).to_be_in_viewport()
    assert faults_of(desk) == []
    press(desk, "Escape j")
    expect(desk.get_by_role("dialog")).to_have_count(0)


def test_keys_do_nothing_while_one_writes(desk: Page) -> None:
    post = desk.locator(f"#d-{here(desk)}")
    post.get_by_label("Reason for hiding").press_sequentially("2 queens, x u")
    saved(desk)
    assert not Decision.objects.exists()
    desk.keyboard.press("Enter")
    expect(post.locator(".at em")).to_have_text("Hidden: 2 queens, x u")


def test_the_forms_work_by_mouse_without_leaving_the_page(desk: Page) -> None:
    post = desk.locator(f"#d-{here(desk)}")
    post.get_by_label("Sort under").select_option("Q3")
    desk.evaluate("window.stayed = true")
    post.get_by_role("button", name="Sort").click()
    expect(post.locator(".at b")).to_have_text("Sorted under Q3")
    expect(post).to_be_focused()
    desk.get_by_role("button", name="Undo").click()
    expect(post.locator(".at b")).not_to_have_text("Sorted under Q3")
    assert desk.evaluate("window.stayed")


def test_a_failure_is_shown_and_the_page_does_not_lie(
    chromium: Browser, site: LiveServer, keeper: User, hour: Path
) -> None:
    context = chromium.new_context(base_url=site.url)
    page = context.new_page()
    log_in(page)
    post = page.locator(f"#d-{here(page)}")
    words = post.locator(".at").inner_text()

    page.route("**/edit/", lambda route: route.abort())
    press(page, "2")
    expect(page.get_by_role("alert")).to_have_text("Not saved: the archive cannot be reached.")
    assert post.locator(".at").inner_text() == words
    page.unroute("**/edit/")

    def fail(route: Route) -> None:
        route.fulfill(status=500, body="<h1>oh</h1>", content_type="text/html")

    page.route("**/edit/", fail)
    press(page, "2")
    expect(page.get_by_role("alert")).to_contain_text("the archive answered 500")
    page.unroute("**/edit/")

    press(page, "1")
    expect(post.locator(".at b")).to_have_text("Sorted under Q1")
    expect(page.get_by_role("alert")).to_have_count(0)

    context.clear_cookies(name="sessionid")
    press(page, "2")
    expect(page.get_by_role("alert")).to_contain_text("you are logged out")
    expect(post.locator(".at b")).to_have_text("Sorted under Q1")
    context.close()


def test_it_all_works_without_scripts(chromium: Browser, site: LiveServer, keeper: User, hour: Path) -> None:
    context = chromium.new_context(base_url=site.url, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    log_in(page)
    page.get_by_text("Show: All").click()
    page.get_by_role("link", name="Need you").click()
    post = page.locator(".dp").first
    number = page.locator(".dp").count()
    post.get_by_label("Sort under").select_option("Goodbyes")
    post.get_by_role("button", name="Sort").click()
    expect(page.get_by_role("status").first).to_have_text("Sorted under Goodbyes.")
    expect(page.locator(".dp")).to_have_count(number - 1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".dp")).to_have_count(number)
    post.get_by_label("Reason for hiding").fill("spam")
    post.get_by_role("button", name="Hide").click()
    expect(page.get_by_role("status").first).to_have_text("Hidden: spam.")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_in_anyones_way(
    chromium: Browser, site: LiveServer, keeper: User, hour: Path, width: int, scheme: str
) -> None:
    context = chromium.new_context(
        base_url=site.url,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    log_in(page)
    press(page, "Space j 2")
    saved(page)
    found = faults_of(page)
    context.close()
    assert found == []


def test_posts_are_dragged_under_a_question_one_or_all_that_are_selected(desk: Page) -> None:
    first, second, third = (desk.locator(".dp.needs").nth(place) for place in range(3))
    keys = [one.get_attribute("data-key") for one in (first, second, third)]
    first.hover()
    desk.locator(".grip").drag_to(desk.locator("#rail").get_by_role("button", name="Q3"))
    expect(desk.locator(f"#d-{keys[0]} .at b")).to_have_text("Sorted under Q3")
    for key in keys[1:]:
        desk.locator(f"#d-{key}").focus()
        press(desk, "Space")
    desk.locator(f"#d-{keys[2]}").hover()
    desk.locator(".grip").drag_to(desk.locator("#rail").get_by_role("button", name="Side talk"))
    expect(desk.get_by_role("status")).to_have_text("2 posts: Sorted under Side talk.")
    expect(desk.locator(".picked")).to_have_count(0)
    # Whoever cannot drag presses the place.
    desk.locator(f"#d-{keys[0]}").focus()
    desk.locator("#rail").get_by_role("button", name="Hellos").click()
    expect(desk.locator(f"#d-{keys[0]} .at b")).to_have_text("Sorted under Hellos")
    assert {places()[str(key)][0] for key in keys} == {"intro", "aside"}


def test_questions_are_dragged_into_another_order(desk: Page) -> None:
    desk.get_by_text("Questions (3)").click()
    rows = desk.locator(".qs > li")
    rows.nth(2).locator("summary").drag_to(rows.nth(0).locator("summary"), target_position={"x": 40, "y": 2})
    expect(desk.locator(".news")).to_have_text("Put the questions in another order.")
    assert [label for label, _ in questions_of()] == ["Q3", "Q1", "Q2"]
    desk.get_by_role("button", name="Number them in this order").click()
    expect(desk.locator(".news")).to_have_text("Numbered the questions anew.")
    assert questions_of()[0] == ("Q1", "What about point 3?")
    press(desk, "u")
    expect(desk.locator(".news")).to_contain_text("Undone: Numbered the questions anew.")
    assert [label for label, _ in questions_of()] == ["Q3", "Q1", "Q2"]


def test_a_question_is_split_by_what_is_selected(desk: Page) -> None:
    press(desk, "Space j Space")
    keys = desk.locator(".picked").evaluate_all("all => all.map((one) => one.dataset.key)")
    press(desk, "+")
    expect(desk.get_by_role("dialog", name="A new question")).to_be_visible()
    assert faults_of(desk) == []
    expect(desk.get_by_label("Split: it holds the selected posts")).to_be_checked()
    desk.get_by_label("Label").last.fill("Aside")
    press(desk, "Enter")
    expect(desk.locator(".news")).to_contain_text("“Aside” is taken already.")
    press(desk, "+ Escape")
    assert {places()[key][1] for key in keys}.isdisjoint({"hand"})


def test_hosts_and_reasons_by_key(desk: Page) -> None:
    post = desk.locator(f"#d-{here(desk)}")
    press(desk, "y")
    expect(post.locator(".trace")).to_contain_text(", 0.")
    press(desk, "y")
    expect(post.locator(".trace")).to_have_count(0)
    press(desk, "h")
    expect(desk.locator(".news")).to_contain_text("Hosts: @guest")
    expect(post).to_be_focused()
    press(desk, "h")
    expect(desk.locator(".news")).to_have_text("Hosts: @host.")


def test_a_guest_edits_by_a_link(chromium: Browser, desk: Page) -> None:
    desk.locator("#guests > summary").click()
    desk.get_by_label("Whom it is for").fill("Ann")
    desk.get_by_role("button", name="Make a link").click()
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.get_by_role("button", name="Copy Send this to Ann").click()
    link = desk.evaluate("navigator.clipboard.readText()")
    assert faults_of(desk) == []
    context = chromium.new_context()
    page = context.new_page()
    complaints = complaining(page)
    page.goto(link)
    expect(page.get_by_text("You edit as Ann, a guest.")).to_be_in_viewport()
    assert "guest" not in page.url
    press(page, "n")
    post = page.locator(f"#d-{here(page)}")
    press(page, "2")
    expect(post.locator(".at")).to_contain_text("Ann (guest) put it here")
    page.get_by_role("link", name="Last decisions").click()
    expect(page.get_by_role("listitem").filter(has_text="Ann (guest)")).to_contain_text("Sorted under Q2")
    assert faults_of(page) == []
    page.get_by_role("button", name="Undo what I decided last").click()
    expect(page.locator(".news")).to_contain_text("Undone.")
    context.close()
    assert complaints == []
