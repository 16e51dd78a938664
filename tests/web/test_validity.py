"""Pages are valid HTML, and hold nothing that a hostile post could run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from tests.conftest import lacking
from tests.web.lively import Lively

pytestmark = pytest.mark.django_db
VNU = Path(os.environ.get("VNU_JAR", "node_modules/vnu-jar/build/dist/vnu.jar"))


@pytest.fixture
def pages(client: Client, lively: Lively, tmp_path: Path) -> Path:
    """A page of every kind, as files."""
    for path in lively.paths:
        name = re.sub(r"\W+", "_", path)
        (tmp_path / f"page{name}.html").write_bytes(client.get(path).content)
    return tmp_path


def test_pages_are_valid_html(pages: Path) -> None:
    if not VNU.exists() or not shutil.which("java"):
        lacking(f"the HTML checker needs java and {VNU}")
    command = ["java", "-jar", str(VNU), "--errors-only", "--format", "json", "--stdout", str(pages)]
    told = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    assert [f"{fault['url']}: {fault['message']} {fault.get('extract')}" for fault in told["messages"]] == []


def test_no_hostile_word_becomes_markup(pages: Path) -> None:
    for file in pages.iterdir():
        html = file.read_text()
        assert not re.search(r"<script>|<img|<b>handle|javascript:", html), file.name


def test_scripts_and_styles_are_never_inline(pages: Path) -> None:
    for file in pages.iterdir():
        html = file.read_text()
        assert not re.search(r"<style|\sstyle=|\son\w+=[\"']|<script(?![^>]* src=)", html), file.name


def test_nothing_is_loaded_from_elsewhere(pages: Path) -> None:
    for file in pages.iterdir():
        html = file.read_text()
        assert not re.search(r"<(script|img|iframe|source)[^>]* src=\"(?!/static/)", html), file.name
        assert not re.search(r"<link rel=\"(stylesheet|icon|preload)\" href=\"(?!/static/)", html), file.name
