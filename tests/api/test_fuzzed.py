"""Whatever is asked, the answer is one that the document foresees: schemathesis, all checks, with and without a key."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.serving import Served, run, served
from tests.processes import ROOT

CONFIG = Path(__file__).with_name("schemathesis.toml")
ALL = ("read-drafts", "import", "curate", "publish")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served archive that a fuzzer may do with as it likes."""
    with served(tmp_path_factory.mktemp("fuzzed")) as found:
        yield found


def fuzz(archive: Served, *told: str, key: str = "") -> None:
    """Ask for everything that the document allows, and for what it does not."""
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run"]
    command += [f"{archive.url}/api/v1/openapi.json", "--checks", "all", "--no-color", "--generation-database", "none"]
    command += ["-H", f"Authorization: Bearer {key}"] if key else []
    # It keeps what it found where it is run.
    hooks = {"SCHEMATHESIS_HOOKS": "tests.api.hooks", "PYTHONPATH": str(ROOT)}
    done = run([*command, *told], archive.archive.home, **hooks)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("scopes", [(), ALL], ids=["without a key", "with a key"])
def test_a_few_requests_of_every_kind(archive: Served, scopes: tuple[str, ...]) -> None:
    key = archive.new_key(*scopes) if scopes else ""
    fuzz(archive, "--phases", "examples,fuzzing", "-n", "3", "--seed", "1", key=key)


@pytest.mark.slow
@pytest.mark.parametrize("scopes", [(), ALL], ids=["without a key", "with a key"])
def test_a_hundred_requests_of_every_kind(archive: Served, scopes: tuple[str, ...]) -> None:
    fuzz(archive, "-n", "100", key=archive.new_key(*scopes) if scopes else "")
