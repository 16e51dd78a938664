"""axe: what keeps people from using a page, on a phone and a desk, in the light and the dark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from ..site import Report, Site
from ..tools import CHROMIUM, QUIET

Scheme = Literal["light", "dark"]
WIDTHS: tuple[int, ...] = (390, 1440)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
THUMBS_TOO = {"rules": {"target-size": {"enabled": True}}}
"""WCAG 2.5.8, which axe leaves out unless asked."""

UNFOLD = """
    document.querySelectorAll("details").forEach((folded) => folded.open = true);
    document.querySelectorAll(".dp").forEach((late) => late.style.contentVisibility = "visible");
    scrollTo(0, 0);
"""
"""Has everything laid out as if it were in sight, and nothing lie under a bar that stays there as one scrolls."""


def check(site: Site) -> Report:
    """Look at every page at each width in each scheme of colours."""
    paths = [page.path for page in site.pages]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        seen = product(WIDTHS, SCHEMES)
        found = [fault for width, scheme in seen for fault in faults_at(browser, site.url, paths, width, scheme)]
        browser.close()
    return Report.on(len(paths) * len(WIDTHS) * len(SCHEMES), found)


def faults_at(browser: Browser, url: str, paths: list[str], width: int, scheme: Scheme) -> Iterator[str]:
    """Yield the faults of some pages at one width in one scheme."""
    size: dict[str, int] = {"width": width, "height": 900}
    context = browser.new_context(base_url=url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    for path in paths:
        page.goto(path)
        yield from (f"{path} ({width} pixels, {scheme}): {fault}" for fault in faults_of(page))
    context.close()


def faults_of(page: Page) -> list[str]:
    """Return what is in the way of someone, or does not fit the screen."""
    page.evaluate(UNFOLD)
    violations = Axe().run(page, options=THUMBS_TOO).response["violations"]
    found = [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in violations]
    wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return found + ["wider than the screen"] * wider
