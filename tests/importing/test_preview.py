"""A preview tells what taking the file in then does, and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.builders import make_series
from tests.importing.builders import a_chat_hour, a_status, write_lines
from transcripts.importing import ImportOptions, Overrides, Preview, UnreadableFile, import_file, preview_file
from transcripts.importing import preview as previewing
from transcripts.models import Chat, Removal, ScheduledChat, Series, Tweet

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parents[1] / "samples"
DEMO = Path(__file__).parents[2] / "transcripts" / "demo"
TABLES = ("series", "chat", "question", "tweet", "participant", "handle", "importrun", "sighting", "placement")


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A file with one small hour of #gardenlib."""
    return write_lines(tmp_path / "week.jsonl", a_chat_hour())


def rows() -> dict[str, int]:
    """How many rows each table holds."""
    with connection.cursor() as cursor:
        counts = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM transcripts_{table}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts


def foreseen(preview: Preview) -> list[tuple[Any, ...]]:
    """Of each chat what must come true."""
    return [
        (
            chat.date,
            chat.start,
            chat.end,
            chat.title,
            {host.lower() for host in chat.hosts},
            [(question.label, question.text) for question in chat.questions],
            chat.posts,
        )
        for chat in preview.chats
    ]


def made() -> Iterator[tuple[Any, ...]]:
    """The same of the chats that the archive has."""
    for chat in Chat.objects.order_by("date"):
        sessions = list(chat.sessions.all())
        yield (
            chat.date,
            sessions[0].start,
            sessions[-1].end,
            chat.title,
            {host.folded for host in chat.hosts.all()},
            list(chat.questions.values_list("label", "text")),
            chat.placements.count(),
        )


FILES = [
    *((path, ImportOptions(series="gardenlib")) for path in sorted(DEMO.glob("gardenlib*"))),
    (
        DEMO / "museochat-2016-02-18.txt",
        ImportOptions(series="museochat", format="transcript", timezone="Europe/Madrid"),
    ),
    (SAMPLES / "tags_sheet.csv", ImportOptions(series="gardenlib")),
    (SAMPLES / "twitter_v2.jsonl", ImportOptions(series="gardenlib")),
    (SAMPLES / "slack.zip", ImportOptions(series="gardenlib", timezone="America/Chicago")),
    (SAMPLES / "tweet_script.md", ImportOptions(series="gardenlib")),
    (SAMPLES / "recap.txt", ImportOptions(series="gardenlib", overrides=Overrides(date=date(2015, 5, 12)))),
]


@pytest.mark.parametrize(("path", "options"), FILES, ids=[path.name for path, _ in FILES])
def test_what_is_foreseen_comes_true(path: Path, options: ImportOptions) -> None:
    preview = preview_file(path, options)
    before = rows()
    report = import_file(path, options)

    assert not any(before.values())
    assert foreseen(preview) == list(made())
    assert (preview.read, preview.rejected, preview.outside) == (report.read, len(report.rejected), report.outside)
    assert preview.format_title == report.format


def test_the_series_is_proposed_by_the_hashtag_that_leads(week: Path) -> None:
    preview = preview_file(week, ImportOptions())

    assert (preview.series, preview.is_new_series, preview.timezone) == ("gardenlib", True, "UTC")
    assert preview.candidates[0][0] == "gardenlib"
    assert not Series.objects.exists()


def test_a_series_that_the_archive_has_gives_its_zone(week: Path) -> None:
    make_series()
    preview = preview_file(week, ImportOptions())

    assert (preview.series, preview.is_new_series, preview.timezone) == ("gardenlib", False, "America/Chicago")
    assert [chat.date for chat in preview.chats] == [date(2015, 5, 12)]


def test_where_no_hashtag_leads_a_person_is_asked(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "a.jsonl", [a_status("one #a"), a_status("two #b", number=1)])
    preview = preview_file(file, ImportOptions())

    assert (preview.series, preview.candidates) == ("", (("a", 1), ("b", 1)))


def test_what_a_person_told_is_foreseen_too(week: Path) -> None:
    told = Overrides(hosts=("dora",), title="On points", date=date(2015, 5, 12), start=time(20, 0), end=time(20, 50))
    options = ImportOptions(series="gardenlib", timezone="America/Chicago", overrides=told)
    preview = preview_file(week, options)
    import_file(week, options)

    assert foreseen(preview) == list(made())
    assert (preview.chats[0].title, preview.chats[0].hosts) == ("On points", ("dora",))


def test_a_host_told_of_several_chats_asks_for_the_day(tmp_path: Path) -> None:
    later = [status | {"id_str": str(int(status["id_str"]) + (7 * 86_400_000 << 22))} for status in a_chat_hour()]
    for status in later:
        status["created_at"] = status["created_at"].replace("May 13", "May 20").replace("Wed", "Wed")
    file = write_lines(tmp_path / "weeks.jsonl", [*a_chat_hour(), *later])
    preview = preview_file(file, ImportOptions(series="gardenlib", overrides=Overrides(hosts=("dora",))))

    assert len(preview.chats) == 2
    assert "say which by its day" in preview.notes[0]


def test_a_day_without_posts_is_told(week: Path) -> None:
    preview = preview_file(week, ImportOptions(series="gardenlib", overrides=Overrides(date=date(2016, 1, 1))))

    assert "no post on 2016-01-01" in preview.notes[0]


def test_the_second_half_of_a_chat_is_seen_beside_the_first(tmp_path: Path) -> None:
    hour = a_chat_hour()
    options = ImportOptions(series="gardenlib")
    import_file(write_lines(tmp_path / "first.jsonl", hour[:12]), options)
    path = Chat.objects.get().get_absolute_url()
    second = write_lines(tmp_path / "second.jsonl", hour[10:])
    before = rows()
    preview = preview_file(second, options)

    assert rows() == before
    assert preview.known == 2
    assert preview.chats[0].path == path
    import_file(second, options)
    assert foreseen(preview) == list(made())


PASTE = """\
@host: Welcome to #gardenlib! Say hello.
@host: Q1: What about point 1? #gardenlib
@ann: A1 ann thinks so, 1 times
@zoe: A1 I only stand in the paste #gardenlib
@host: Q2: What about point 2? #gardenlib
@zoe: And here without any mark
"""


@pytest.mark.parametrize("first", ["export", "paste"])
def test_a_paste_beside_an_export_of_the_same_hour_is_foreseen_as_one_chat(tmp_path: Path, first: str) -> None:
    export = write_lines(tmp_path / "hour.jsonl", a_chat_hour())
    paste = tmp_path / "paste.txt"
    paste.write_text(PASTE)
    told = {
        export: ImportOptions(series="gardenlib", timezone="America/Chicago"),
        paste: ImportOptions(
            series="gardenlib", timezone="America/Chicago", overrides=Overrides(date=date(2015, 5, 12))
        ),
    }
    one, other = (export, paste) if first == "export" else (paste, export)
    import_file(one, told[one])
    before = rows()
    preview = preview_file(other, told[other])

    assert rows() == before
    assert preview.outside == 0
    import_file(other, told[other])
    assert foreseen(preview) == list(made())


def test_a_handle_that_two_accounts_went_by_means_the_same_one_as_in_the_import(tmp_path: Path) -> None:
    export = a_chat_hour()
    later, earlier = {"id_str": "60", "screen_name": "ann"}, {"id_str": "5", "screen_name": "ann"}
    for status in (one for one in export if one["user"]["screen_name"] == "ann"):
        status["user"] = earlier
    # The row of the account with the higher id is made first.
    stranger = a_status("Another Ann #gardenlib", minute=-900) | {"user": later}
    import_file(write_lines(tmp_path / "stranger.jsonl", [stranger]), ImportOptions(series="gardenlib"))
    import_file(write_lines(tmp_path / "hour.jsonl", export), ImportOptions(series="gardenlib"))
    paste = tmp_path / "paste.txt"
    paste.write_text(PASTE)
    options = ImportOptions(series="gardenlib", timezone="America/Chicago", overrides=Overrides(date=date(2015, 5, 12)))
    preview = preview_file(paste, options)

    import_file(paste, options)
    assert foreseen(preview) == list(made())


def test_a_schedule_is_heeded(week: Path) -> None:
    series = make_series()
    ScheduledChat.objects.create(
        series=series, date=date(2015, 5, 12), start=time(20), title="Points", hosts=["ann"], questions=["a?", "b?"]
    )
    preview = preview_file(week, ImportOptions())
    import_file(week, ImportOptions())

    assert foreseen(preview) == list(made())
    assert (preview.chats[0].title, preview.chats[0].hosts) == ("Points", ("ann",))


def test_posts_removed_for_good_are_not_foreseen(week: Path) -> None:
    options = ImportOptions(series="gardenlib")
    import_file(week, options)
    Removal.objects.remember([Tweet.objects.first().key])  # type: ignore[union-attr]
    preview = preview_file(week, options)

    assert preview.kept_out == 1


def test_of_a_long_file_only_the_beginning_is_grouped(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previewing, "LOOKED_AT", 9)
    preview = preview_file(week, ImportOptions(series="gardenlib"))

    assert (preview.read, preview.grouped) == (17, 9)


def test_a_file_without_a_good_post_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "empty.jsonl"
    file.write_text("\n")

    with pytest.raises(UnreadableFile, match=r"minutes\.txt"):
        preview_file(file, ImportOptions(file_name="minutes.txt"))


INTERVIEW = """\
2009-04-25
@zinzi hello and welcome to the interview
@arlo not so fast, you said you would go first
@zinzi good point, I like maps. now about the band
@arlo thanks, we are four from upstate
@zinzi what a year, five records
@arlo it was, we slept in the van
"""


def test_whose_a_leading_handle_is_gets_asked_and_answered(tmp_path: Path) -> None:
    file = tmp_path / "interview.txt"
    file.write_text(INTERVIEW)
    asked = preview_file(file, ImportOptions(series="bands"))
    answered = preview_file(file, ImportOptions(series="bands", leading_handle="addressee"))

    assert (asked.asks_whose_handle, answered.asks_whose_handle) == (True, True)
    assert (asked.sample[0].author, asked.sample[0].text) == ("zinzi", "hello and welcome to the interview")
    assert (answered.sample[0].author, answered.sample[0].text) == ("arlo", "@zinzi hello and welcome to the interview")


def test_a_colon_behind_the_handle_leaves_nothing_to_ask(tmp_path: Path) -> None:
    file = tmp_path / "chat.txt"
    file.write_text("2009-04-25\n@zinzi: hello\n@arlo: hello you\n@zinzi: shall we?\n")

    assert not preview_file(file, ImportOptions(series="bands")).asks_whose_handle


REAL = [
    "twarc1_csv/histlib-critlib-tweets__mar102015.csv",
    "twarc1_jsonl/histlib-critlib-tweets__mar102015.json",
    "twarc1_csv/histlib-critlib-tweets__apr072015.csv",
    "twarc1_jsonl/histlib-critlib-tweets__june032015.json",
]


@pytest.mark.real_data
@pytest.mark.parametrize("names", [REAL, REAL[::-1]], ids=["in order", "backwards"])
def test_real_files_one_after_another_are_each_foreseen(shared: Path, names: list[str]) -> None:
    for name in names:
        options = ImportOptions(series="critlib", timezone="America/New_York")
        preview = preview_file(shared / name, options)
        report = import_file(shared / name, options)
        found = {chat[0]: chat for chat in made()}

        assert foreseen(preview) == [found[chat.date] for chat in preview.chats]
        assert [f"/critlib/{chat.date}/" for chat in preview.chats] == [chat.url for chat in report.chats]
        assert (preview.read, preview.outside) == (report.read, report.outside)
