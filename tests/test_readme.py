"""The README says what is true: its commands, settings and dependencies are those of the project."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

from transcripts.importing.formats import FORMATS
from transcripts.publishing.gaps import KINDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def table(heading: str) -> list[str]:
    """The first cells of the table below a heading, without backticks."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    cells = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("|")]
    return [cell.strip("`") for cell in cells[2:]]


def test_every_setting_of_the_environment_is_in_the_table() -> None:
    read = set(re.findall(r'"((?:CHATARCHIVE|DATABASE)_[A-Z_]+)"', (ROOT / "chatarchive/settings.py").read_text()))

    assert set(table("Settings")) == read


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.split(r"[\[~=<>]", line)[0] for line in project["dependencies"]]

    assert table("Dependencies") == sorted(names)


def test_every_format_is_in_the_table_and_has_words_for_readers() -> None:
    section = README.split("\n## Taking in a chat\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.split("|")[2] for line in section.splitlines() if line.startswith("|")]
    named = {name for row in rows for name in re.findall(r"`([\w-]+)`", row)}

    assert named == {kind.name for kind in FORMATS}
    assert named == KINDS.keys()


def test_every_command_is_in_the_table() -> None:
    ours = {name for name, app in get_commands().items() if app == "transcripts"}

    assert {cell.split()[1] for cell in table("Commands")} == ours


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", README, re.MULTILINE))
def test_every_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("path", re.findall(r"\]\(([^):]+)\)", README))
def test_every_linked_file_exists(path: str) -> None:
    assert (ROOT / path).exists()
