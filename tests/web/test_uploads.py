"""Uploading on the web, as staff does it; nobody else gets near it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.builders import make_chat, make_series
from tests.importing.builders import a_chat_hour, write_lines
from tests.web.uploading import State, do, give, seen
from tests.working import work
from transcripts import importing
from transcripts.models import Chat, ImportJob, ImportRun, Series, Tweet

pytestmark = pytest.mark.django_db


def test_an_upload_is_looked_at_adjusted_and_taken_in(staff: Client, hour: bytes) -> None:
    path = give(staff, ("hour.jsonl", hour))
    job = ImportJob.objects.get()
    assert path == job.get_absolute_url()
    assert "Waiting for its turn." in seen(staff, path)

    work()
    preview = seen(staff, path)
    assert "17 posts" in preview
    assert "#gardenlib chats" in preview
    assert "@host" in preview
    assert "What about point 2?" in preview
    assert not Tweet.objects.exists()
    assert not Series.objects.exists()

    do(staff, job, "import", hosts="@dora", title="Three points", timezone="America/Chicago")
    chat = Chat.objects.get()
    assert (chat.title, [host.handle for host in chat.hosts.all()]) == ("Three points", ["dora"])
    assert chat.get_absolute_url() == "/gardenlib/2015-05-12/"
    report = seen(staff, path)
    assert "It is in the archive." in report
    assert 'href="/gardenlib/2015-05-12/"' in report
    assert "Draft" in report


def test_the_file_is_kept_until_the_archive_has_it(staff: Client, hour: bytes, settings: Settings) -> None:
    give(staff, ("hour.jsonl", hour))
    work()
    assert len(list(settings.UPLOADS_DIR.iterdir())) == 1

    do(staff, ImportJob.objects.get(), "import")
    assert list(settings.UPLOADS_DIR.iterdir()) == []
    assert ImportJob.objects.get().file.name == ""


def test_several_files_make_several_uploads(staff: Client, hour: bytes) -> None:
    assert give(staff, ("one.jsonl", hour), ("two.jsonl", hour)) == "/uploads/"
    work()
    page = seen(staff, "/uploads/")

    assert set(ImportJob.objects.values_list("file_name", "state")) == {
        ("one.jsonl", State.READY),
        ("two.jsonl", State.READY),
    }
    assert page.count("ready to import") == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [("@ann: hello\n@ben: hello yourself\n", "pasted.txt"), ("  <html><p>hello</p></html>", "pasted.html")],
)
def test_pasted_text_is_a_file_too(staff: Client, text: str, name: str) -> None:
    give(staff, text=text)

    job = ImportJob.objects.get()
    assert job.file_name == name
    assert Path(job.file.path).read_text() == text


def test_what_a_file_does_not_say_is_asked_in_words_of_the_page(staff: Client) -> None:
    give(staff, text="@ann: hello\n@ben: hello yourself\n@ann: shall we?\n")
    work()
    job = ImportJob.objects.get()
    page = seen(staff, job.get_absolute_url())
    assert job.state == State.FAILED
    assert "tell the day with “Day”." in page
    assert "--date" not in page
    assert 'value="import"' not in page

    do(staff, job, "look", date="2015-05-12")
    page = seen(staff, job.get_absolute_url())
    assert "12 May 2015" in page
    assert 'value="import"' in page


def test_the_day_in_a_files_own_name_is_read(staff: Client) -> None:
    give(staff, ("chat_2015-05-12.txt", b"@ann: hello\n@ben: hello yourself\n@ann: shall we?\n"))
    work()
    job = ImportJob.objects.get()
    assert "12 May 2015" in seen(staff, job.get_absolute_url())

    do(staff, job, "import")
    assert Tweet.objects.first().posted_at.date().isoformat() == "2015-05-12"  # type: ignore[union-attr]


def test_a_file_without_a_chat_shows_how_it_begins(staff: Client, tmp_path: Path) -> None:
    give(staff, ("one.jsonl", write_lines(tmp_path / "one.jsonl", a_chat_hour()[:1]).read_bytes()))
    work()
    page = seen(staff, ImportJob.objects.get().get_absolute_url())

    assert "No chat was found in it." in page
    assert "Welcome to #gardenlib! Say hello." in page


def test_whose_a_leading_handle_is_can_be_said(staff: Client) -> None:
    lines = ["hello and welcome", "not so fast you two", "good point about maps", "thanks, we are four"]
    give(
        staff,
        text="2009-04-25\n" + "\n".join(f"@{'zinzi' if n % 2 else 'arlo'} {line}" for n, line in enumerate(lines)),
    )
    work()
    job = ImportJob.objects.get()
    assert "Is that who wrote the line, or who is spoken to?" in seen(staff, job.get_absolute_url())

    do(staff, job, "import", leading_handle="addressee")
    assert Tweet.objects.get(text="@arlo hello and welcome").author.handle == "zinzi"


def test_fields_left_empty_tell_nothing(staff: Client, hour: bytes) -> None:
    make_series()
    give(staff, ("hour.jsonl", hour))
    work()
    do(staff, ImportJob.objects.get(), "import", timezone="", hosts=" ", title="", date="")

    assert ImportJob.objects.get().told == {"series": "gardenlib"}
    assert Series.objects.get().timezone == "America/Chicago"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"timezone": "Mars/Base"}, "is no IANA time zone"),
        ({"series": "uploads"}, "is an address of the archive itself"),
        ({"series": "Not a slug"}, "Lower-case letters"),
        ({"start": "20:00"}, "Start and end go together"),
        ({"columns": "nonsense"}, "One to a line"),
        ({"questions": "Q1 at eight"}, "One to a line"),
        ({"date": "yesterday"}, "valid date"),
    ],
)
def test_what_cannot_be_is_refused_above_the_form_and_beside_its_field(
    staff: Client, hour: bytes, told: dict[str, str], sentence: str
) -> None:
    give(staff, ("hour.jsonl", hour))
    work()
    job = ImportJob.objects.get()
    page = staff.post(job.get_absolute_url(), {**told, "do": "import"}).content.decode()
    above, _, form = page.partition('<form class="tell"')

    assert sentence in form
    assert "Nothing was done yet." in above
    assert sentence in above
    assert ImportJob.objects.get().state == State.READY


def test_start_end_and_columns_are_told(staff: Client) -> None:
    rows = "".join(f"2015-05-13 01:{n:02}:00,user{n % 3},Point {n}\n" for n in range(9))
    give(staff, ("sheet.csv", f"When,Who,Message\n{rows}".encode()))
    work()
    told = {
        "columns": "created_at = When\nauthor=Who\ntext = Message",
        "date": "2015-05-13",
        "start": "01:00",
        "end": "01:30",
    }
    do(staff, ImportJob.objects.get(), "import", **told)

    assert Chat.objects.get().sessions.get().end.minute == 30
    assert ImportJob.objects.get().told["columns"] == {"created_at": "When", "author": "Who", "text": "Message"}


def test_nothing_is_imported_for_no_series(staff: Client) -> None:
    give(staff, text="2015-05-12\n@ann: hello\n@ben: hello yourself\n@ann: shall we?\n")
    work()
    job = ImportJob.objects.get()
    page = staff.post(job.get_absolute_url(), {"do": "import"}).content.decode()

    assert "Say which series it is" in page
    assert ImportJob.objects.get().state == State.READY


def test_a_new_series_asks_for_its_zone(staff: Client, hour: bytes) -> None:
    path = give(staff, ("hour.jsonl", hour))
    work()
    question = "In which time zone did it take place?"
    assert question in seen(staff, path)

    do(staff, ImportJob.objects.get(), "look", timezone="America/Chicago")
    assert question not in seen(staff, path)
    assert "8:00 pm–8:40 pm CDT" in seen(staff, path)


def test_question_times_are_told_where_the_file_has_none(staff: Client) -> None:
    text = "2015-05-12\n" + "".join(f"Q{n}: What about {n}?\n@ann: A{n} me\n@ben: A{n} me too\n" for n in (1, 2))
    give(staff, text=text)
    work()
    job = ImportJob.objects.get()
    do(staff, job, "look", questions="Q9 = 20:00")
    assert "There is no question Q9 to give a time to; there are: Q1, Q2." in seen(staff, job.get_absolute_url())

    do(staff, job, "import", questions="Q1 = 20:05\nQ2=9:15", timezone="America/Chicago")
    times = [question.asked_at.astimezone(Chat.objects.get().zone) for question in Chat.objects.get().questions.all()]
    assert [f"{time:%d %H:%M}" for time in times] == ["12 20:05", "13 09:15"]


def test_publishing_at_once_is_a_choice(staff: Client, hour: bytes) -> None:
    give(staff, ("hour.jsonl", hour))
    work()
    do(staff, ImportJob.objects.get(), "import", publish="on")

    assert Chat.objects.get().is_public


def test_only_who_may_change_chats_publishes_at_once(client: Client, hour: bytes) -> None:
    helper = User.objects.create_user("helper", password="x", is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="add_importjob"))
    client.force_login(helper)
    give(client, ("hour.jsonl", hour))
    work()
    do(client, ImportJob.objects.get(), "import", publish="on")

    chat = Chat.objects.get()
    assert not chat.is_public
    assert client.post(f"/uploads/publish{chat.get_absolute_url()}").status_code == 403
    assert ">Publish<" not in seen(client, chat.get_absolute_url())


def test_a_draft_is_seen_by_staff_alone_and_published_from_its_page(staff: Client, hour: bytes) -> None:
    give(staff, ("hour.jsonl", hour))
    work()
    do(staff, ImportJob.objects.get(), "import")
    path = Chat.objects.get().get_absolute_url()
    draft = staff.get(path)
    assert "Draft: only staff see this page." in draft.content.decode()
    assert draft.headers["Cache-Control"] == "no-store"
    assert "ETag" not in draft.headers
    assert Client().get(path).status_code == 404

    assert staff.post(f"/uploads/publish{path}").headers["Location"] == path
    assert Client().get(path).status_code == 200
    assert "Draft" not in seen(staff, path)


def test_told_words_that_do_not_fit_are_said_in_words_of_the_page(staff: Client, hour: bytes) -> None:
    make_chat(make_series(), published=True)
    give(staff, ("hour.jsonl", hour))
    work()
    job = ImportJob.objects.get()
    do(staff, job, "look", timezone="Europe/Berlin")
    assert "that zone cannot change any more" in seen(staff, job.get_absolute_url())

    do(staff, job, "import", timezone="Europe/Berlin")
    assert "“Time zone” Europe/Berlin cannot change that" in seen(staff, job.get_absolute_url())


def test_progress_is_told_for_a_script(staff: Client, hour: bytes) -> None:
    path = give(staff, ("hour.jsonl", hour))
    ImportJob.objects.update(state=State.IMPORTING, records=9, preview={"read": 17})
    told = staff.get(f"{path}progress.json").json()

    assert (told["busy"], told["records"], told["total"]) == (True, 9, 17)
    assert told["words"] == "Taking it in: 9 posts of 17 stored so far."


def test_a_missing_worker_is_noticed(staff: Client, hour: bytes) -> None:
    path = give(staff, ("hour.jsonl", hour))
    ImportJob.objects.update(changed_at=timezone.now() - timedelta(minutes=1))

    assert "none seems to be running" in seen(staff, path)


def test_a_preview_that_no_longer_holds_is_not_shown(staff: Client, hour: bytes) -> None:
    path = give(staff, ("hour.jsonl", hour))
    work()
    do(staff, ImportJob.objects.get(), "look", format="slack")

    assert 'value="import"' not in seen(staff, path)


def test_who_may_upload_finds_the_way(staff: Client) -> None:
    chat = make_chat()

    for page in ("/", chat.get_absolute_url(), "/admin/"):
        assert 'href="/uploads/"' in seen(staff, page)
        assert 'href="/uploads/"' not in seen(Client(), page)


def test_an_upload_is_taken_back_where_it_was_taken_in(staff: Client, hour: bytes) -> None:
    path = give(staff, ("hour.jsonl", hour))
    work()
    job = ImportJob.objects.get()
    do(staff, job, "import", timezone="America/Chicago")
    assert "Was it the wrong file?" in seen(staff, path)
    staff.post(path, {"do": "undo"})
    assert "Waiting for its turn." in seen(staff, path)
    work()

    assert "17 posts gone" in seen(staff, path)
    assert not Tweet.objects.exists()
    assert not Chat.objects.exists()


def test_what_is_not_taken_in_cannot_be_taken_back(staff: Client, hour: bytes) -> None:
    path = give(staff, ("hour.jsonl", hour))
    work()
    staff.post(path, {"do": "undo"})

    assert ImportJob.objects.get().state == State.READY


def test_what_the_command_took_back_is_said_to_be_gone(staff: Client, hour: bytes) -> None:
    path = give(staff, ("hour.jsonl", hour))
    work()
    job = ImportJob.objects.get()
    do(staff, job, "import", timezone="America/Chicago")
    importing.undo(ImportRun.objects.get())
    staff.post(path, {"do": "undo"})
    work()

    assert "It was taken back before." in seen(staff, path)


SCHEDULE = b"date,time,title,host\n2015-05-12,20:00,Lending seeds,guest\nsoon,,,\n"


def test_a_schedule_is_known_as_one_and_names_the_chats(staff: Client, hour: bytes) -> None:
    give(staff, ("hour.jsonl", hour))
    work()
    do(staff, ImportJob.objects.get(), "import", timezone="America/Chicago")
    path = give(staff, ("schedule.csv", SCHEDULE))
    work()
    preview = seen(staff, path)
    assert "This is a schedule." in preview
    assert "12 May 2015, 20:00: Lending seeds, hosted by" in preview
    assert "1 record rejected" in preview

    do(staff, ImportJob.objects.latest("pk"), "import")

    assert "/gardenlib/2015-05-12/  Lending seeds" in seen(staff, path)
    assert Chat.objects.get().title == "Lending seeds"


def test_a_schedule_for_no_known_series_says_so(staff: Client) -> None:
    path = give(staff, ("schedule.csv", SCHEDULE))
    work()
    do(staff, ImportJob.objects.get(), "import")

    assert "There is no series “gardenlib” yet" in seen(staff, path)
