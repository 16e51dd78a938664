"""Search without a server: Pagefind's index of the transcripts, made from pages cut down to what was said by whom."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from importlib.metadata import version
from pathlib import Path

from lxml.html import HtmlElement

from .addresses import Address
from .failing import IndexingFailed
from .files import Files
from .rewriting import read_page

BUNDLE = "static/pagefind"
MADE_FROM = "made-from.sha256"
# Pagefind also writes widgets of its own, for which the export has no use.
NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_meta", "wasm.*")
# Parts who said something from what was said; static/js/copy_search.js takes it apart again.
SAID = "—"
OWN_WORDS = "./p[not(contains(@class, 'by'))] | ./aside | ./div[not(@class)]"


class SearchIndex:
    """Transcripts that are to be found; their cut-down pages wait on disk."""

    def __init__(self) -> None:
        self.kept = tempfile.TemporaryDirectory(prefix="chatarchive-search-")
        self.chats = 0

    def add(self, page: bytes, address: Address) -> None:
        """Take in the page of a transcript."""
        file = Path(self.kept.name) / address.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(searchable(page, address))
        self.chats += 1

    def write(self, files: Files) -> int:
        """Write the index into an export; return of how many transcripts. Raises IndexingFailed."""
        if self.chats:
            self._write(files.home / BUNDLE, files.before / BUNDLE)
        return self.chats

    def close(self) -> None:
        """Delete what waited on disk."""
        self.kept.cleanup()

    def _write(self, bundle: Path, before: Path) -> None:
        """Take the index of the export before, where it is of the same pages: Pagefind never writes the same twice."""
        pages = Path(self.kept.name)
        made_from = digest_of(pages)
        if (before / MADE_FROM).is_file() and (before / MADE_FROM).read_text() == made_from:
            shutil.copytree(before, bundle, copy_function=os.link)
        else:
            run_pagefind(pages, bundle)
            (bundle / MADE_FROM).write_text(made_from)


def digest_of(pages: Path) -> str:
    """Return the SHA-256 of all pages together, and of the Pagefind that indexes them."""
    digest = hashlib.sha256(version("pagefind").encode())
    for page in sorted(pages.rglob("*.html")):
        digest.update(f"{page.relative_to(pages)}".encode() + page.read_bytes())
    return f"{digest.hexdigest()}\n"


def run_pagefind(pages: Path, bundle: Path) -> None:
    """Index pages, and leave of what Pagefind writes only what our own search page needs."""
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(bundle)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  the command line is ours
    if done.returncode:
        raise IndexingFailed(f"Pagefind: {done.stderr.strip() or done.stdout.strip()}")
    needed = {file for pattern in NEEDED for file in bundle.glob(pattern)}
    for file in bundle.iterdir():
        if file.is_file() and file not in needed:
            file.unlink()


def searchable(page: bytes, address: Address) -> str:
    """Return of a transcript's page what is to be found: questions as headings, posts by their anchors. Pure."""
    tree = read_page(page)
    series, chat = address.path.strip("/").split("/")
    people: dict[str, None] = {}
    body = "".join(_pieces(tree, people))
    filters = [("series", series), ("chat", f"{series}/{chat}"), *(("person", handle) for handle in people)]
    told = "".join(f'<i data-pagefind-filter="{name}:{escape(value)}"></i>' for name, value in filters)
    title = escape(" ".join(tree.findtext(".//h1", "").split()))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body data-pagefind-body>'
        f'<h1>{title}</h1><p data-pagefind-sort="date" data-pagefind-meta="date">{chat}</p>{told}{body}</body></html>'
    )


def _pieces(tree: HtmlElement, people: dict[str, None]) -> Iterator[str]:
    """Yield headings and posts in the order of the page; `people` gathers the folded handles."""
    for element in tree.xpath("//main//h2[ancestor::*[@id]] | //main//article[starts-with(@id, 't-')]"):
        if element.tag == "h2":
            section = element.xpath("ancestor::*[@id][1]/@id")[0]
            yield f'<h2 id="{escape(section)}">{_text(element)}</h2>'
        else:
            yield _post(element, people)


def _post(article: HtmlElement, people: dict[str, None]) -> str:
    author = article.find("./p[@class='by']/a").text_content().split()
    handle = author.pop()
    people.setdefault(handle.removeprefix("@").lower())
    said = " ".join(_text(element) for element in article.xpath(OWN_WORDS))
    who = escape(f"{handle} {' '.join(author)}")
    return f'<article id="{escape(article.get("id"))}"><p>{who} {SAID} {said} {SAID}</p></article>'


def _text(element: HtmlElement) -> str:
    return escape(" ".join(element.text_content().split()))
