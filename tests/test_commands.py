"""What a command cannot do, it says in one sentence: no tables, no such place, a used port, a wrong setting."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from tests.processes import ROOT
from transcripts.management.archive_command import ArchiveCommand
from transcripts.management.commands import export_chat
from transcripts.management.telling import as_typed

NEITHER_KNOWS_THE_TABLES = {"demo", "serve"}


def said(home: Path, *command: str, **settings: str) -> list[str]:
    """The lines that `manage.py` writes where it fails, on an archive that is not there yet."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {"CHATARCHIVE_DATA": str(home)} | settings
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode
    return done.stderr.strip().splitlines()


def test_on_an_archive_without_tables_one_sentence_says_what_makes_them(tmp_path: Path) -> None:
    (line,) = said(tmp_path, "check_links")
    assert "`manage.py migrate` brings it up to date" in line


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("CHATARCHIVE_UPLOAD_MB", "many", "Not a valid integer"),
        ("CHATARCHIVE_URL", "chats.example.org", "Not a valid URL"),
        ("CHATARCHIVE_LOG_LEVEL", "loud", "Not a valid log level"),
    ],
)
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, name: str, value: str, why: str) -> None:
    (line,) = said(tmp_path, "check", **{name: value})
    assert name in line
    assert why in line


@pytest.mark.parametrize("command", ["check_links", "serve"])
@pytest.mark.parametrize("place", ["a file", "a file/below"])
def test_a_data_directory_that_cannot_be_is_named_with_its_setting(tmp_path: Path, place: str, command: str) -> None:
    (tmp_path / "a file").touch()
    (line,) = said(tmp_path / place, command)
    assert f"The directory of CHATARCHIVE_DATA, {tmp_path / place}, cannot be used" in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_directory_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "uploads").mkdir()
    tmp_path.chmod(0o500)
    (line,) = said(tmp_path, "check_links")
    assert line == f"The directory of CHATARCHIVE_DATA, {tmp_path}, cannot be used: {tmp_path}: Permission denied."


@pytest.mark.django_db
def test_tables_of_another_release_are_left_alone() -> None:
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("transcripts")
    MigrationRecorder(connection).record_unapplied(*newest)
    with pytest.raises(CommandError, match="not that of this release"):
        call_command("check_links")


@pytest.mark.django_db
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere/curation.jsonl.part: No such file or directory\."):
        call_command("export_curation", tmp_path / "nowhere" / "curation.jsonl")


@pytest.mark.django_db
def test_a_report_that_cannot_be_written_stops_an_import_before_it_begins(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("import_chat", "chat.txt", "--series=gardenlib", f"--report={tmp_path}/nowhere/report.json")


def test_a_port_that_is_taken_is_refused_before_anything_is_done() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"port {port} of 127.0.0.1: Address already in use"):
            call_command("serve", "--port", str(port))


def test_a_port_that_cannot_be_is_refused() -> None:
    with pytest.raises(CommandError, match="port must be 0-65535"):
        call_command("serve", "--port", "99999")


def test_a_command_that_is_named_works_on_the_archive_that_names_it(settings: Settings) -> None:
    settings.DATA_DIR = ROOT / "var"
    assert as_typed("createsuperuser") == ".venv/bin/python manage.py createsuperuser"
    settings.DATA_DIR = Path("/srv/our chats")
    assert as_typed("undo_import 3") == "CHATARCHIVE_DATA='/srv/our chats' .venv/bin/python manage.py undo_import 3"


@pytest.mark.django_db
def test_what_is_no_text_has_no_quotes(tmp_path: Path) -> None:
    (tmp_path / "post.docx").write_bytes(b"PK\3\4\0\0")
    with pytest.raises(CommandError, match="is not text"):
        call_command("find_quotes", tmp_path / "post.docx")


def commands() -> list[str]:
    """The names of all commands."""
    files = Path(export_chat.__file__).parent.glob("[a-z]*.py")
    return [file.stem for file in files if file.stem not in NEITHER_KNOWS_THE_TABLES]


@pytest.mark.parametrize("name", commands())
def test_every_command_on_the_archive_is_one_of_those(name: str) -> None:
    module = __import__(f"transcripts.management.commands.{name}", fromlist=["Command"])
    assert issubclass(module.Command, ArchiveCommand)
