"""An import that is killed at any moment leaves a whole archive, and is simply done again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.importing.builders import a_chat_hour, write_lines
from tests.with_postgres import ON_POSTGRES, new_database

SEED = 9
ROOT = Path(__file__).parents[2]


@dataclass
class Archive:
    """An archive of its own: its directory, on PostgreSQL a database of its own too."""

    directory: Path
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.environment = os.environ | {"CHATARCHIVE_DATA": str(self.directory), "PYTHONPATH": str(ROOT)}
        if ON_POSTGRES:
            self.environment["DATABASE_URL"] = new_database()
        self.manage("migrate", "--verbosity=0")

    def manage(self, *arguments: str) -> None:
        """Run a command to its end."""
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, check=True)

    def take_in(self, path: Path) -> subprocess.Popen[bytes]:
        """Begin an import."""
        command = [sys.executable, "manage.py", "import_chat", str(path), "--series", "gardenlib", "--publish"]
        return subprocess.Popen(
            [*command, "--timezone", "America/Chicago"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def look(self) -> dict[str, Any]:
        """Say what the archive and its index hold."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.killing.looking"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            check=True,
        )
        return dict(json.loads(done.stdout))


def a_year_of_chats(path: Path, hours: int) -> Path:
    """So many weekly hours in one file."""
    statuses = []
    for week in range(hours):
        for status in a_chat_hour():
            later = timedelta(weeks=week)
            shifted = int(status["id_str"]) + ((int(later.total_seconds()) * 1000) << 22)
            # The id alone tells the time; the written one agrees with it.
            statuses.append({**status, "id_str": str(shifted), "created_at": moved(status["created_at"], later)})
    return write_lines(path, statuses)


def moved(written: str, by: timedelta) -> str:
    form = "%a %b %d %H:%M:%S %z %Y"
    return (datetime.strptime(written, form) + by).strftime(form)


@contextmanager
def begun(archive: Archive, path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An import that is under way, and over at the end of the block, whatever happens in it."""
    process = archive.take_in(path)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def killed_after(archive: Archive, path: Path, seconds: float) -> bool:
    """Begin an import and kill it, without a chance to tidy up; False when it had ended before."""
    with begun(archive, path) as process:
        time.sleep(seconds)
    return process.returncode == -signal.SIGKILL


def killed_in(directory: Path, path: Path, seconds: float) -> Archive:
    """A new archive whose first import was killed then, or earlier where it would have been over by then."""
    archive = Archive(directory)
    while not killed_after(archive, path, seconds):
        seconds *= 0.7
        directory = directory.with_name(f"{directory.name}-again")
        archive = Archive(directory)
    return archive


def kill_and_repeat(directory: Path, hours: int, kills: int) -> None:
    """Import undisturbed; then, for each kill, in a new archive: import, kill, look, import again, compare."""
    path = a_year_of_chats(directory / "year.jsonl", hours)
    undisturbed = Archive(directory / "undisturbed")
    started = time.monotonic()
    assert undisturbed.take_in(path).wait() == 0
    duration = time.monotonic() - started
    expected = undisturbed.look()
    assert len(expected["posts"]) == 17 * hours
    assert expected["index_is_current"]

    chance = Random(SEED)  # noqa: S311
    for number in range(kills):
        moment = duration * (number + chance.random()) / kills
        archive = killed_in(directory / f"killed-{number}", path, moment)
        assert_whole(archive)
        assert archive.take_in(path).wait() == 0
        assert archive.look() == expected, f"kill {number} of seed {SEED}"


def assert_whole(archive: Archive) -> None:
    """What a killed import left is shown whole, found once the index has caught up, and nothing else is found."""
    assert archive.look()["found_but_not_shown"] == []
    archive.manage("reindex", "--if-needed")
    left = archive.look()
    assert left["index_is_current"]
    assert left["found_but_not_shown"] == left["asked_but_not_found"] == []


def test_an_import_killed_at_two_moments_is_done_again(tmp_path: Path) -> None:
    kill_and_repeat(tmp_path, hours=30, kills=2)


@pytest.mark.slow
def test_an_import_killed_at_ten_moments_is_done_again(tmp_path: Path) -> None:
    kill_and_repeat(tmp_path, hours=250, kills=10)
