"""The addresses that are known of so far, in the order in which they were found; on disk, for there may be millions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .addresses import Address

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """An address, and the one on whose page it was found; empty for one that was in a list."""

    address: Address
    referrer: str


class Frontier:
    """Addresses to visit, each once; those that turn up while it is walked through are visited, too."""

    def __init__(self) -> None:
        # An empty name: a temporary file that SQLite deletes.
        self.rows = sqlite3.connect("", isolation_level=None)
        columns = "number INTEGER PRIMARY KEY, path TEXT, query TEXT, referrer TEXT"
        self.rows.execute(f"CREATE TABLE found ({columns}, UNIQUE (path, query))")
        self.rows.execute("BEGIN")

    def add(self, addresses: Iterable[Address], referrer: str = "") -> None:
        """Remember addresses that are not known yet."""
        rows = ((one.path, one.query, referrer) for one in addresses)
        self.rows.executemany("INSERT OR IGNORE INTO found (path, query, referrer) VALUES (?, ?, ?)", rows)

    def __iter__(self) -> Iterator[Found]:
        last = 0
        while batch := self._after(last):
            for number, path, query, referrer in batch:
                yield Found(Address(path, query), referrer)
                last = number

    def __len__(self) -> int:
        return int(self.rows.execute("SELECT count(*) FROM found").fetchone()[0])

    def close(self) -> None:
        """Forget everything."""
        self.rows.close()

    def _after(self, number: int) -> list[tuple[int, str, str, str]]:
        told = "SELECT number, path, query, referrer FROM found WHERE number > ? ORDER BY number LIMIT ?"
        return self.rows.execute(told, (number, AT_ONCE)).fetchall()
