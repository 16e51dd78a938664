"""The clients in docs/api.md do what is said beside them."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator

import pytest

from tests.api.serving import Served, run, served
from tests.conftest import lacking
from tests.processes import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text()
SAMPLE = "http://localhost:8000"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served archive with the chats that the page speaks of."""
    with served(tmp_path_factory.mktemp("clients")) as found:
        yield found


def block(language: str, archive: Served, number: int = 0) -> str:
    """A client of the page, asking the served archive."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[number].replace(SAMPLE, archive.url)


def said(command: list[str], **environment: str) -> str:
    """What a program prints, once it has done well."""
    done = run(command, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def needs(program: str) -> str:
    """A program that may not be here."""
    return shutil.which(program) or lacking(f"there is no {program}")


def test_the_client_in_python_prints_every_post_of_a_chat(archive: Served) -> None:
    client = block("python", archive)
    assert len(client.strip().splitlines()) <= 12
    printed = said([sys.executable, "-W", "error", "-c", client])
    posts = run(["curl", "--silent", f"{archive.url}/api/v1/posts?chat=gardenlib/2015-05-12&limit=1000"]).stdout
    keys = re.findall(r'"key":"(\d+)"', posts)
    assert len(keys) > 100
    assert re.findall(rf"{archive.url}/t/(\d+)/", printed) == keys


def test_the_client_in_javascript_finds_whom_a_sentence_is_quoted_from(archive: Served) -> None:
    printed = said([needs("node"), "--input-type=module", "--eval", block("js", archive)])
    assert re.fullmatch(rf"exact: @\w+, {archive.url}/t/\d+/\n", printed)


def test_the_search_in_a_terminal_finds_posts(archive: Served) -> None:
    needs("curl")
    assert '"post":{"key":' in said(["sh", "-c", block("sh", archive)])


def test_the_import_in_a_terminal_is_accepted_once(archive: Served) -> None:
    needs("curl")
    key = archive.new_key("import")
    answers = {said(["sh", "-c", block("sh", archive, 1)], KEY=key) for _ in range(2)}
    assert {re.search(r'"number":(\d+)', answer)[1] for answer in answers if '"number"' in answer} != set()
    assert len({re.search(r'"number":(\d+)', answer)[1] for answer in answers}) == 1
