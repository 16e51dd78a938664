"""The links within the site: they answer, and what stands behind "#" is there. All of them are linkinator's work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from ..pages import Page
from ..site import Answer, Report, Site

# A transcript leads to hundreds of posts, whose pages are alike.
MOST_OF_A_SHAPE = 10


def check(site: Site) -> Report:
    """Ask for what the pages lead to and load, for some addresses of each shape."""
    linked = {address: page for page in site.pages for address in links_of(site, page)}
    answers = {path: site.fetch(path) for path in some_of_each_shape(map(site.path_of, linked))}
    found = [
        f"{page.path} leads to {address}, {fault}"
        for address, page in linked.items()
        # Pages that answer 404 and 410 lead to their own text.
        if (path := site.path_of(address)) in answers and path != page.path
        for fault in faults_of(answers[path], urlsplit(address).fragment)
    ]
    found += [
        f"{page.path} answers {status}, not {page.status}"
        for page in site.pages
        if (status := site.read(page.path).status) != page.status
    ]
    return Report.on(len(answers), found)


def some_of_each_shape(paths: Iterable[str]) -> Iterator[str]:
    """Yield paths, but only the first ones of those that differ by a post or person alone."""
    seen: Counter[str] = Counter()
    for path in dict.fromkeys(paths):
        shape = re.sub(r"(?<=/t/)\w+|(?<=/twitter/)\w+|(?<=url=).*(?=%2F)", "*", path)
        seen[shape] += 1
        if seen[shape] <= MOST_OF_A_SHAPE:
            yield path


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
