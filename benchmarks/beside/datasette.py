"""Datasette with the same posts: a table, an index of full text with stems, of authors and of dates."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from .archive import Built, Post
from .servers import Server, serving

SETTINGS = {"sql_time_limit_ms": "60000", "facet_time_limit_ms": "60000", "suggest_facets": "off"}


@dataclass(frozen=True)
class Datasette:
    """A virtual environment with datasette and sqlite-utils, and the file it serves."""

    environment: Path
    file: Path

    def build(self, posts: Sequence[Post], source_of: dict[str, str]) -> Built:
        """Write the posts and index them as its documentation says."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.unlink(missing_ok=True)
        rows = self.file.with_suffix(".jsonl")
        rows.write_text("".join(json.dumps(_row(post, source_of[post.key])) + "\n" for post in posts))
        self.run("insert", "posts", str(rows), "--nl", "--pk", "id")
        rows.unlink()
        self.run("create-index", "posts", "author")
        self.run("create-index", "posts", "created_at")
        before, started = self.file.stat().st_size, time.perf_counter()
        self.run("enable-fts", "posts", "text", "--fts5", "--tokenize", "porter")
        return Built(time.perf_counter() - started, self.file.stat().st_size - before)

    def serving(self) -> AbstractContextManager[Server]:
        """Serve the file."""
        settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
        command = [str(self.environment / "bin/datasette"), str(self.file), "--port", "{port}", *settings]
        return serving("Datasette", command, {})

    def run(self, command: str, *arguments: str) -> None:
        utils = self.environment / "bin/sqlite-utils"
        subprocess.run([str(utils), command, str(self.file), *arguments], check=True)


def _row(post: Post, source: str) -> dict[str, object]:
    return {
        "id": post.key, "author": post.author, "created_at": post.created_at, "year": post.year,
        "src": source, "text": post.text,
    }  # fmt: skip
