"""What the tests of pages share: static files where they lie, a lively chat, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import lacking
from tests.importing.builders import a_chat_hour, write_lines
from tests.site.tools import CHROMIUM, QUIET
from tests.web.blogging import Blog, blogging
from tests.web.lively import Lively, make_lively
from transcripts import search


@pytest.fixture
def lively(db: None) -> Lively:
    """A chat with something of everything."""
    return make_lively()


@pytest.fixture
def staff(admin_client: Client) -> Client:
    """Someone who runs the archive."""
    return admin_client


@pytest.fixture
def hour(tmp_path: Path) -> bytes:
    """A file with one small hour of #gardenlib."""
    return write_lines(tmp_path / "hour.jsonl", a_chat_hour()).read_bytes()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium; tests that need it are skipped where there is none, and fail in CI."""
    if not CHROMIUM.exists():
        lacking(f"there is no Chromium at {CHROMIUM}")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, where Django then suspects every query.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> LiveServer:
    """The archive at an address, with the lively chat in it and in the index."""
    monkeypatch.setattr(settings, "SITE_URL", live_server.url)
    search.index([make_lively().chat])
    return live_server


@pytest.fixture
def context(chromium: Browser, site: LiveServer) -> Iterator[BrowserContext]:
    """A visitor in Berlin who lets pages write to the clipboard."""
    context = chromium.new_context(base_url=site.url, timezone_id="Europe/Berlin")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that visitor's; what a script complains of fails the test."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
    return page


@pytest.fixture(scope="module")
def blog() -> Iterator[Blog]:
    """Somebody's blog, on an origin of its own."""
    with blogging() as running:
        yield running
