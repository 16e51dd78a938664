"""From its files and its curation an archive is made again on an empty machine: the same addresses, the same bodies."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.builders import make_chat, make_series
from tests.importing.builders import a_chat_hour, write_lines
from tests.importing.importing import take_in
from tests.permanence.archives import answered, curation, differences, empty_archive, keeper, ledger
from transcripts import curating
from transcripts.importing import Overrides, undo
from transcripts.models import (
    Archive,
    Chat,
    Decision,
    ImportRun,
    LedgerEntry,
    Participant,
    Removal,
    ScheduledChat,
    Tweet,
)

pytestmark = pytest.mark.django_db(transaction=True)


def key_of(words: str) -> str:
    return Tweet.objects.filter(text__startswith=words).earliest("posted_at").key


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three files: an hour of #gardenlib, a later one, and a paste of the first."""
    home = tmp_path / "files"
    home.mkdir()
    write_lines(home / "hour.jsonl", a_chat_hour())
    later = [
        one | {"created_at": one["created_at"].replace("May 13", "Jun 13"), "id_str": f"9{one['id_str']}"}
        for one in a_chat_hour()
    ]
    write_lines(home / "later.jsonl", later)
    paste = ["@host: Welcome to #gardenlib! Say hello.", "@host: Q1: What about point 1? #gardenlib"]
    (home / "paste.txt").write_text("\n".join([*paste, "@zed: A1 Me, too #gardenlib", ""]))
    return home


@pytest.fixture
def edited(home: Path) -> Path:
    """An archive in which people decided something of every kind; returns where its files are."""
    make_series(usual_hosts=["host"], description="Libraries that lend seeds.")
    call_command("setup", name="Seedbed", keeper="Ann", contact="ann@example.org")
    day = Overrides(date=date(2015, 5, 12))
    take_in(home / "paste.txt", series="gardenlib", overrides=day, publish=True)
    take_in(home / "later.jsonl", series="gardenlib", publish=True)
    take_in(home / "hour.jsonl", series="gardenlib", file_name="garden.jsonl")
    ed, chat, later = keeper(), Chat.objects.get(date="2015-05-12"), Chat.objects.get(date="2015-06-12")
    decide(ed, chat)
    curating.withdraw_chat(ed, later)
    curating.remove_person("twitter", "dora")
    curating.announce(ScheduledChat(series=chat.series, date=date(2015, 6, 12), title="Sheds", hosts=["host"]))
    return home


def decide(ed: Any, chat: Chat) -> None:
    """Decide something of every kind about a chat."""
    curating.edit_heading(ed, chat, title="Points", framing="Bring a pencil.", timezone="America/Denver")
    curating.edit_question(ed, chat, "Q1", new_label="Q1", text="What about the first point?")
    curating.merge_questions(ed, chat, "Q3", "Q2")
    curating.add_question(ed, chat, "Bonus", "Anything else?", asked_by=key_of("Thanks"))
    curating.decide_place(ed, chat, [key_of("A1 ann")], "Q2")
    curating.decide_place(ed, chat, [key_of("A2 ben")], "aside")
    curating.hide_posts(ed, chat, [key_of("A1 cleo")], "spam")
    curating.keep_posts(ed, chat, [key_of("A1 ben")])
    curating.mark_best(ed, chat, [key_of("A2 ann")], best=True)
    curating.write_remark(ed, chat, key_of("A2 ann"), "Well said.")
    curating.write_note(ed, chat, "Q2", "Here it gets *lively*.")
    curating.write_note(ed, chat, "opening", "A good evening.")
    curating.mark_host(ed, chat, "twitter", "ann", hosts=True)
    curating.remove(Tweet.objects.filter(text__startswith="A3 cleo"))
    Participant.objects.filter(handle="ben").update(noindex=True)
    Chat.objects.filter(pk=chat.pk).update(noindex=True)


def export(tmp_path: Path) -> Path:
    file = tmp_path / "curation.jsonl"
    call_command("export_curation", str(file))
    return file


def test_a_rebuilt_archive_answers_as_the_first_one_did(edited: Path, tmp_path: Path) -> None:
    file = export(tmp_path)
    before = (answered(), ledger(), curation())
    empty_archive()

    call_command("import_curation", str(file), files=edited)

    assert differences(before[0], answered()) == []
    assert before[1] == ledger()
    assert before[2] == curation()
    assert len(before[1]) > 20
    assert {one.status for one in before[0].values()} >= {200, 301, 410}


def test_taken_in_again_a_curation_changes_nothing(edited: Path, tmp_path: Path) -> None:
    file = export(tmp_path)
    before = (curation(), set(Chat.objects.values_list("version")), set(Tweet.objects.values_list("pk", "text")))

    call_command("import_curation", str(file), files=edited)

    assert (
        curation(),
        set(Chat.objects.values_list("version")),
        set(Tweet.objects.values_list("pk", "text")),
    ) == before


def test_decisions_can_still_be_undone_elsewhere(edited: Path, tmp_path: Path) -> None:
    file = export(tmp_path)
    empty_archive()
    call_command("import_curation", str(file), files=edited)
    chat = Chat.objects.get(date="2015-05-12")

    assert curating.undo_last(keeper(), chat)[0].kind == "hosted"
    assert [host.folded for host in chat.hosts.all()] == ["host"]
    assert Decision.objects.kept([key_of("A1 ben")])


def test_without_its_files_a_curation_waits_for_them(edited: Path, tmp_path: Path) -> None:
    file = export(tmp_path)
    before = answered()
    empty_archive()

    with pytest.raises(CommandError, match="Broken: "):
        call_command("import_curation", str(file))
    assert {one.status for path, one in answered().items() if path.startswith("/t/")} <= {301, 410}
    call_command("import_curation", str(file), files=edited)

    assert differences(before, answered()) == []


def test_a_missing_file_is_named_and_what_it_told_is_broken(
    edited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = export(tmp_path)
    empty_archive()
    (edited / "hour.jsonl").unlink()

    with pytest.raises(CommandError) as failed:
        call_command("import_curation", str(file), files=edited)

    assert failed.value.returncode == 1
    told = capsys.readouterr().out
    assert f"note: garden.jsonl: not found in {edited}" in told
    assert "answered 200, and answers 410 here" in told


def test_an_upload_that_was_taken_back_is_not_taken_in(edited: Path, tmp_path: Path) -> None:
    undo(ImportRun.objects.get(file_name="later.jsonl"))
    file = export(tmp_path)
    before = (answered(), curation())
    empty_archive()

    call_command("import_curation", str(file), files=edited)

    assert differences(before[0], answered()) == []
    assert before[1] == curation()


Change = Callable[[list[dict[str, Any]]], object]
WRONG: dict[str, tuple[Change, str]] = {
    "no JSON": (lambda lines: lines.insert(2, "{"), "line 3: Invalid JSON"),  # type: ignore[arg-type]
    "another kind": (lambda lines: lines[2].update(kind="poem"), "line 3"),
    "a field too many": (lambda lines: lines[2].update(colour="red"), "line 3, colour: Extra inputs"),
    "a wrong type": (lambda lines: lines[2].update(name=7), "line 3, name: Input should be a valid string"),
    "no zone": (lambda lines: lines[2].update(timezone="Mars"), "line 3, timezone: “Mars”"),
    "a field too few": (lambda lines: lines[2].pop("slug"), "line 3, slug: Field required"),
    "NUL": (lambda lines: lines[2].update(name="a\0b"), "line 3, name: holds a NUL"),
    "no such series": (lambda lines: lines.pop(2), "series: there is no line for “gardenlib”"),
    "no first line": (lambda lines: lines.pop(0), "line 1, kind: the first line"),
    "another secret": (lambda lines: lines[0].update(secrets=["x"]), "line 1, secrets: "),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_bad_curation_is_refused_by_line_and_field_and_nothing_is_written(tmp_path: Path, what: str) -> None:
    change, told = WRONG[what]
    Archive.objects.create(pk=1)
    make_chat()
    Removal.objects.remember(["1"])
    lines = [json.loads(line) for line in export(tmp_path).read_text().splitlines()]
    change(lines)
    bad = tmp_path / "bad.jsonl"
    bad.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    empty_archive()

    with pytest.raises(CommandError, match=str(bad)) as failed:
        call_command("import_curation", str(bad))

    assert told in str(failed.value)
    assert failed.value.returncode == 2
    assert not any(model.objects.exists() for model in (Chat, LedgerEntry, ImportRun))


def test_a_curation_names_nobody_who_was_removed(edited: Path) -> None:
    assert not [line for line in curation() if "dora" in line.lower()]
