"""The archive as the world sees it: a real server with its worker, with the sample chats in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.processes import ROOT, Archive, answers, free_port, until
from tests.with_postgres import ON_POSTGRES, new_database

SAMPLES = ROOT / "transcripts" / "demo"


@dataclass(frozen=True)
class Served:
    """An archive and where it is reached."""

    archive: Archive
    url: str

    def new_key(self, *scopes: str) -> str:
        """Make a key for some things."""
        told = [word for scope in scopes for word in ("--scope", scope)]
        command = [sys.executable, "manage.py", "api_key", "create", "A script", *told]
        made = subprocess.run(
            command, cwd=ROOT, env=self.archive.environment, check=True, capture_output=True, text=True
        )
        return made.stdout.split()[-1]


@contextmanager
def served(home: Path) -> Iterator[Served]:
    """Serve a new archive with one public chat and one draft; nobody is limited."""
    archive = Archive(home, new_database() if ON_POSTGRES else "")
    port = free_port()
    url = f"http://localhost:{port}"
    archive.environment |= {"CHATARCHIVE_URL": url, "CHATARCHIVE_SEARCHES_A_MINUTE": "0"}
    archive.environment |= {"CHATARCHIVE_API_REQUESTS_A_MINUTE": "0"}
    told = ("--series", "gardenlib", "--timezone", "America/Chicago")
    archive.manage("import_chat", str(SAMPLES / "gardenlib-2015-05-12.jsonl"), *told, "--publish")
    archive.manage("import_chat", str(SAMPLES / "gardenlib-2015-06-09.csv"), *told)
    with archive.running("serve", "--port", str(port), "--workers", "2") as server:
        try:
            until(lambda: answers(port))
            yield Served(archive, url)
        finally:
            # Killed, it would leave web server and worker behind.
            server.terminate()
            server.wait(timeout=30)


def run(command: list[str], within: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program to its end in a directory, and keep what it says."""
    told = os.environ | environment
    return subprocess.run(command, cwd=within, env=told, check=False, capture_output=True, text=True, timeout=1800)
