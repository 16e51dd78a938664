"""Everyone can use every page: on a phone and a desk, in the light and the dark."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.web.lively import Lively
from transcripts.models import Chat, Question, Tweet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Scheme = Literal["light", "dark"]


def paths() -> list[str]:
    chat, question = Chat.objects.get(), Question.objects.get(label="Q1")
    answer = Tweet.objects.get(text__contains="cellar", is_repost=False)
    return Lively(chat, question, answer, answer, answer).paths


def faults(page: Page) -> list[str]:
    """What is in the way of someone, or does not fit the screen."""
    page.evaluate("document.querySelectorAll('details').forEach((folded) => folded.open = true)")
    found = [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in Axe().run(page).response["violations"]]
    wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return found + ["wider than the screen"] * wider


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_in_anyones_way(chromium: Browser, site: LiveServer, width: int, scheme: Scheme) -> None:
    context = chromium.new_context(
        base_url=site.url, viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = []
    for path in paths():
        page.goto(path)
        found += [f"{path}: {fault}" for fault in faults(page)]
    context.close()
    assert found == []
