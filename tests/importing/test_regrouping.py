"""Hours and places are functions of a series' stored posts, whatever file they came from, in whatever order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.builders import make_series
from tests.importing.builders import a_chat_hour, a_status, write_lines
from transcripts.importing import ImportOptions, import_file
from transcripts.models import Alias, Chat, Placement, Tweet

pytestmark = pytest.mark.django_db


def take(path: Path, **options: Any) -> None:
    """Take a file into #gardenlib."""
    make_series()
    import_file(path, ImportOptions(series="gardenlib", **options))


def places() -> list[tuple[str, str, str]]:
    """Where every post stands, and how it came there."""
    rows = Placement.objects.select_related("question", "tweet", "chat")
    return sorted((str(row.chat), row.tweet.key, f"{row.label} {row.method} {row.confidence}") for row in rows)


def test_the_hour_is_found_with_its_host_and_questions(tmp_path: Path) -> None:
    take(write_lines(tmp_path / "week.jsonl", a_chat_hour()))

    chat = Chat.objects.get()
    assert chat.address == "2015-05-12"
    assert [host.handle for host in chat.hosts.all()] == ["host"]
    assert [question.label for question in chat.questions.all()] == ["Q1", "Q2", "Q3"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_parts_of_an_hour_in_any_order_give_the_same_places(order: Sequence[int], tmp_path: Path) -> None:
    hour = a_chat_hour()
    whole = write_lines(tmp_path / "whole.jsonl", hour)
    parts = [write_lines(tmp_path / f"{third}.jsonl", hour[third::3]) for third in range(3)]
    for third in order:
        take(parts[third])
    in_parts = places()
    Chat.objects.all().delete()
    take(whole)

    assert in_parts == places()


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "week.jsonl", a_chat_hour())
    take(path)
    before = [*places(), Chat.objects.get().version]
    take(path)

    assert [*places(), Chat.objects.get().version] == before


def test_a_draft_that_is_no_longer_found_is_deleted_and_its_posts_are_kept(tmp_path: Path) -> None:
    take(write_lines(tmp_path / "week.jsonl", a_chat_hour()))
    series = Chat.objects.get().series
    series.tweets.remove(*series.tweets.filter(text__startswith="Q"))
    number = series.tweets.count()
    take(write_lines(tmp_path / "one.jsonl", [a_status("Late to #gardenlib", minute=50)]))

    assert not Chat.objects.exists()
    assert series.tweets.count() == number + 1


def test_a_published_chat_keeps_its_address_whatever_comes_later(tmp_path: Path) -> None:
    take(write_lines(tmp_path / "week.jsonl", a_chat_hour()), publish=True)
    series = Chat.objects.get().series
    series.tweets.remove(*series.tweets.filter(text__startswith="Q"))
    take(write_lines(tmp_path / "one.jsonl", [a_status("Late to #gardenlib", minute=50)]))

    assert Chat.objects.get().address == "2015-05-12"


def test_a_question_that_vanishes_from_a_published_chat_leaves_a_410(tmp_path: Path) -> None:
    take(write_lines(tmp_path / "week.jsonl", a_chat_hour()), publish=True)
    series = Chat.objects.get().series
    series.tweets.remove(*series.tweets.filter(text__contains="3"))
    take(write_lines(tmp_path / "one.jsonl", [a_status("Late to #gardenlib", minute=50)]))

    assert Alias.objects.get(path="/gardenlib/2015-05-12/q3/").target == ""


def test_what_a_person_placed_stays_when_a_file_comes_in(tmp_path: Path) -> None:
    take(write_lines(tmp_path / "week.jsonl", a_chat_hour()))
    placement = Placement.objects.filter(tweet__text__startswith="A1").first()
    assert placement
    placement.question, placement.part, placement.method = None, "aside", "hand"
    placement.save()
    take(write_lines(tmp_path / "one.jsonl", [a_status("Late to #gardenlib", minute=50)]))

    placement.refresh_from_db()
    assert placement.label == "aside"


def test_an_embedded_original_posted_within_the_hour_joins_the_series(tmp_path: Path) -> None:
    within = a_status("No hashtag on this one", author="eve", minute=12.5)
    before = a_status("Nor on this old one", author="fay", minute=-5000)
    quoting = [
        a_status(f"This! #gardenlib {place}", author="ann", minute=14.5 + place, quoted_status=original)
        | {"quoted_status_id_str": original["id_str"]}
        for place, original in enumerate((within, before))
    ]
    take(write_lines(tmp_path / "week.jsonl", a_chat_hour() + quoting))

    assert Tweet.objects.get(author__handle="eve").series.exists()
    assert not Tweet.objects.get(author__handle="fay").series.exists()
