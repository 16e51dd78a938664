"""A copy of a running archive, from which it is made again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from tests.builders import make_tweet

pytestmark = pytest.mark.django_db(transaction=True)
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's backup")


@on_sqlite
def test_the_copy_holds_every_post_and_the_secret_key_and_is_nobody_elses(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    (tmp_path / "secret_key").write_text("sesame")
    make_tweet("Seeds want to be shared.")

    call_command("backup", tmp_path / "backups" / "monday")

    with closing(sqlite3.connect(tmp_path / "backups/monday/chatarchive.sqlite3")) as copy:
        assert copy.execute("SELECT text FROM transcripts_tweet").fetchall() == [("Seeds want to be shared.",)]
    assert (tmp_path / "backups/monday/secret_key").read_text() == "sesame"
    assert (tmp_path / "backups/monday").stat().st_mode & 0o077 == 0


@on_sqlite
def test_an_earlier_copy_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "monday").mkdir()
    with pytest.raises(CommandError, match="monday: File exists"):
        call_command("backup", tmp_path / "monday")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="what PostgreSQL has a program of its own for")
def test_on_postgresql_it_says_what_to_use(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="pg_dump"):
        call_command("backup", tmp_path / "monday")
    assert not (tmp_path / "monday").exists()
