"""Real processes on an archive of their own: commands that run to their end or for a while, and a server."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


class Archive:
    """An archive of its own in a directory, as `manage.py` sees it: on SQLite unless another database is named."""

    def __init__(self, home: Path, database_url: str = "") -> None:
        told = {"CHATARCHIVE_DATA": str(home), "CHATARCHIVE_LOG_LEVEL": "ERROR", "DATABASE_URL": database_url}
        self.environment = os.environ | told
        self.home, self.database = home, home / "chatarchive.sqlite3"
        self.manage("migrate", "--verbosity", "0").check_returncode()

    def manage(self, *told: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end."""
        return subprocess.run([sys.executable, "manage.py", *told], cwd=ROOT, env=self.environment, check=False)

    @contextmanager
    def running(self, *told: str) -> Iterator[subprocess.Popen[bytes]]:
        """A command that runs for a while."""
        with subprocess.Popen(
            [sys.executable, "manage.py", *told], cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def ask(self, query: str) -> Any:
        """The first value that a query finds."""
        with closing(sqlite3.connect(self.database, timeout=20)) as connection:
            return connection.execute(query).fetchone()[0]

    def tell(self, statement: str) -> None:
        """Change the database behind everybody's back."""
        with closing(sqlite3.connect(self.database, timeout=20)) as connection, connection:
            connection.execute(statement)


def until(true: Callable[[], bool], *, seconds: float = 90) -> None:
    """Wait for something; fail when it does not come true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """True when the archive answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/about/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
