"""The addresses that are known of so far, and which are still to be visited; on disk, for there may be millions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .addresses import Address


@dataclass(frozen=True, slots=True)
class Found:
    """An address, and the one on whose page it was found; empty for one that was in a list."""

    address: Address
    referrer: str


class Frontier:
    """Addresses to visit, each once, the last found first: so the files of a page come right after it."""

    def __init__(self) -> None:
        # An empty name: a temporary file that SQLite deletes.
        self.rows = sqlite3.connect("", isolation_level=None)
        columns = "number INTEGER PRIMARY KEY, path TEXT, query TEXT, referrer TEXT, visited INTEGER DEFAULT FALSE"
        self.rows.execute(f"CREATE TABLE found ({columns}, UNIQUE (path, query))")
        self.rows.execute("CREATE INDEX waiting ON found (number) WHERE NOT visited")
        self.rows.execute("BEGIN")

    def add(self, addresses: Iterable[Address], referrer: str = "") -> None:
        """Remember addresses that are not known yet."""
        rows = ((one.path, one.query, referrer) for one in addresses)
        self.rows.executemany("INSERT OR IGNORE INTO found (path, query, referrer) VALUES (?, ?, ?)", rows)

    def __iter__(self) -> Iterator[Found]:
        while last := self._last_found():
            number, path, query, referrer = last
            self.rows.execute("UPDATE found SET visited = TRUE WHERE number = ?", (number,))
            yield Found(Address(path, query), referrer)

    def __len__(self) -> int:
        return int(self.rows.execute("SELECT count(*) FROM found").fetchone()[0])

    def close(self) -> None:
        """Forget everything."""
        self.rows.close()

    def _last_found(self) -> tuple[int, str, str, str] | None:
        told = "SELECT number, path, query, referrer FROM found WHERE NOT visited ORDER BY number DESC LIMIT 1"
        found: tuple[int, str, str, str] | None = self.rows.execute(told).fetchone()
        return found
