"""A series as a data set, fetched: what the command writes, in every edition and form, built only when it is due."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from tests.api.asking import Program, with_key
from tests.builders import make_chat, make_tweet, place
from tests.web.lively import Lively
from transcripts.grouping import Part
from transcripts.models import Archive, Chat, Scope
from transcripts.publishing import DATASET_FORMS, EDITIONS, DatasetOrder, packed_dataset
from transcripts.web.api.datasets import BUILDING
from transcripts.web.context import IN_COPY

pytestmark = pytest.mark.django_db
DATASET = "/api/v1/series/gardenlib/dataset.zip"
DATED = {"README.md", "datapackage.json", "CITATION.cff", "sha256sums.txt"}


@pytest.fixture
def workshop(settings: Settings) -> Path:
    """Where data sets are built."""
    return Path(settings.DATASETS_DIR)


def etag_of(program: Program) -> str:
    """The token of the data set."""
    return str(program.client.head(DATASET)["ETag"])


def files_in(response: Any) -> dict[str, bytes]:
    """What a zip holds, by name."""
    with ZipFile(io.BytesIO(response.getvalue())) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("form", DATASET_FORMS)
def test_a_data_set_is_the_one_that_the_command_writes(
    anyone: Program, lively: Lively, tmp_path: Path, edition: str, form: str
) -> None:
    call_command("export_series", "gardenlib", tmp_path / "set", "--format", form, "--edition", edition)
    fetched = files_in(anyone.client.get(DATASET, {"format": form, "edition": edition}))

    assert fetched.keys() == {file.name for file in (tmp_path / "set").iterdir()}
    tables = fetched.keys() - DATED
    assert len(tables) == 5
    assert all(fetched[name] == (tmp_path / "set" / name).read_bytes() for name in tables)


def test_without_a_choice_it_is_whole_and_in_json_lines(anyone: Program, lively: Lively) -> None:
    response = anyone.client.get(DATASET)

    assert response["Content-Disposition"] == 'attachment; filename="gardenlib-full-jsonl.zip"'
    assert int(response["Content-Length"]) == len(response.getvalue())


def test_nothing_of_it_stays_on_the_disk(anyone: Program, lively: Lively, workshop: Path) -> None:
    response = anyone.client.get(DATASET)
    assert list(workshop.iterdir()) == []
    assert files_in(response)

    with pytest.raises(KeyError):
        packed_dataset(DatasetOrder(lively.chat.series, form="nothing"), workshop)
    assert list(workshop.iterdir()) == []


def test_what_a_killed_process_left_is_removed_a_day_later(anyone: Program, lively: Lively, workshop: Path) -> None:
    for name, days in (("dataset-old", 2), ("dataset-new", 0)):
        (workshop / name).mkdir(parents=True)
        os.utime(workshop / name, (time.time() - days * 86_400,) * 2)
    assert files_in(anyone.client.get(DATASET))

    assert [left.name for left in workshop.iterdir()] == ["dataset-new"]


def test_an_unchanged_series_is_not_built_again(anyone: Program, lively: Lively) -> None:
    etag = etag_of(anyone)
    with BUILDING:
        again = anyone.client.get(DATASET, headers={"If-None-Match": etag})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
        others = [{"format": "csv"}, {"edition": "ids"}]
        assert {anyone.client.get(DATASET, told, headers={"If-None-Match": etag}).status_code for told in others} == {
            429
        }


def test_head_tells_what_it_is_without_building_it(anyone: Program, lively: Lively) -> None:
    with BUILDING:
        head = anyone.client.head(DATASET)
    get = anyone.client.get(DATASET)

    assert (head.status_code, head.getvalue()) == (200, b"")
    assert files_in(get)
    # How long it is, nobody knows before it is built.
    assert {**head.headers} == {name: value for name, value in get.headers.items() if name != "Content-Length"}
    assert anyone.client.head(DATASET, headers={"If-None-Match": head["ETag"]}).status_code == 304


def test_a_changed_chat_keeper_or_release_is_another_data_set(anyone: Program, lively: Lively) -> None:
    told = [etag_of(anyone)]
    lively.chat.renew()
    told.append(etag_of(anyone))
    Archive.objects.update_or_create(pk=1, defaults={"keeper": "Ann’s Library"})
    told.append(etag_of(anyone))
    other = make_chat(lively.chat.series, address="2016-01-01")
    told.append(etag_of(anyone))
    Chat.objects.filter(pk=other.pk).update(published_at=None)

    assert len(set(told)) == 4
    assert etag_of(anyone) == told[2]


def test_only_what_is_public_goes_out_whoever_asks(anyone: Program, lively: Lively) -> None:
    place(lively.chat, make_tweet("Spam", hidden=True, minute=50), Part.ASIDE)
    draft = make_chat(lively.chat.series, published=False, address="2016-01-01")
    place(draft, make_tweet("Not yet", minute=51), Part.ASIDE)

    for program in (anyone, with_key(Scope.READ_DRAFTS)):
        posts = files_in(program.client.get(DATASET))["posts.jsonl"]
        assert not any(words in posts for words in (b"Spam", b"Not yet"))


def test_what_there_is_none_of_is_told_as_a_problem(anyone: Program, lively: Lively) -> None:
    assert anyone.status("/series/gardenlib/dataset.zip", format="xlsx") == 422
    assert anyone.status("/series/gardenlib/dataset.zip", edition="secret") == 422
    assert anyone.status("/series/nobody/dataset.zip") == 404
    Chat.objects.update(published_at=None)
    assert anyone.status("/series/gardenlib/dataset.zip") == 410


def test_one_is_built_at_a_time_and_for_one_address_only_so_often(
    anyone: Program, lively: Lively, settings: Settings
) -> None:
    with BUILDING:
        busy = anyone.client.get(DATASET)
    assert (busy.status_code, busy["Retry-After"]) == (429, "30")
    assert busy["Content-Type"] == "application/problem+json"

    settings.SEARCHES_A_MINUTE = 30
    answers = [Client(REMOTE_ADDR="203.0.113.77").get(DATASET) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert files_in(answers[0])


def test_the_page_of_a_series_links_to_its_data_set(client: Client, lively: Lively) -> None:
    link = f'<a href="{DATASET}">'
    assert link in client.get("/gardenlib/").content.decode()
    assert link not in client.get("/gardenlib/", **{IN_COPY: True}).content.decode()
