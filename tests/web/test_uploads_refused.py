"""Uploads that are refused or fail: strangers, forms from elsewhere, files that are hostile, too large or broken."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tests.web.uploading import State, do, give, seen
from tests.working import work
from transcripts import importing
from transcripts.models import Chat, ImportJob

pytestmark = pytest.mark.django_db

HOSTILE = '../../<script>hurt()</script>\u202e"x.jsonl'
PATHS = ["/uploads/", "/uploads/1/", "/uploads/1/progress.json"]


@pytest.mark.parametrize("path", PATHS)
def test_strangers_log_in_first_and_come_back(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.headers["Location"] == f"/admin/login/?next={path}"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("is_staff", [True, False])
def test_an_account_without_the_right_is_refused(client: Client, path: str, is_staff: bool) -> None:
    client.force_login(User.objects.create_user("reader", password="x", is_staff=is_staff))

    assert client.get(path).status_code == 403
    assert client.post(path).status_code in (403, 405)


def test_a_strangers_file_is_not_even_stored(client: Client, settings: Settings, hour: bytes) -> None:
    client.post("/uploads/", {"files": [SimpleUploadedFile("hour.jsonl", hour)]})

    assert not settings.UPLOADS_DIR.exists()
    assert not ImportJob.objects.exists()


def test_uploads_are_kept_by_no_browser_and_not_framed(staff: Client, hour: bytes) -> None:
    path = give(staff, ("hour.jsonl", hour))
    for page in (path, f"{path}progress.json", "/uploads/"):
        assert staff.get(page).headers["Cache-Control"] == "no-store"


def test_a_form_from_elsewhere_is_refused(hour: bytes) -> None:
    User.objects.create_superuser("keeper", password="x")
    careful = Client(enforce_csrf_checks=True)
    careful.login(username="keeper", password="x")

    assert careful.post("/uploads/", {"text": "@ann: hello"}).status_code == 403
    assert not ImportJob.objects.exists()


def test_a_hostile_name_is_shown_and_nothing_else(staff: Client, hour: bytes, settings: Settings) -> None:
    path = give(staff, (HOSTILE, hour))
    work()
    job = ImportJob.objects.get()
    page = seen(staff, path) + seen(staff, "/uploads/")

    assert "/" not in job.file_name
    assert "\u202e" not in page
    assert "<script>" not in page.replace('<script type="module"', "")
    assert [file.name for file in settings.UPLOADS_DIR.iterdir()] == [job.file.name]
    assert re.fullmatch(r"[0-9a-f]{32}", job.file.name)
    assert job.state == State.READY


def test_hostile_words_are_shown_as_words(staff: Client) -> None:
    give(staff, text='2015-05-12\n@ann: <img src=x onerror=hurt()>\n@ben: "><script>hurt()</script>\n')
    work()

    page = seen(staff, ImportJob.objects.get().get_absolute_url())
    assert "<img" not in page
    assert "<script>" not in page
    assert "&lt;img src=x" in page


def test_a_file_that_is_too_large_is_refused_in_a_sentence(staff: Client, hour: bytes, settings: Settings) -> None:
    settings.UPLOAD_MB = 1
    given = [SimpleUploadedFile("good.jsonl", hour), SimpleUploadedFile("big.jsonl", b"x" * (1 << 20) + b"x")]
    page = staff.post("/uploads/", {"files": given}, follow=True).content.decode()

    assert "big.jsonl was not taken. It is larger than 1 MB" in page
    assert list(ImportJob.objects.values_list("file_name", flat=True)) == ["good.jsonl"]
    assert [file.stat().st_size for file in settings.UPLOADS_DIR.iterdir()] == [len(hour)]


def test_a_full_disk_is_told_before_anything_is_stored(
    staff: Client, hour: bytes, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 100}))
    page = staff.post("/uploads/", {"files": [SimpleUploadedFile("a.jsonl", hour)]}, follow=True).content.decode()

    assert "a.jsonl was not taken. There is not enough room" in page
    assert list(settings.UPLOADS_DIR.iterdir()) == []


def test_nothing_given_and_an_empty_file_are_told(staff: Client) -> None:
    assert "Choose a file, or paste some text." in staff.post("/uploads/", follow=True).content.decode()

    empty = [SimpleUploadedFile("empty.txt", b"")]
    assert (
        "empty.txt was not taken. It is empty."
        in staff.post("/uploads/", {"files": empty}, follow=True).content.decode()
    )
    assert not ImportJob.objects.exists()


def test_a_discarded_upload_leaves_nothing(staff: Client, hour: bytes, settings: Settings) -> None:
    give(staff, ("hour.jsonl", hour))
    work()
    do(staff, ImportJob.objects.get(), "discard")

    assert not ImportJob.objects.exists()
    assert list(settings.UPLOADS_DIR.iterdir()) == []


def test_an_upload_that_is_worked_on_is_not_discarded(staff: Client, hour: bytes) -> None:
    path = give(staff, ("hour.jsonl", hour))
    staff.post(path, {"do": "discard"})

    assert ImportJob.objects.get().state == State.RECEIVED


def test_an_unreadable_file_says_why(staff: Client) -> None:
    give(staff, ("chat.pdf", b"%PDF-1.4 whatever"))
    work()

    page = seen(staff, ImportJob.objects.get().get_absolute_url())
    assert "chat.pdf is a PDF: copy its text into a .txt file and import that." in page


def test_an_unforeseen_failure_is_told_logged_and_can_be_tried_again(
    staff: Client, hour: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    give(staff, ("hour.jsonl", hour))
    work()
    job = ImportJob.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(importing.jobs, "import_file", lambda *_: 1 / 0)
        do(staff, job, "import")
    assert "Something went wrong that should not have." in seen(staff, job.get_absolute_url())
    assert "ZeroDivisionError" in caplog.text

    do(staff, job, "import")
    assert Chat.objects.count() == 1
