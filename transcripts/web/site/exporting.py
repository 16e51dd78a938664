"""The export of the whole public archive as static files: a walk through all its addresses."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from tqdm import tqdm

from ...once import making_a_copy
from .addresses import SEARCH, Address, Unplaceable, read_address, read_link
from .asking import Answer, Application, unlogged
from .files import Files, building
from .frontier import Found, Frontier
from .known import known_addresses
from .leading_on import Ways
from .live_only import is_stand_in, needs_server, route_of
from .rewriting import Rewritten, Site, rewrite_file, rewrite_page
from .searching import SearchIndex
from .telling import tell

STAND_INS = {"search": "copy/search.html", "quotes": "copy/quotes.html"}
NOT_FOUND = Address("/404.html")
# What Pagefind is made of has to be compiled; nothing else may be.
WITH_SEARCH = "script-src 'self' 'wasm-unsafe-eval'"
MOVED, GONE = (301, 302, 307, 308), 410


@dataclass(slots=True)
class SiteReport:
    """What an export holds, and what it could not."""

    pages: int = 0
    files: int = 0
    moved: int = 0
    removed: int = 0
    indexed: int = 0
    bytes: int = 0
    left_out: list[str] = field(default_factory=list)
    # Where links on pages lead that answer 404, and one page with such a link: posts link to whatever they like.
    not_found: dict[str, str] = field(default_factory=dict)


def export_site(directory: Path, *, cards: bool = True, quiet: bool = False) -> SiteReport:
    """Write the public archive as static files into a directory; the one that was there stays until all is written.

    Without `cards`, no page names a picture to be shown beside links to it: half of the time, two thirds of the size.
    Raises AskingFailed, naming the address, when the application breaks at one, and NotAnExport for a directory with
    something else in it.
    """
    with building(directory) as files, unlogged(), closing(SiteExport(files, cards=cards)) as export:
        with making_a_copy():
            export.walk(quiet=quiet)
            export.finish()
        return export.report


class SiteExport:
    """One export: what is still to be visited, what was written."""

    def __init__(self, files: Files, *, cards: bool) -> None:
        self.files = files
        self.application = Application(cards=cards)
        self.site = Site(settings.SITE_URL, needs_server)
        self.frontier = Frontier()
        self.ways = Ways(files)
        self.index = SearchIndex()
        self.report = SiteReport()

    def walk(self, *, quiet: bool) -> None:
        """Visit every address that is known or linked."""
        self.frontier.add(known_addresses())
        self.frontier.add([Address(SEARCH), Address("/quotes/")])
        self.write_not_found()
        with tqdm(unit=" files", disable=True if quiet else None, file=sys.stderr) as bar:
            for found in self.frontier:
                self.visit(found)
                bar.total = len(self.frontier)
                bar.update()

    def finish(self) -> None:
        """Write what is no answer of the application: the search index, the papers."""
        self.report.indexed = self.index.write(self.files)
        self.report.moved, self.report.removed = self.ways.moved, self.ways.removed
        tell(self.files, self.report)

    def close(self) -> None:
        """Give back what was kept on disk meanwhile."""
        self.frontier.close()
        self.index.close()

    def visit(self, found: Found) -> None:
        """Take an address in; what cannot be a file, or is not there, is noted."""
        try:
            self.take(found, self.answer(found.address))
        except Unplaceable as error:
            self.report.left_out.append(str(error))

    def answer(self, address: Address) -> Answer:
        """Return what stands at an address in the export."""
        if is_stand_in(address.path):
            template = STAND_INS[route_of(address.path)]
            policy = self.application.ask(Address("/about/")).policy.replace("script-src 'self'", WITH_SEARCH)
            return Answer(200, "text/html", self.application.render(template, address), policy=policy)
        return self.application.ask(address)

    def take(self, found: Found, answer: Answer) -> None:
        """Write down what was answered."""
        address = found.address
        if answer.status in MOVED:
            self.lead_on(address, answer)
        elif answer.status == GONE:
            self.ways.remove(address)
            self.write_page(address, answer)
        elif answer.status != 200:
            self.report.not_found[str(address)] = found.referrer
        elif answer.is_page:
            self.write_page(address, answer)
        else:
            self.write_file(address, answer)

    def write_not_found(self) -> None:
        """Write what most hosts show where nothing stands: served at any address, so its links begin at the root."""
        page = self.application.render("404.html", NOT_FOUND)
        self.files.write(NOT_FOUND, page)
        found = rewrite_page(page, NOT_FOUND, self.site).found
        self.frontier.add((one for one in found if one != NOT_FOUND), str(NOT_FOUND))

    def write_page(self, address: Address, answer: Answer) -> None:
        """Write a page as it lies among files, and go on to what it refers to."""
        rewritten = self.rewritten(address, answer)
        self.report.pages += 1
        self.files.write(address, rewritten.content)
        self.frontier.add(rewritten.found, str(address))
        route = route_of(address.path) if answer.status == 200 else ""
        if route == "chat":
            self.index.add(rewritten.content, address)
        if route == "tweet":
            # What the menu of a post reads (static/js/quote_menu.js).
            self.frontier.add([read_address(reverse("quote_forms", args=address.path.split("/")[2:3]))], str(address))

    def write_file(self, address: Address, answer: Answer) -> None:
        """Write what is no page, and go on to what it refers to."""
        rewritten = rewrite_file(answer.content, answer.kind, address, self.site)
        self.report.files += 1
        self.files.write(address, rewritten.content)
        self.frontier.add(rewritten.found, str(address))

    def lead_on(self, old: Address, answer: Answer) -> None:
        """Write a page that leads on, and list it for hosts that can do so themselves."""
        link = read_link(answer.location, old, settings.SITE_URL)
        if link is None or link.address.place == old.place or needs_server(link.address.path):
            return
        self.ways.lead(old, link.address)
        self.frontier.add([link.address], str(old))
        if old.path.endswith("/"):
            page = self.application.render("copy/moved.html", old, target=link.address, way=link.relative_to(old))
            moved = Answer(200, "text/html", page, policy=answer.policy)
            rewritten = self.rewritten(old, moved)
            self.files.write(old, rewritten.content)
            self.frontier.add(rewritten.found, str(old))
        else:
            # A file cannot lead on: it is there twice.
            self.write_file(old, self.application.ask(link.address))

    def rewritten(self, address: Address, answer: Answer) -> Rewritten:
        """Return a page as it lies among files."""
        return rewrite_page(answer.content, address, self.site, answer.policy)
