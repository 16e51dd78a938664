"""Somebody who was taken out is in no page, export, search, index, raw record or byte, whatever is taken in later."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest

from tests.killing.test_killing import ROOT, Archive
from tests.removing import evenings

TOLD_BESIDE = f"""
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult
from transcripts import curating
from transcripts.models import *
keeper = User.objects.create_user("keeper", is_staff=True, is_superuser=True)
series = Series.objects.get()
series.usual_hosts = ["{evenings.HANDLE}"]
series.description = "With @{evenings.HANDLE}."
series.save()
theirs = Tweet.objects.filter(author__handle="{evenings.HANDLE}", is_repost=False)
chat = Chat.objects.filter(tweets__in=theirs).first()
said = chat.tweets.filter(author__handle="{evenings.HANDLE}").first()
other = chat.tweets.exclude(author__handle="{evenings.HANDLE}").first()
chat.title, chat.framing, chat.by_hand = "{evenings.NAME}", "Told by {evenings.NAME}", ["title"]
chat.save()
question = chat.questions.first()
curating.edit_question(keeper, chat, question.label, new_label="Q9", text=question.text + " {evenings.WORDS}")
curating.mark_best(keeper, chat, [said.key, other.key], best=True)
curating.write_remark(keeper, chat, said.key, "Well said, {evenings.WORDS}")
curating.write_remark(keeper, chat, other.key, "@{evenings.HANDLE} agreed")
curating.write_note(keeper, chat, "Q9", "[{evenings.NAME}](/people/twitter/{evenings.HANDLE}/) told of it.")
curating.write_note(keeper, chat, "closing", "She said: " + said.text)
curating.hide_posts(keeper, chat, [other.key], "asked by @{evenings.HANDLE}")
curating.show_posts(keeper, chat, [other.key])
curating.decide_place(keeper, chat, [said.key], "aside")
KeptDecision.objects.create(key="1", hidden_reason="@{evenings.HANDLE} asked")
for row in (said, said.author, chat):
    about = ContentType.objects.get_for_model(row)
    LogEntry.objects.create(user=keeper, content_type=about, object_id=row.pk, object_repr=str(row)[:200],
                            action_flag=2, change_message="Q1: {evenings.WORDS}")
Request.objects.create(kind="takedown", chat=chat, tweet=said, key=said.key, words="{evenings.WORDS}",
                       contact="{evenings.HANDLE}@example.org")
Request.objects.create(kind="missing", chat=chat, words="@{evenings.HANDLE} was there, says {evenings.NAME}")
ImportJob.objects.create(file_name="waits", file=ContentFile("{evenings.WORDS}", "waits"), state="ready")
ImportJob.objects.create(file_name="{evenings.HANDLE}.csv", state="done", told={{"hosts": ["{evenings.HANDLE}"]}},
    preview={{"sample": [{{"author": "{evenings.HANDLE}", "text": "{evenings.WORDS}"}}]}},
    report={{"chats": [{{"hosts": ["{evenings.HANDLE}"], "title": "{evenings.NAME}"}}]}})
DBTaskResult.objects.create(task_path="x", args_kwargs={{}}, status="FAILED", backend_name="default",
    exception_class_path="builtins.ValueError", traceback="{evenings.WORDS}", priority=0)
"""


def run(archive: Archive, *command: str) -> bytes:
    """Run Python in an archive; return what it prints."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=archive.environment, stdout=subprocess.PIPE, check=True
    )
    return done.stdout


def take_in(archive: Archive, files: list[Path]) -> None:
    """Take everything in, and its schedule."""
    told = ("--series", "gardenlib", "--timezone", "America/Chicago", "--publish")
    archive.manage("import_chat", *map(str, files), *told)
    plan = files[0].parent / "plan.csv"
    plan.write_text(evenings.schedule())
    archive.manage("import_schedule", str(plan), "--series", "gardenlib")


def traces(archive: Archive, sought: Collection[str] = evenings.TRACES) -> list[str]:
    """Where something sought is left: rows, index and pages, and on SQLite every byte of the data directory."""
    told = run(archive, "-m", "tests.removing.looking").decode().lower().splitlines()
    files = [file for file in archive.directory.rglob("*") if file.is_file()]
    told += [f"file: {file.relative_to(archive.directory)}".lower() for file in files]
    told += [f"file {file.name}: {file.read_bytes().lower().decode(errors='replace')}" for file in files]
    return sorted({found(line, trace) for line in told for trace in sought if trace in line})


def found(line: str, trace: str) -> str:
    """Say where a trace is, with the words around it."""
    at = line.index(trace)
    return f"{line.split(':')[0]}: {line[max(at - 60, 0) : at + 60]}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive that has it all, in which she was then removed."""
    return Archive(tmp_path_factory.mktemp("no-trace"))


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files."""
    return evenings.write_evening(tmp_path_factory.mktemp("evening") / "files")


def test_somebody_removed_leaves_no_trace_and_does_not_come_back(archive: Archive, evening: list[Path]) -> None:
    take_in(archive, evening)
    run(archive, "manage.py", "shell", "--no-imports", "-c", TOLD_BESIDE)
    before = traces(archive)
    assert len({where for where in before if where.startswith("page")}) > 20
    told = {where.split(":")[0] for where in before}
    assert {"table transcripts_sighting", "table transcripts_importjob"} <= told
    assert any(where == "index words" or where.startswith("table search_documents") for where in told)

    archive.manage("remove_person", "twitter", f"@{evenings.HANDLE}", "--yes")
    assert traces(archive) == []

    take_in(archive, evening)
    take_in(archive, evenings.write_evening(evening[0].parent / "later", end="\n"))
    assert traces(archive) == []
    assert run(archive, "-m", "tests.removing.looking").count(b"[removed]") > 10
    path = f"/people/twitter/{evenings.HANDLE.lower()}/"
    assert run(archive, "-m", "tests.removing.looking", path, her_post(evening)).split() == [b"410", b"410"]


def her_post(evening: list[Path]) -> str:
    """The path of a post of hers."""
    first = json.loads(evening[0].read_text().splitlines()[0])
    return f"/t/{first['id_str']}/"


MOST_ACTIVE = """
import json
from django.db.models import Count
from transcripts.models import Participant
person = Participant.objects.annotate(n=Count("tweets"), h=Count("hosted")).order_by("-h", "-n")[0]
said = person.tweets.filter(is_repost=False).values_list("text", flat=True)
print(json.dumps({"handle": person.folded, "name": person.name, "said": list(said)}))
"""


@pytest.mark.slow
@pytest.mark.real_data
def test_a_host_of_critlib_leaves_no_trace(shared: Path, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "critlib")
    files = [str(file) for kind in ("twarc1_jsonl", "twarc1_csv") for file in sorted((shared / kind).iterdir())]
    told = ("import_chat", *files, "--series", "critlib", "--timezone", "America/New_York", "--publish")
    archive.manage(*told)
    host = json.loads(run(archive, "manage.py", "shell", "--no-imports", "-c", MOST_ACTIVE))
    sought = {host["handle"], host["name"].lower(), *sentences(host["said"])}
    assert len(sought) > 10
    assert len({line.split(":")[0] for line in traces(archive, sought)}) > 50

    archive.manage("remove_person", "twitter", host["handle"], "--yes")
    assert traces(archive, sought) == []
    archive.manage(*told)
    assert traces(archive, sought) == []


def sentences(texts: list[str]) -> set[str]:
    """The plain beginnings of texts that are long enough to be somebody's own."""
    plain = (
        re.split(r"[^\x20-\x7e]|[\\\"'&<>#@]|https?:", re.sub(r"^[@\w ]*?(A\d|Q\d)[:. ]+", "", text))[0]
        for text in texts
    )
    return {text.strip().lower() for text in plain if len(text.strip()) > 40}
