"""Real processes: a worker killed in the middle, another that completes its work, a server with its worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.processes import Archive, answers, free_port, until

MANY = 6_000
UPLOAD = """
from pathlib import Path
from django.core.files import File
from transcripts.importing import take_in
from transcripts.models import ImportJob
with Path({path!r}).open("rb") as file:
    job = ImportJob.objects.create(file=File(file), file_name="long.jsonl", state="ready",
                                   told={{"series": "gardenlib", "publish": True}})
assert take_in(job)
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A new archive."""
    return Archive(tmp_path / "data")


def a_long_file(path: Path) -> Path:
    """An hour of chat, and chatter of the days before it."""
    chatter = [
        a_status(f"Chatter {n} #gardenlib", author=f"u{n % 50}", minute=-3000 - n, number=n) for n in range(MANY)
    ]
    return write_lines(path, [*chatter, *a_chat_hour()])


def test_an_import_killed_in_the_middle_is_completed_by_the_next_worker(archive: Archive, tmp_path: Path) -> None:
    path = a_long_file(tmp_path / "long.jsonl")
    archive.manage("shell", "-v", "0", "-c", UPLOAD.format(path=str(path))).check_returncode()
    with archive.running("db_worker", "--no-startup-delay", "--verbosity", "0") as worker:
        until(lambda: archive.ask("SELECT records FROM transcripts_importjob") >= 1000)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    stored = archive.ask("SELECT count(*) FROM transcripts_tweet")
    assert 1000 <= stored < MANY
    assert archive.ask("SELECT state FROM transcripts_importjob") == "importing"
    assert archive.ask("SELECT count(*) FROM transcripts_chat") == 0

    archive.tell("UPDATE transcripts_importjob SET leased_until = '2015-01-01 00:00:00'")
    archive.manage("worker", "--batch").check_returncode()
    assert archive.ask("SELECT state FROM transcripts_importjob") == "done"
    whole = MANY + len(a_chat_hour())
    assert archive.ask("SELECT count(*) FROM transcripts_tweet") == whole
    assert archive.ask("SELECT count(*) FROM transcripts_sighting") == whole
    assert archive.ask("SELECT count(*) FROM transcripts_importrun") == 1
    assert archive.ask("SELECT count(*) FROM transcripts_chat WHERE published_at IS NOT NULL") == 1
    assert json.loads(archive.ask("SELECT report FROM transcripts_importjob"))["read"] == whole
    assert archive.ask("SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'") == 0


def test_a_worker_that_is_told_to_stop_does_so_in_the_middle(archive: Archive, tmp_path: Path) -> None:
    path = a_long_file(tmp_path / "long.jsonl")
    archive.manage("shell", "-v", "0", "-c", UPLOAD.format(path=str(path))).check_returncode()
    with archive.running("worker") as worker:
        until(lambda: archive.ask("SELECT records FROM transcripts_importjob") >= 1000)
        worker.terminate()
        assert worker.wait(timeout=20) == 0
    assert archive.ask("SELECT state FROM transcripts_importjob") == "importing"

    archive.manage("worker", "--batch").check_returncode()
    assert archive.ask("SELECT state FROM transcripts_importjob") == "done"


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a process started."""
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/thread-self/children").exists(), reason="processes are looked up in /proc")
def test_web_server_and_worker_live_and_end_together(archive: Archive) -> None:
    port = free_port()
    with archive.running("serve", "--port", str(port), "--workers", "1") as server:
        until(lambda: answers(port))
        web, worker = children(server)
        os.kill(worker, signal.SIGKILL)
        until(lambda: len(set(children(server)) - {web, worker}) == 1)
        (again,) = set(children(server)) - {web, worker}

        server.terminate()
        assert server.wait(timeout=30) == 0
    assert not answers(port)
    assert [pid for pid in (web, again) if Path(f"/proc/{pid}").exists()] == []
