"""Everyone can use every page: on a phone and a desk, in the light and the dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.site.validators.axe import SCHEMES, WIDTHS, Scheme, faults_at
from tests.web.lively import Lively
from transcripts.models import Chat, Question, Tweet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# WCAG 2.2, 1.4.10: what is 1,280 pixels wide at 100 %.
NARROWEST = 320


def paths() -> list[str]:
    chat, question = Chat.objects.get(), Question.objects.get(label="Q1")
    answer = Tweet.objects.get(text__contains="cellar", is_repost=False)
    return Lively(chat, question, answer, answer, answer).paths


def test_at_400_percent_nobody_scrolls_sideways(chromium: Browser, site: LiveServer) -> None:
    page = chromium.new_page(viewport={"width": NARROWEST, "height": 700})
    too_wide = []
    for path in paths():
        page.goto(site.url + path)
        if page.evaluate("document.documentElement.scrollWidth") > NARROWEST:
            too_wide.append(path)
    page.close()
    assert too_wide == []


# The other two of the four are seen by `make check-site`.
@pytest.mark.parametrize(("width", "scheme"), list(zip(WIDTHS, SCHEMES, strict=True)))
def test_nothing_is_in_anyones_way(chromium: Browser, site: LiveServer, width: int, scheme: Scheme) -> None:
    assert list(faults_at(chromium, site.url, paths(), width, scheme)) == []
