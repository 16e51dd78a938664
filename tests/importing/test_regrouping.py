"""Hours and places are functions of a series' stored posts, whatever file they came from, in whatever order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.builders import make_series
from tests.importing.builders import a_chat_hour, a_status, snowflake, write_lines
from transcripts.importing import BadOverride, ImportOptions, import_file, regroup_all
from transcripts.models import Chat, Placement, Tweet

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


def test_a_question_that_vanishes_from_a_published_chat_leaves_a_410(tmp_path: Path, client: Client) -> None:
    take(write_lines(tmp_path / "week.jsonl", a_chat_hour()), publish=True)
    series = Chat.objects.get().series
    series.tweets.remove(*series.tweets.filter(text__contains="3"))
    take(write_lines(tmp_path / "one.jsonl", [a_status("Late to #gardenlib", minute=50)]))

    assert client.get("/gardenlib/2015-05-12/q3/").status_code == 410


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


def test_an_import_touches_no_chat_of_another_series(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "week.jsonl", a_chat_hour())
    take(path)
    make_series("other")
    import_file(path, ImportOptions(series="other", publish=True))

    assert [chat.series.slug for chat in Chat.objects.public()] == ["other"]


def test_a_withdrawn_chat_is_not_published_by_a_file(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "week.jsonl", a_chat_hour())
    take(path, publish=True)
    Chat.objects.get().withdraw()
    take(path, publish=True)

    assert not Chat.objects.public().exists()


def test_a_longer_text_renews_the_chats_of_every_series_it_stands_in(tmp_path: Path) -> None:
    hour = a_chat_hour()
    take(write_lines(tmp_path / "week.jsonl", hour))
    before = Chat.objects.get().version
    make_series("other")
    longer = hour[2] | {"text": f"{hour[2]['text']} and zebras"}
    import_file(write_lines(tmp_path / "more.jsonl", [longer]), ImportOptions(series="other"))

    assert Chat.objects.get(series__slug="gardenlib").version != before


def test_a_new_name_renews_the_chats_its_owner_spoke_in(tmp_path: Path) -> None:
    take(write_lines(tmp_path / "week.jsonl", a_chat_hour()))
    before = Chat.objects.get().version
    renamed = a_status("Later #gardenlib", author="ann", minute=9000)
    renamed["user"]["name"] = "Ann the Second"
    take(write_lines(tmp_path / "more.jsonl", [renamed]))

    assert Chat.objects.get().version != before


def test_a_post_that_leaves_a_public_chat_for_a_draft_says_that_it_is_gone(tmp_path: Path, client: Client) -> None:
    late = a_status("One more thought #gardenlib", author="ann", minute=60 * 22.5)
    take(write_lines(tmp_path / "week.jsonl", [*a_chat_hour(), late]), publish=True)
    tomorrow = [shifted(status) for status in a_chat_hour()]
    take(write_lines(tmp_path / "next.jsonl", tomorrow))

    assert Chat.objects.drafts().exists()
    assert client.get(f"/t/{late['id_str']}/").status_code == 410


def shifted(status: dict[str, Any]) -> dict[str, Any]:
    """The same post a day later."""
    at = datetime.strptime(status["created_at"], "%a %b %d %H:%M:%S %z %Y") + timedelta(days=1)
    return status | {"id_str": snowflake(at), "created_at": at.strftime("%a %b %d %H:%M:%S +0000 %Y")}


def test_a_zone_told_later_corrects_the_date_of_a_draft(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "week.jsonl", a_chat_hour())
    import_file(path, ImportOptions(series="gardenlib"))
    assert Chat.objects.get().address == "2015-05-13"

    import_file(path, ImportOptions(series="gardenlib", timezone="America/Chicago"))
    assert Chat.objects.get().address == "2015-05-12"


def test_a_zone_told_after_publication_is_refused(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "week.jsonl", a_chat_hour())
    take(path, publish=True)

    with pytest.raises(BadOverride, match="dated by America/Chicago"):
        take(path, timezone="UTC")


def test_a_hosts_posts_whose_hashtag_was_cut_off_belong_to_the_hour(tmp_path: Path) -> None:
    cut = a_status("Q4: What about a point so long that its hashtag was lost…", author="host", minute=32)
    aside = a_status("Quite another matter, at length, says someone el…", author="ann", minute=33)
    retweets = [
        a_status("RT @…", author="zoe", minute=60 + place, retweeted_status=original)
        for place, original in enumerate([cut | {"truncated": True}, aside | {"truncated": True}])
    ]
    take(write_lines(tmp_path / "archive.jsonl", [*a_chat_hour(), *retweets]))
    # As in one person's archive, where what lacks the hashtag is of no series.
    series = Chat.objects.get().series
    series.tweets.remove(*series.tweets.exclude(text__contains="#gardenlib"))
    regroup_all(series)

    assert [question.label for question in Chat.objects.get().questions.all()] == ["Q1", "Q2", "Q3", "Q4"]
    assert not series.tweets.filter(text=aside["text"]).exists()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_retweet_of_a_retweet_follows_to_the_original_in_any_order(order: Sequence[int], tmp_path: Path) -> None:
    hour = a_chat_hour()
    words = "A1 We lend seeds and garden tools to everyone #gardenlib"
    chain = [
        a_status(words, author="eve", minute=10, number=1),
        a_status(f"MT @eve {words}", author="fay", minute=11, number=1),
        a_status(f"RT @fay: MT @eve {words[:40]}…", author="gil", minute=12, number=1),
    ]
    for place in order:
        take(write_lines(tmp_path / f"{place}.jsonl", [*hour, chain[place]]))
    told = Tweet.objects.filter(author__handle__in=["fay", "gil"])
    assert {row.repost_of_key for row in told} == {chain[0]["id_str"]}
