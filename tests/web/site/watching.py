"""A browser that reaches the copy and nothing else, and complains of what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response


@contextmanager
def watching(browser: Browser, copy: str, blog: str = "about:") -> Iterator[Page]:
    """Open a page; at its end, fail for what was asked of any other address than these, was not there, or broke."""
    context = browser.new_context()
    faults: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((copy, blog, "data:", "blob:")):
            faults.append(f"leaves: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status}: {response.url}")

    def failed(request: Request) -> None:
        # What was still on its way when one goes on is given up.
        if request.failure != "net::ERR_ABORTED":
            faults.append(f"failed: {request.url}: {request.failure}")

    def said(message: ConsoleMessage) -> None:
        # A blog may do without an icon.
        if message.type in ("error", "warning") and not message.location["url"].startswith(blog):
            faults.append(message.text)

    context.on("request", asked)
    context.on("response", answered)
    context.on("requestfailed", failed)
    context.on("console", said)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert not faults, "\n".join(faults)
