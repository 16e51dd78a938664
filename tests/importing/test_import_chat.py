"""The command as an operator meets it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from tests.builders import make_series
from tests.importing.builders import a_chat_hour, a_status, write_lines
from transcripts.models import Chat, ImportRun, Series, Sighting, Tweet

pytestmark = pytest.mark.django_db


def import_chat(*arguments: object, **options: Any) -> str:
    """Run the command and return what it prints."""
    out = StringIO()
    call_command("import_chat", *map(str, arguments), stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A file with one chat in it."""
    return write_lines(tmp_path / "week.jsonl", a_chat_hour())


def test_a_new_series_takes_its_hashtag_from_the_slug_and_its_zone_from_the_command(week: Path) -> None:
    import_chat(week, "--series", "gardenlib", "--timezone", "America/Chicago")

    series = Series.objects.get()
    assert (series.slug, series.hashtags, series.timezone) == ("gardenlib", ["gardenlib"], "America/Chicago")


def test_the_one_leading_hashtag_makes_a_series(week: Path) -> None:
    import_chat(week)

    assert Series.objects.get().slug == "gardenlib"


def test_an_existing_series_with_the_hashtag_is_used(week: Path) -> None:
    make_series("seeds", hashtags=["GardenLib"])
    import_chat(week)

    assert Chat.objects.get().series.slug == "seeds"


def test_where_no_hashtag_leads_the_candidates_are_named(tmp_path: Path) -> None:
    posts = [a_status(f"On #{tag}", minute=place) for place, tag in enumerate(["one", "two", "one", "two"])]

    with pytest.raises(CommandError, match=r"#one \(2 of 4 posts\), #two") as error:
        import_chat(write_lines(tmp_path / "mixed.jsonl", posts))

    assert error.value.returncode == 2
    assert not Tweet.objects.exists()


def test_imports_make_drafts(week: Path) -> None:
    assert "draft" in import_chat(week)
    assert not Chat.objects.public().exists()


def test_publish_makes_them_public(week: Path) -> None:
    assert "/gardenlib/2015-05-13/" in import_chat(week, "--publish")
    assert Chat.objects.public().exists()


def test_a_series_may_choose_to_publish_at_once(week: Path) -> None:
    make_series(publish_on_import=True)
    import_chat(week)

    assert Chat.objects.public().exists()


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(week: Path) -> None:
    assert "added 17" in import_chat(week, "--dry-run")
    assert not Series.objects.exists()


def test_the_summary_counts_what_a_second_import_finds_unchanged(week: Path) -> None:
    import_chat(week)

    assert "read 17, added 0, updated 0, unchanged 17, rejected 0" in import_chat(week)
    assert ImportRun.objects.get().added == 17


def test_a_post_that_a_file_tells_twice_is_counted_once_as_unchanged(week: Path) -> None:
    lines = week.read_text().splitlines(keepends=True)
    week.write_text("".join([*lines, lines[0]]))

    assert "read 18, added 17, updated 0, unchanged 1, rejected 0" in import_chat(week)


def test_the_report_is_written_for_a_program(week: Path, tmp_path: Path) -> None:
    import_chat(week, "--report", tmp_path / "out.json")

    (report,) = json.loads((tmp_path / "out.json").read_text())
    assert report["chats"][0]["url"] == "/gardenlib/2015-05-13/"
    assert sum(report["chats"][0]["placed"].values()) == 17


def test_one_unreadable_file_does_not_keep_the_others_out(week: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.touch()

    printed = import_chat(empty, week)

    assert "empty.json" in printed
    assert Tweet.objects.count() == 17


def test_when_nothing_can_be_read_the_status_is_1_and_nothing_is_left(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"id_str": "1", "text": ')

    with pytest.raises(CommandError) as error:
        import_chat(broken, "--series", "gardenlib")

    assert error.value.returncode == 1
    assert not Series.objects.exists()
    assert not ImportRun.objects.exists()


def test_good_records_of_a_truncated_file_are_kept(week: Path) -> None:
    week.write_text(week.read_text()[:-40])

    assert "line 17" in import_chat(week)
    assert Tweet.objects.count() == 16


@pytest.mark.parametrize(
    "wrong",
    [["--start", "20:00"], ["--timezone", "Mars/Base"], ["--date", "tomorrow"], ["--column", "text"]],
)
def test_wrong_usage_is_told(week: Path, wrong: list[str]) -> None:
    with pytest.raises(CommandError):
        import_chat(week, *wrong)


def test_hours_that_a_person_tells_stand(week: Path) -> None:
    told = ["--date", "2015-05-12", "--start", "20:08", "--end", "20:30"]
    import_chat(week, "--series", "gardenlib", "--timezone", "America/Chicago", *told)
    import_chat(week)

    session = Chat.objects.get().sessions.get()
    assert (session.start.minute, session.end.minute) == (8, 30)


def test_host_and_title_that_a_person_tells_stand(week: Path) -> None:
    import_chat(week, "--host", "@ann", "--title", "Seeds")
    import_chat(week)

    chat = Chat.objects.get()
    assert (chat.title, [host.handle for host in chat.hosts.all()]) == ("Seeds", ["ann"])


HEADED = """\
2015-05-12
Q1: What grows here?
@ann: beans
Q2: And what does not?
@ben: melons
"""


def test_a_questions_time_that_a_person_tells_stands(tmp_path: Path) -> None:
    paste = tmp_path / "paste.txt"
    paste.write_text(HEADED)
    told = ["--series", "gardenlib", "--timezone", "America/Chicago"]
    import_chat(paste, *told, "--question", "Q1=23:55", "--question", "Q2=00:10")
    import_chat(paste, *told)

    times = [
        question.asked_at.astimezone(ZoneInfo("America/Chicago")) for question in Chat.objects.get().questions.all()
    ]
    assert [f"{time:%d %H:%M}" for time in times] == ["12 23:55", "13 00:10"]


def test_a_time_for_a_question_that_is_none_is_told(week: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no question Q9 .* there are: Q1"):
        import_chat(week, "--question", "Q9=20:00")


def test_a_day_without_a_post_is_told(week: Path) -> None:
    with pytest.raises(CommandError, match="no post on 2014-01-01"):
        import_chat(week, "--date", "2014-01-01")


def test_the_raw_record_can_be_had_back_equal(week: Path) -> None:
    import_chat(week)

    kept = [json.loads(sighting.raw) for sighting in Sighting.objects.order_by("position")]
    assert kept == [json.loads(line) for line in week.read_text().splitlines()]


def test_the_day_in_a_file_s_name_dates_what_says_no_day_itself(tmp_path: Path) -> None:
    log = tmp_path / "2019-05-01-review.txt"
    log.write_text("".join(f"13:0{minute} < ann> Bean number {minute}\n" for minute in range(5)))
    import_chat(log, "--series", "review")

    first = Tweet.objects.in_order()[0]
    assert f"{first.posted_at:%Y-%m-%d %H:%M}" == "2019-05-01 13:00"
