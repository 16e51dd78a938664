"""Someone who runs the archive uploads a chat: by file chooser, by dropping, without scripts, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.importing.builders import a_chat_hour, write_lines
from tests.site.validators.axe import faults_of
from tests.working import work
from transcripts.importing import take_up
from transcripts.importing.jobs import Work
from transcripts.models import ImportJob

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """2015-06-01
Q1: What is worth keeping?
@gardenhost: Q1: What is worth keeping? #seedtalk
@ann: A1 The odd ones, always. #seedtalk
@ben: A1 Whatever the neighbours ask for #seedtalk
this line goes on with what Ben said
"""


@pytest.fixture
def hour(tmp_path: Path) -> Path:
    """A file with an hour of #seedtalk."""
    return write_lines(tmp_path / "seedtalk.jsonl", a_chat_hour("seedtalk"))


@pytest.fixture
def keeper() -> User:
    """Who runs the archive."""
    return User.objects.create_superuser("keeper", password="seeds")


@pytest.fixture
def desk(chromium: Browser, site: LiveServer, keeper: User) -> Iterator[Page]:
    """A browser at a desk; whatever its console complains of fails the test, a broken content policy too."""
    context = chromium.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def log_in(page: Page) -> None:
    """Ask for the uploads, and come back to them by way of the login."""
    page.goto("/uploads/")
    page.get_by_label("Username").fill("keeper")
    page.get_by_label("Password").fill("seeds")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Upload")


def job() -> ImportJob:
    """The one upload."""
    return ImportJob.objects.get()


def test_a_file_is_chosen_corrected_imported_and_read(desk: Page, hour: Path) -> None:
    log_in(desk)
    with desk.expect_file_chooser() as choosing:
        desk.get_by_label("Drop export files here").click()
    choosing.value.set_files(hour)
    desk.get_by_role("button", name="Look at it").click()
    expect(desk.get_by_role("status").first).to_have_text("Waiting for its turn.")
    assert faults_of(desk) == []

    work()
    expect(desk.get_by_role("heading", name="Chat of 13 May 2015")).to_be_visible()
    expect(desk.get_by_text("Hosted by @host.")).to_be_visible()
    assert faults_of(desk) == []
    desk.get_by_label("Hosts").fill("dora")
    desk.get_by_label("Title").fill("What seeds are worth")
    desk.get_by_role("button", name="Import").click()
    expect(desk.get_by_text("Waiting for its turn.")).to_be_visible()

    claimed = ImportJob.objects.claim(job().pk)
    assert claimed is not None
    Work(claimed).progress(9)
    expect(desk.get_by_text("Taking it in: 9 posts of 17 stored so far.")).to_be_visible()
    expect(desk.get_by_role("progressbar")).to_have_js_property("value", 9)

    # The worker dies, another takes the job up; the page has stayed open meanwhile.
    ImportJob.objects.update(leased_until="2015-01-01T00:00Z")
    take_up()
    work()
    expect(desk.get_by_text("It is in the archive.")).to_be_visible()
    assert faults_of(desk) == []
    desk.get_by_role("link", name="Read it: What seeds are worth").click()
    expect(desk).to_have_url(re.compile(r"/seedtalk/2015-05-13/$"))
    expect(desk.get_by_text("Draft: only staff see this page.")).to_be_visible()
    expect(desk.locator(".hosts")).to_contain_text("Dora")
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("Draft")).to_have_count(0)
    assert faults_of(desk) == []


def test_closing_the_page_loses_nothing(desk: Page, hour: Path) -> None:
    log_in(desk)
    desk.get_by_label("Drop export files here").set_input_files(hour)
    desk.get_by_role("button", name="Look at it").click()
    desk.goto("/")
    work()
    desk.get_by_role("link", name="Upload").click()
    expect(desk.get_by_text("ready to import")).to_be_visible()
    desk.get_by_role("link", name="seedtalk.jsonl").click()
    expect(desk.get_by_role("button", name="Import")).to_be_visible()


def test_a_file_dropped_anywhere_is_taken(desk: Page) -> None:
    log_in(desk)
    desk.wait_for_load_state()
    desk.evaluate(
        """() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["@ann: hello"], "dropped.txt", { type: "text/plain" }));
        document.querySelector("h1").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
    }"""
    )

    assert desk.get_by_label("Drop export files here").evaluate("field => field.files[0].name") == "dropped.txt"


def test_it_all_works_without_scripts_on_a_phone(chromium: Browser, site: LiveServer, keeper: User) -> None:
    context = chromium.new_context(base_url=site.url, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    log_in(page)
    page.get_by_label("Or paste a transcript").fill(PASTE)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("Waiting for its turn.")).to_be_visible()
    work()
    expect(page.get_by_role("button", name="Import")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("Waiting for its turn.")).to_be_visible()
    work()
    expect(page.get_by_text("It is in the archive.")).to_be_visible(timeout=10_000)
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_in_anyones_way_in_the_dark(
    chromium: Browser, site: LiveServer, keeper: User, hour: Path, width: int
) -> None:
    context = chromium.new_context(
        base_url=site.url, viewport={"width": width, "height": 900}, color_scheme="dark", reduced_motion="reduce"
    )
    page = context.new_page()
    log_in(page)
    page.get_by_label("Drop export files here").set_input_files(hour)
    page.get_by_role("button", name="Look at it").click()
    found = faults_of(page)
    work()
    for path in ("/uploads/", job().get_absolute_url()):
        page.goto(path)
        found += faults_of(page)
    page.get_by_label("Start").fill("20:00")
    page.get_by_role("button", name="Look again").click()
    found += faults_of(page)
    context.close()
    assert found == []
