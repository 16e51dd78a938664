"""Importing by key: records or a file become a job that a worker does; the same again is the same job."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from tests.api.asking import Program, with_key
from tests.importing.builders import a_chat_hour, write_lines
from tests.working import work
from transcripts.models import ApiKey, Chat, ImportJob, Scope, Tweet

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender(db: None) -> Program:
    """A program that may import."""
    return with_key(Scope.IMPORT)


@pytest.fixture
def hour(tmp_path: Path) -> bytes:
    """A file with one small hour of #gardenlib."""
    return write_lines(tmp_path / "hour.jsonl", a_chat_hour()).read_bytes()


def a_record(text: str = "A1 In jars. #gardenlib", minute: int = 8, **fields: Any) -> dict[str, Any]:
    """A record as a program sends it."""
    return {"text": text, "posted_at": f"2015-05-13T01:{minute:02}:00Z", "author": {"handle": "ann"}} | fields


def a_chat() -> list[dict[str, Any]]:
    """A small hour as records."""
    asked = [
        a_record(f"Q{number}: What about {number}? #gardenlib", 8 * number, author={"handle": "host"})
        for number in (1, 2, 3)
    ]
    said = [
        a_record(f"A{number} {who} thinks so #gardenlib", 8 * number + place, author={"handle": who})
        for number in (1, 2, 3)
        for place, who in enumerate(("ann", "ben", "cleo", "dora"), 1)
    ]
    return asked + said


def give(sender: Program, content: bytes, name: str = "hour.jsonl", once: str = "", **told: Any) -> Any:
    """Send a file."""
    headers = {"Idempotency-Key": once} if once else {}
    form = {"file": SimpleUploadedFile(name, content), **told}
    return sender.client.post("/api/v1/imports/files", form, headers=headers)


def problem(response: Any, status: int, kind: str) -> dict[str, Any]:
    """The problem of an answer, once it is one."""
    told: dict[str, Any] = response.json()
    assert (response.status_code, told["type"].partition("#")[2]) == (status, kind)
    return told


def test_records_become_a_chat_sorted_under_its_questions(sender: Program) -> None:
    response = sender.send("/imports", {"series": "gardenlib", "timezone": "America/Chicago", "records": a_chat()})
    assert response.status_code == 202
    job = response.json()
    assert response.headers["Location"] == job["api_url"]
    assert (job["state"], job["busy"], job["chats"]) == ("queued", True, [])

    work()
    job = sender.ask(f"/imports/{job['number']}")
    assert (job["state"], job["busy"], job["error"]) == ("done", False, "")
    assert {name: job["report"][name] for name in ("read", "added", "rejected", "series")} == {
        "read": 15,
        "added": 15,
        "rejected": 0,
        "series": "gardenlib",
    }
    assert [(chat["address"], chat["state"]) for chat in job["chats"]] == [("2015-05-12", "draft")]
    assert list(Chat.objects.get().questions.values_list("label", flat=True)) == ["Q1", "Q2", "Q3"]
    assert Tweet.objects.filter(text__startswith="A2 ben").get().placements.get().label == "Q2"


def test_what_is_said_of_a_post_is_kept(sender: Program) -> None:
    record = a_record(
        "See https://t.co/abc @bob \x00 #gardenlib",
        id="598298441256333312",
        network="twitter",
        lang="en",
        likes=3,
        url="https://example.org/1",
        links=[{"shown": "https://t.co/abc", "url": "https://example.org/cellar"}],
        media=[{"url": "https://example.org/1.jpg", "alt": "Tins"}],
        author={"handle": "@ann", "name": "Ann Lee", "id": "17"},
    )
    sender.send("/imports", {"series": "gardenlib", "records": [record]})
    work()
    tweet = Tweet.objects.get()
    assert (tweet.key, tweet.likes, tweet.lang, tweet.mentions) == ("598298441256333312", 3, "en", ["bob"])
    assert tweet.links[0]["url"] == "https://example.org/cellar"
    assert (tweet.author.handle, tweet.author.name, tweet.author.source_id) == ("ann", "Ann Lee", "17")


def test_each_record_at_fault_is_named_before_anything_is_taken_in(sender: Program) -> None:
    wrong = [a_record(), a_record(posted_at="2015-05-13T01:07:00"), {"text": "x"}, a_record(author={"handle": "a b"})]
    wrong += [a_record(posted_at="0001-01-01T00:00:00Z"), a_record(" \x00")]
    told = problem(sender.send("/imports", {"records": wrong}), 422, "invalid")
    assert [fault["at"].partition("records.")[2] for fault in told["errors"]] == [
        *("1.posted_at", "2.posted_at", "2.author", "3.author.handle", "4.posted_at", "5.text"),
    ]
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize(
    "told",
    [
        *({"timezone": "Mars/Phobos"}, {"series": "API!"}, {"start": "20:00"}, {"date": "2015-02-30"}),
        *({"questions": ["Q1"]}, {"hosts": ["a b"]}, {"records": []}, {"network": "My Space"}, {"title": "\0"}),
    ],
)
def test_options_that_make_no_sense_are_refused(sender: Program, told: dict[str, Any]) -> None:
    problem(sender.send("/imports", {"records": [a_record()]} | told), 422, "invalid")
    assert not ImportJob.objects.exists()


def test_a_file_is_taken_in_with_what_is_said_about_it(sender: Program, hour: bytes) -> None:
    response = give(sender, hour, series="gardenlib", timezone="America/Chicago", title="Three points", hosts=["dora"])
    assert response.status_code == 202, response.content
    work()
    job = sender.ask(f"/imports/{response.json()['number']}")
    assert (job["state"], job["file_name"], job["report"]["read"]) == ("done", "hour.jsonl", 17)
    chat = Chat.objects.get()
    assert (chat.title, [host.handle for host in chat.hosts.all()]) == ("Three points", ["dora"])
    assert not chat.is_public


def test_a_table_can_be_told_its_columns(sender: Program) -> None:
    rows = "Who,Message,When\nann,Seeds and jars #gardenlib,2015-05-13 01:07:00\n"
    give(sender, rows.encode(), "t.csv", series="gardenlib", columns=["text=Message", "author=Who", "created_at=When"])
    work()
    assert Tweet.objects.get().text == "Seeds and jars #gardenlib"


def test_a_file_nobody_can_read_fails_with_a_sentence(sender: Program) -> None:
    number = give(sender, b"\x00\x01\x02nothing", "x.bin", series="gardenlib").json()["number"]
    work()
    job = sender.ask(f"/imports/{number}")
    assert (job["state"], job["report"]) == ("failed", None)
    assert "is not text" in job["error"]


def test_no_file_an_empty_and_a_too_large_one(sender: Program, settings: Settings) -> None:
    problem(sender.client.post("/api/v1/imports/files", {"series": "gardenlib"}), 409, "cannot-be-done")
    problem(give(sender, b""), 409, "cannot-be-done")
    settings.UPLOAD_MB = 0
    problem(give(sender, b"x" * 2_000_000), 413, "too-large")
    assert not ImportJob.objects.exists()


def test_a_dry_run_only_looks_and_can_be_taken_in_then(sender: Program, hour: bytes) -> None:
    job = give(sender, hour, series="gardenlib", dry_run="true").json()
    work()
    job = sender.ask(f"/imports/{job['number']}")
    assert (job["state"], job["report"]) == ("ready", None)
    assert job["preview"]["read"] == 17
    assert not Tweet.objects.exists()

    assert sender.send(f"/imports/{job['number']}/take-in").status_code == 202
    problem(sender.send(f"/imports/{job['number']}/take-in"), 409, "cannot-be-done")
    work()
    assert sender.ask(f"/imports/{job['number']}")["state"] == "done"
    problem(sender.send(f"/imports/{job['number']}/take-in"), 409, "cannot-be-done")


def test_the_same_again_is_the_same_job(sender: Program, hour: bytes) -> None:
    sent = {"series": "gardenlib", "records": [a_record()]}
    first, again = (sender.send("/imports", sent, **{"Idempotency-Key": "one"}).json() for _ in range(2))
    assert first["number"] == again["number"]
    work()
    third = sender.send("/imports", sent, **{"Idempotency-Key": "one"}).json()
    assert (third["number"], third["state"]) == (first["number"], "done")
    files = {give(sender, hour, once="two", series="gardenlib").json()["number"] for _ in range(2)}
    assert len(files) == 1
    assert ImportJob.objects.count() == 2


def test_the_same_word_for_something_else_is_refused(sender: Program, hour: bytes) -> None:
    sender.send("/imports", {"series": "gardenlib", "records": [a_record()]}, **{"Idempotency-Key": "one"})
    for other in ({"series": "museochat"}, {"dry_run": True}, {"records": [a_record("other words")]}):
        sent = {"series": "gardenlib", "records": [a_record()]} | other
        problem(sender.send("/imports", sent, **{"Idempotency-Key": "one"}), 409, "idempotency-key-reused")
    problem(give(sender, hour, once="one", series="gardenlib"), 409, "idempotency-key-reused")
    assert ImportJob.objects.count() == 1


def test_words_for_requests_are_each_programs_own(sender: Program) -> None:
    other = with_key(Scope.IMPORT)
    sent = {"series": "gardenlib", "records": [a_record()]}
    numbers = {
        program.send("/imports", sent, **{"Idempotency-Key": "one"}).json()["number"] for program in (sender, other)
    }
    assert len(numbers) == 2


def test_a_program_sees_its_own_imports_only(sender: Program) -> None:
    number = sender.send("/imports", {"series": "gardenlib", "records": [a_record()]}).json()["number"]
    assert [job["number"] for job in sender.all("/imports")] == [number]
    other = with_key(Scope.IMPORT)
    assert other.all("/imports") == []
    assert other.status(f"/imports/{number}") == 404
    problem(other.send(f"/imports/{number}/take-in"), 404, "not-found")


def test_to_publish_at_once_takes_the_scope_for_it(sender: Program, hour: bytes) -> None:
    told = problem(give(sender, hour, series="gardenlib", publish="true"), 403, "scope-missing")
    assert "“publish”" in told["detail"]
    assert not ImportJob.objects.exists()
    give(with_key(Scope.IMPORT, Scope.PUBLISH), hour, series="gardenlib", publish="true")
    work()
    assert Chat.objects.get().is_public


def test_what_strangers_send_is_never_stored(hour: bytes, settings: Settings) -> None:
    for program in (Program(), Program("cak_wrong"), with_key(Scope.CURATE)):
        assert give(program, hour).status_code in (401, 403)
    assert not settings.UPLOADS_DIR.exists() or list(settings.UPLOADS_DIR.iterdir()) == []


def test_an_import_stays_when_its_key_is_deleted(sender: Program, hour: bytes) -> None:
    give(sender, hour, series="gardenlib")
    ApiKey.objects.all().delete()
    work()
    assert ImportJob.objects.get().state == ImportJob.State.DONE


def test_what_comes_out_goes_in_again(sender: Program, hour: bytes) -> None:
    give(with_key(Scope.IMPORT, Scope.PUBLISH), hour, series="gardenlib", publish="true")
    work()
    lines = sender.client.get("/api/v1/series/gardenlib/posts.jsonl").getvalue().decode().splitlines()
    posts = [json.loads(line) for line in lines]
    records = [
        {name: post[name] for name in ("text", "posted_at", "id", "network", "links")}
        | {"author": {"handle": post["author"]["handle"]}}
        for post in posts
    ]
    number = sender.send("/imports", {"series": "gardenlib", "records": records}).json()["number"]
    work()
    report = sender.ask(f"/imports/{number}")["report"]
    assert (report["read"], report["added"]) == (len(posts), 0)
