"""Every hostile file is refused in one sentence, or costs its one bad record: in bounded time and memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .files import hostile_files

# The budget of an import is 300 MB; what is read by itself has to leave room for the rows.
MOST_MEGABYTES = 290
WITH_A_SECRET = "feed with a file of this machine"
NAMES = list(hostile_files())
AS_ANOTHER_KIND = [
    "quadratic laughs in a feed=nitter",
    "quadratic laughs in a WordPress export=web-page",
    "feed of one long text=nitter",
    "feed of one long text=web-page",
    "JSON 10,000 levels deep=twitter-v1",
    "JSON page with 50 MB beside its posts=twitter-v1",
    "JSON line of 50 MB=flat-json",
    "JSON line of 50 MB of lists=spreadsheet",
    "page of one long text=nitter",
]
SLOW = {
    *("zip of 150,000 names", "table before 1 GiB of nothing", "page of one endless quotation"),
    *("text of one post of 50 MB", *AS_ANOTHER_KIND),
}
# Nothing in them is a post, and there is nothing wrong with leaving it out.
PASSED_OVER = {"table of one row of commas", "nothing but NULs in between"}
AMID_GOOD_POSTS = [
    *("good posts around one of 100,000 levels", "JSON line of 50 MB", "JSON line of 50 MB of lists"),
    *("JSON line of 50 MB of emoji", "table of one line of 50 MB", "table of one cell of 200 MB"),
    *PASSED_OVER,
]

Outcome = dict[str, Any]


@pytest.fixture(scope="module")
def outcomes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """What became of each hostile file that a chosen test asks for, read in a process of its own."""
    directory = tmp_path_factory.mktemp("hostile")
    here = [item for item in request.session.items if item.path == request.path]
    asked = {item.callspec.params["name"] for item in here if hasattr(item, "callspec")}
    command = [sys.executable, "-m", "tests.hostile.taking", str(directory), *sorted(asked | {WITH_A_SECRET})]
    environment = os.environ | {"CHATARCHIVE_DATA": str(directory / "data")}
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {one["name"]: one for one in told}


def is_one_sentence(text: str) -> bool:
    return len(text) < 1000 and "\n" not in text and text.endswith(".") and not re.search(r"\. [A-Z]", text)


def slow(name: str) -> object:
    return pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name


@pytest.mark.parametrize("name", [slow(name) for name in [*NAMES, *AS_ANOTHER_KIND]])
def test_a_hostile_file_costs_a_sentence_and_little_memory(name: str, outcomes: dict[str, Outcome]) -> None:
    told = outcomes[name]

    assert told["status"] == 0
    assert told["peak"] < MOST_MEGABYTES
    if told["refused"]:
        assert is_one_sentence(told["refused"])
    elif name not in PASSED_OVER:
        assert is_one_sentence(told["rejected"][0] + ".")


@pytest.mark.parametrize("name", AMID_GOOD_POSTS)
def test_the_posts_around_a_bad_record_are_kept(name: str, outcomes: dict[str, Outcome]) -> None:
    assert outcomes[name]["posts"] == 2
    assert outcomes[name]["rejections"] == (name not in PASSED_OVER)


def test_no_file_of_the_machine_gets_into_a_post(outcomes: dict[str, Outcome]) -> None:
    assert outcomes[WITH_A_SECRET]["posts"] == 0
