"""What was published keeps its address and what it shows there, whatever files come later."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.builders import make_series
from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from transcripts import curating
from transcripts.importing import Overrides, undo
from transcripts.models import Alias, Chat, ImportRun, LedgerEntry, Question, Tweet
from transcripts.web import check_links

pytestmark = pytest.mark.django_db

CHAT = "/gardenlib/2015-05-12/"


def unnumbered_hour() -> list[dict[str, Any]]:
    """An hour whose host announces questions without numbering them."""
    hour = [a_status("Welcome to #gardenlib! Say hello.", author="host", minute=0)]
    for number, topic in enumerate(
        ("why lend beans", "who keeps a barn", "how many worms are enough", "where do spades sleep"), 1
    ):
        asked = 10 * number
        hour.append(a_status(f"Next question: {topic}? #gardenlib", author="host", minute=asked))
        hour += [
            a_status(f"@host {who} has thought of that {number} times #gardenlib", author=who, minute=asked + place)
            for place, who in enumerate(("ann", "ben", "cleo", "dora"), 1)
        ]
    return [*hour, a_status("Thanks all, goodnight! #gardenlib", author="host", minute=55)]


@pytest.fixture(autouse=True)
def _series() -> None:
    make_series(usual_hosts=["host"])


def take(path: Path, *statuses: dict[str, Any], **options: Any) -> None:
    take_in(write_lines(path, list(statuses)), series="gardenlib", **options)


def broken() -> list[str]:
    """What is broken, by rows and by requests."""
    return [str(one) for full in (False, True) for one in check_links(in_full=full).broken]


def test_a_question_found_later_takes_no_address_of_another(tmp_path: Path, client: Client) -> None:
    hour = unnumbered_hour()
    without_the_first = [one for one in hour if "beans" not in one["text"]]
    take(tmp_path / "part.jsonl", *without_the_first, publish=True)
    before = dict(Question.objects.values_list("slug", "text"))
    assert before.keys() >= {"q1", "q2"}

    take(tmp_path / "whole.jsonl", *hour)

    after = dict(Question.objects.values_list("slug", "text"))
    assert len(after) > len(before)
    assert before.items() <= after.items()
    assert next(one.text for one in Question.objects.all()) not in before.values()
    assert broken() == []


def test_a_question_that_returns_as_another_gets_an_address_of_its_own(tmp_path: Path, client: Client) -> None:
    hour = a_chat_hour()
    take(tmp_path / "whole.jsonl", *hour, publish=True)
    third = Question.objects.get(label="Q3")
    asking = Tweet.objects.get(text__startswith="Q3")
    other = a_status("Q3: And what about sheds? #gardenlib", author="host", minute=24.5)
    third.placements.all().delete()
    third.delete()
    Tweet.objects.filter(pk=asking.pk).update(text="Thinking… #gardenlib")
    take(tmp_path / "other.jsonl", other)

    assert Question.objects.get(text__contains="sheds").slug == "q3-2"
    assert client.get(f"{CHAT}q3/").status_code == 410


def test_a_question_that_is_found_again_stands_where_it_stood(tmp_path: Path, client: Client) -> None:
    hour = a_chat_hour()
    take(tmp_path / "whole.jsonl", *hour, publish=True)
    asking = Tweet.objects.get(text__startswith="Q3")
    curating.hide(Tweet.objects.filter(text__contains="3"), "spam")
    curating.show(Tweet.objects.filter(hidden=True))

    assert Question.objects.get(slug="q3").placements.asks().get().tweet == asking
    assert broken() == []


def test_a_draft_follows_its_first_post_to_another_day_and_a_public_chat_does_not(tmp_path: Path) -> None:
    midnight = [one | {"created_at": one["created_at"].replace("01:", "05:")} for one in a_chat_hour()]
    take(tmp_path / "late.jsonl", *midnight)
    assert Chat.objects.get().address == "2015-05-13"
    curating.publish(Chat.objects.all())
    early = a_status("Welcome, early birds! #gardenlib", author="host", minute=239, number=5)
    take(tmp_path / "early.jsonl", *(early | {"id_str": f"{early['id_str']}{n}"} for n in range(3)))

    assert Chat.objects.get().address == "2015-05-13"
    assert broken() == []


def test_a_pasted_post_that_meets_its_id_leads_there_in_one_step(tmp_path: Path, client: Client) -> None:
    day = Overrides(date=date(2015, 5, 12))
    for name, words in {"a.txt": "Say hello there.", "b.txt": "Say hello here!"}.items():
        paste = tmp_path / name
        paste.write_text(f"@host: Welcome to #gardenlib! {words}\n@host: Q1: What about point 1? #gardenlib\n")
        take_in(paste, series="gardenlib", overrides=day, publish=True)
    pasted = set(LedgerEntry.objects.filter(kind="post").values_list("path", flat=True))
    take(tmp_path / "whole.jsonl", *a_chat_hour())

    moved = {path: client.get(path) for path in pasted}
    assert {one.status_code for one in moved.values()} == {301}
    assert {client.get(one["Location"]).status_code for one in moved.values()} == {200}
    assert len(pasted) == 2
    assert broken() == []


def test_an_undone_upload_leaves_410_and_comes_back_as_it_was(tmp_path: Path, client: Client) -> None:
    take(tmp_path / "whole.jsonl", *a_chat_hour(), publish=True)
    paths = list(LedgerEntry.objects.values_list("path", flat=True))
    undo(ImportRun.objects.get())
    assert {client.get(path).status_code for path in paths} == {410}

    take(tmp_path / "whole.jsonl", *a_chat_hour())
    assert {client.get(path).status_code for path in paths} == {200}
    assert broken() == []


def test_what_a_person_withdrew_stays_withdrawn_when_posts_come_back(tmp_path: Path, client: Client) -> None:
    take(tmp_path / "whole.jsonl", *a_chat_hour(), publish=True)
    curating.withdraw(Chat.objects.all())
    undo(ImportRun.objects.get())
    take(tmp_path / "whole.jsonl", *a_chat_hour(), publish=True)

    assert client.get(CHAT).status_code == 410


def test_a_new_hashtag_or_zone_of_a_series_changes_no_address(tmp_path: Path, client: Client) -> None:
    take(tmp_path / "whole.jsonl", *a_chat_hour(), publish=True)
    series = Chat.objects.get().series
    series.hashtags, series.timezone = ["seedlib"], "Asia/Tokyo"
    curating.change_series(series, {"hashtags", "timezone"})
    take(tmp_path / "more.jsonl", a_status("Late to #gardenlib", minute=45))

    assert client.get(CHAT).status_code == 200
    assert broken() == []


def test_a_second_session_leaves_the_address_as_it_is(tmp_path: Path, client: Client) -> None:
    take(tmp_path / "whole.jsonl", *a_chat_hour(), publish=True)
    again = [one | {"created_at": one["created_at"].replace(" 01:", " 04:")} for one in a_chat_hour()]
    take(tmp_path / "again.jsonl", *(one | {"id_str": f"{one['id_str']}9"} for one in again))

    assert Chat.objects.get().sessions.count() == 2
    assert Chat.objects.get().get_absolute_url() == CHAT
    assert broken() == []


def test_a_handle_that_changed_leads_to_the_one_of_today(tmp_path: Path, client: Client) -> None:
    take(tmp_path / "whole.jsonl", *a_chat_hour(), publish=True)
    renamed = a_status("Hello again #gardenlib", author="ann", minute=42)
    renamed["user"]["screen_name"] = "annabel"
    take(tmp_path / "more.jsonl", renamed)

    assert client.get("/people/twitter/ann/")["Location"] == "/people/twitter/annabel/"
    assert LedgerEntry.objects.holds("/people/twitter/annabel/")
    assert not Alias.objects.exists()
    assert broken() == []
