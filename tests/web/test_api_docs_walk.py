"""The documentation of the API in a browser: nothing is asked of anybody else, and nothing breaks the page's policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_documentation_asks_nobody_else_and_keeps_to_the_policy(page: Page, site: LiveServer) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/api/v1/docs")
    page.get_by_role("navigation", name="Chapters").get_by_role("link", name="Posts", exact=True).click()
    page.get_by_role("link", name="PostInContext").first.click()
    assert page.url.endswith("#PostInContext")
    assert [url for url in asked if not url.startswith(site.url)] == []
    assert complaints == []
