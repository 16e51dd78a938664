"""Pages are valid HTML, and hold nothing that a hostile post could run."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.conftest import lacking
from tests.site.tools import VNU
from tests.site.validators.nu import file_name, html_faults
from tests.web.lively import HOSTILE, Lively
from tests.working import work
from transcripts import search
from transcripts.models import Tweet

pytestmark = pytest.mark.django_db

HOSTILE_FILE = f"2015-05-12\n@ann: A1 {HOSTILE}\n@ben: {HOSTILE}\nnobody said this\n"


@pytest.fixture
def pages(client: Client, admin_client: Client, lively: Lively, tmp_path: Path) -> Path:
    """A page of every kind, as files."""
    home = tmp_path / "pages"
    home.mkdir()
    search.index([lively.chat])
    for path in lively.paths:
        keep(home, path, client.get(path).content)
    for name, content in [*recapping(admin_client, lively), *uploading(admin_client)]:
        keep(home, name, content)
    return home


def keep(home: Path, name: str, content: bytes) -> None:
    """Write a page down under a name made of its address."""
    (home / file_name(name)).write_bytes(content)


def recapping(staff: Client, lively: Lively) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of the recap and of what people were asked, and those that show what was written."""
    chat, key = lively.chat.get_absolute_url(), lively.answer.key
    yield "suggestion", staff.get(f"{chat}recap/").content
    hostile = Tweet.objects.get(author__handle="mallory").key
    for told in (
        {"do": "best", "key": [key, hostile]},
        {"do": "remark", "key": key, "text": f"- *loved*\n- {HOSTILE}"},
        {"do": "note", "place": "Q1", "text": HOSTILE},
        {"do": "note", "place": "opening", "text": f"1. so\n\n2. {HOSTILE}"},
        {"do": "note", "place": "closing", "text": HOSTILE},
    ):
        staff.post(f"{chat}edit/", told)
    question, asked = lively.question.get_absolute_url(), f"{chat}asked/twitter/ann/"
    for path in (f"{chat}recap/", f"{chat}edit/", chat, question, asked, "/asked/twitter/ann/"):
        yield f"written{path}", staff.get(path).content


def uploading(staff: Client) -> Iterator[tuple[str, bytes]]:
    """Yield each page that an upload goes through."""
    path = staff.post("/uploads/", {"text": HOSTILE_FILE}).headers["Location"]
    yield "waiting", staff.get(path).content
    work()
    yield "preview", staff.get(path).content
    yield "faults", staff.post(path, {"do": "import", "timezone": HOSTILE, "hosts": HOSTILE, "columns": "x"}).content
    staff.post(path, {"do": "look", "format": "slack"})
    work()
    yield "failed", staff.get(path).content
    staff.post(path, {"do": "import", "series": "gardenlib", "title": HOSTILE, "hosts": "mallory"})
    work()
    yield "report", staff.get(path).content
    yield "desk", staff.get("/gardenlib/2015-05-12/edit/").content
    yield "draft", staff.get("/gardenlib/2015-05-12/").content
    yield "uploads", staff.get("/uploads/").content


def test_pages_are_valid_html(pages: Path) -> None:
    if not VNU.exists() or not shutil.which("java"):
        lacking(f"the HTML checker needs java and {VNU}")
    assert html_faults(pages) == []


def test_no_hostile_word_becomes_markup(pages: Path) -> None:
    for file in pages.iterdir():
        html = file.read_text()
        assert not re.search(r"<script>|<img|<b>handle|javascript:", html), file.name


def test_scripts_and_styles_are_never_inline(pages: Path) -> None:
    for file in pages.iterdir():
        html = file.read_text()
        assert not re.search(
            r"<style|\sstyle=|\son\w+=[\"']|<script(?![^>]* src=|[^>]* type=.application/ld\+json.>)", html
        ), file.name


def test_nothing_is_loaded_from_elsewhere(pages: Path) -> None:
    for file in pages.iterdir():
        html = file.read_text()
        assert not re.search(r"<(script|img|iframe|source)[^>]* src=\"(?!/static/)", html), file.name
        linked = re.findall(r"<link rel=\"(?:stylesheet|icon|preload|manifest)\"\s+href=\"([^\"]*)", html)
        assert all(re.match(r"/static/|/favicon\.ico$|/site\.webmanifest$", path) for path in linked), file.name
