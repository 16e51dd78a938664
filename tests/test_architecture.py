"""Data flows one way: which part may import which (DESIGN, section 1)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

APP = Path(__file__).parents[1] / "transcripts"

# Each part may import those named after it; a room is entered by its door only.
ALLOWED = {
    "counting": set[str](),
    "once": set[str](),
    "grouping": {"counting"},
    "models": {"grouping", "once"},
    "search": {"models", "grouping", "counting"},
    "importing": {"search", "models", "grouping", "counting"},
    "curating": {"importing", "search", "models", "grouping", "counting"},
    "publishing": {"search", "models", "grouping", "once", "counting"},
    "web": {"publishing", "curating", "importing", "search", "models", "grouping", "once", "counting"},
    "templatetags": {"publishing", "search", "models", "grouping", "counting"},
    "checks": {"publishing", "search", "models"},
    "apps": {"checks"},
    "admin": {"curating", "importing", "search", "models", "grouping", "counting"},
    "management": {"web", "publishing", "curating", "importing", "search", "models", "grouping", "counting"},
}
PURE = [
    "counting.py",
    "once.py",
    "grouping",
    "search/query.py",
    "search/quoting",
    "publishing/tweet_html.py",
    "publishing/notes.py",
    "importing/formats",
    "importing/records.py",
    "web/site/addresses.py",
    "web/site/rewriting.py",
]
# A command names the formats in its help.
INNER_DOORS = {"importing.formats"}
DRAWERS = {"services", "utils", "helpers", "core", "common"}


@dataclass(frozen=True)
class Import:
    """One import statement: which file asks for which module of the app, below which names."""

    file: Path
    module: str

    @property
    def origin(self) -> str:
        """The part the file belongs to."""
        return self.file.relative_to(APP).parts[0].removesuffix(".py")

    @property
    def target(self) -> str:
        """The part that is imported."""
        return self.module.split(".")[0]

    def __str__(self) -> str:
        return f"{self.file.relative_to(APP)} imports {self.module}"


def files(below: str = "") -> list[Path]:
    """All Python files of a part of the app."""
    place = APP / below
    found = [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [file for file in found if "migrations" not in file.parts]


def imports(file: Path) -> Iterator[Import]:
    """The modules of the app that a file imports, as dotted paths below the app."""
    package = file.relative_to(APP).parts[:-1]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            path = ".".join([*base, *filter(None, [node.module])])
            yield from (Import(file, path or alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("transcripts."):
            yield Import(file, str(node.module).removeprefix("transcripts."))


def all_imports() -> list[Import]:
    """Every import inside the app."""
    return [one for file in files() for one in imports(file) if one.origin != "__init__"]


def test_each_part_imports_only_what_lies_below_it() -> None:
    upward = [one for one in all_imports() if one.target not in ALLOWED[one.origin] | {one.origin}]

    assert [str(one) for one in upward] == []


def test_rooms_are_entered_by_their_door() -> None:
    sneaking = [
        one for one in all_imports() if one.origin != one.target and "." in one.module and one.module not in INNER_DOORS
    ]

    assert [str(one) for one in sneaking] == []


@pytest.mark.parametrize("part", PURE)
def test_what_only_thinks_knows_no_database(part: str) -> None:
    impure = [file for file in files(part) if "django.db" in file.read_text() or "models" in file.read_text().split()]

    assert files(part)
    assert impure == []


def test_grouping_knows_no_django() -> None:
    assert [file for file in files("grouping") if "import django" in file.read_text()] == []
    assert [file for file in files("grouping") if "from django" in file.read_text()] == []


def test_there_is_no_drawer_for_things_without_a_home() -> None:
    assert [
        file for file in files() if DRAWERS & {part.removesuffix(".py") for part in file.parts[len(APP.parts) :]}
    ] == []


def test_only_the_settings_read_the_environment() -> None:
    readers = [file for file in files() if "os.environ" in file.read_text() or "getenv" in file.read_text()]

    assert readers == []
