"""A person who was taken out: what goes, what stays of others, and that nothing comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from transcripts.importing import ImportOptions, erase_person, preview_file, regroup
from transcripts.models import Chat, Identity, Participant, Removal, Sighting, Tweet

pytestmark = pytest.mark.django_db

PASTE = """\
8:00 PM @host: Q1: What grows? #gardenlib
8:01 PM @ann: A1 beans #gardenlib
8:02 PM @ben: @ann A1 not here #gardenlib
8:03 PM @ann: A1 peas #gardenlib
8:04 PM @cleo: A1 as @ann says #gardenlib
8:05 PM @host: Q2: What else? #gardenlib
8:06 PM @ben: A2 moss #gardenlib
"""


def take_out(network: str, handle: str) -> int:
    """Take somebody out and group again what was around; return how many posts are gone."""
    erased = erase_person(network, handle)
    for series, moments in erased.moments.items():
        regroup(series, moments)
    return erased.gone.posts


@pytest.fixture
def paste(tmp_path: Path) -> Path:
    """A pasted hour, without ids."""
    path = tmp_path / "gardenlib 2015-05-19.txt"
    path.write_text(PASTE)
    return path


def hour(tmp_path: Path, *more: dict[str, Any]) -> Path:
    return write_lines(tmp_path / "week.jsonl", [*a_chat_hour(), *more])


def test_posts_names_and_handles_are_gone(tmp_path: Path) -> None:
    take_in(hour(tmp_path), publish=True)
    assert take_out("twitter", "@Ann") == 3
    assert not Participant.objects.filter(handle="ann").exists()
    assert not Tweet.objects.filter(text__contains="ann").exists()
    assert "ann" not in json.dumps(list(Removal.objects.values("kind", "digest")))


def test_what_others_said_stays_masked_and_keeps_its_address(paste: Path) -> None:
    take_in(paste, series="gardenlib", publish=True)
    before = set(Tweet.objects.exclude(author__handle="ann").values_list("key", flat=True))
    take_out("twitter", "ann")
    assert set(Tweet.objects.values_list("key", flat=True)) == before
    assert Tweet.objects.get(author__handle="cleo").text == "A1 as @[removed] says #gardenlib"


def test_the_same_file_again_doubles_nothing_and_unmasks_nothing(paste: Path) -> None:
    take_in(paste, series="gardenlib", publish=True)
    take_out("twitter", "ann")
    before = sorted(Tweet.objects.values_list("key", "text"))
    report = take_in(paste, series="gardenlib")
    assert (report.kept_out, report.added, report.updated) == (2, 0, 0)
    assert sorted(Tweet.objects.values_list("key", "text")) == before


def test_it_does_not_matter_whether_a_file_comes_before_or_after(paste: Path) -> None:
    take_in(paste, series="gardenlib", publish=True)
    take_out("twitter", "ann")
    after = sorted(Tweet.objects.values_list("key", "text"))
    Tweet.objects.all().delete()
    take_in(paste, series="gardenlib")
    assert sorted(Tweet.objects.values_list("key", "text")) == after


def test_pages_of_theirs_say_that_they_are_gone(tmp_path: Path, client: Client) -> None:
    said = a_status("A1 more of it #gardenlib", author="ann", minute=9, number=7)
    take_in(hour(tmp_path, said), publish=True)
    question = Chat.objects.get().questions.first()
    take_out("twitter", "ann")
    for path in ("/people/twitter/ann/", f"/t/{said['id_str']}/"):
        response = client.get(path)
        assert response.status_code == 410
        assert "ann" not in response.text.lower().split("<main")[1].split("</main>")[0]
    assert question
    assert client.get("/people/twitter/ben/").status_code == 200


def test_somebody_whom_the_archive_never_had_is_kept_out(tmp_path: Path) -> None:
    take_out("twitter", "ann")
    report = take_in(hour(tmp_path))
    assert report.kept_out == 3
    assert not Participant.objects.filter(handle="ann").exists()


def test_another_of_that_handle_on_another_network_stays(paste: Path) -> None:
    take_out("mastodon", "ann")
    assert take_in(paste, series="gardenlib").kept_out == 0


def test_they_are_known_by_their_id_under_a_new_handle(tmp_path: Path) -> None:
    user = {"id_str": "77", "screen_name": "ann", "name": "Ann Field"}
    take_in(hour(tmp_path, a_status("Hello #gardenlib", minute=1, user=user)), publish=True)
    take_out("twitter", "ann")
    renamed = a_status("Me again #gardenlib", minute=30, user=user | {"screen_name": "ann_of_the_field"})
    report = take_in(write_lines(tmp_path / "later.jsonl", [renamed]), series="gardenlib")
    assert report.kept_out == 1


def test_former_handles_go_too(tmp_path: Path) -> None:
    user = {"id_str": "77", "screen_name": "old_ann", "name": "Ann Field"}
    said = [a_status(f"Hi {n} #gardenlib", minute=n, user=user | {"screen_name": f"{n}_ann"}) for n in (1, 2)]
    take_in(hour(tmp_path, *said, a_status("@1_ann hi #gardenlib", author="ben", minute=3, number=5)), publish=True)
    take_out("twitter", "2_ann")
    assert Tweet.objects.filter(text="@[removed] hi #gardenlib").exists()


def test_a_retweet_of_what_the_archive_never_had_goes_too(paste: Path) -> None:
    paste.write_text(f"{PASTE}8:07 PM @cleo: RT @ann: something that no file tells #gardenlib\n")
    take_in(paste, series="gardenlib", publish=True)
    assert take_out("twitter", "ann") == 3
    assert not Tweet.objects.filter(text__startswith="RT").exists()
    assert take_in(paste, series="gardenlib").kept_out == 3


def test_raw_records_stay_valid_and_name_nobody(tmp_path: Path) -> None:
    said = a_status("A1 beans #gardenlib", author="ann", minute=9, number=7)
    quoting = a_status("So true #gardenlib", author="ben", minute=10, number=7, quoted_status=said)
    quoting["entities"]["user_mentions"] = [{"screen_name": "ann", "name": "Ann"}]
    take_in(hour(tmp_path, quoting), publish=True)
    take_out("twitter", "ann")
    sighting = Sighting.objects.get(tweet__key=quoting["id_str"])
    assert not sighting.raw or "ann" not in json.dumps(json.loads(sighting.raw)["entities"])
    assert all("beans" not in one.raw for one in Sighting.objects.all())


def test_taking_somebody_out_twice_is_harmless(paste: Path) -> None:
    take_in(paste, series="gardenlib", publish=True)
    take_out("twitter", "ann")
    before = sorted(Tweet.objects.values_list("key", "text"))
    assert take_out("twitter", "ann") == 0
    assert sorted(Tweet.objects.values_list("key", "text")) == before


def test_a_preview_does_not_show_them(paste: Path) -> None:
    take_in(paste, series="gardenlib", publish=True)
    take_out("twitter", "ann")
    preview = preview_file(paste, ImportOptions(series="gardenlib"))
    assert preview.kept_out == 2
    assert "ann" not in [post.author for post in preview.sample]
    assert "@ann" not in str(preview)


def test_an_archive_that_removed_nobody_asks_one_thing_more_a_thousand_posts(tmp_path: Path) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        take_in(hour(tmp_path))
    about_people = [one for one in asked if '"transcripts_removal"."kind" IN' in one["sql"]]
    assert len(about_people) < 8


def test_a_name_of_one_word_masks_nothing() -> None:
    assert [kind for kind, _ in Identity("twitter", frozenset({"ann"}), names=frozenset({"Ann"})).digests()] == [
        "handle"
    ]
