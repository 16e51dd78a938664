"""The links within the site: each answers, and what stands behind "#" is there."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from ..pages import Page
from ..site import Answer, Report, Site


def check(site: Site) -> Report:
    """Ask for all that the pages lead to and load, once."""
    linked = {address: page for page in site.pages for address in links_of(site, page)}
    answers = {path: site.fetch(path) for path in dict.fromkeys(map(site.path_of, linked))}
    found = [
        f"{page.path} leads to {address}, {fault}"
        for address, page in linked.items()
        for fault in faults_of(answers[site.path_of(address)], urlsplit(address).fragment)
        # Pages that answer 404 and 410 lead to their own text.
        if site.path_of(address) != page.path
    ]
    found += [
        f"{page.path} answers {status}, not {page.status}"
        for page in site.pages
        if (status := site.read(page.path).status) != page.status
    ]
    return Report.on(len(answers), found)


def links_of(site: Site, page: Page) -> Iterator[str]:
    """Yield the addresses within the site that a page links to or loads."""
    for address in html.fromstring(site.read(page.path).body).xpath("//@href | //@src"):
        absolute = urljoin(f"{site.url}{page.path}", str(address).strip())
        if absolute.startswith(f"{site.url}/"):
            yield absolute


def faults_of(answer: Answer, fragment: str) -> Iterator[str]:
    """Yield why a link leads to nowhere."""
    if answer.status != 200:
        yield f"which answers {answer.status}"
    elif fragment and answer.media_type == "text/html":
        name = unquote(fragment.partition(":~:")[0])
        if name and not html.fromstring(answer.body).xpath("//*[@id = $name]", name=name):
            yield "where that place is not"
