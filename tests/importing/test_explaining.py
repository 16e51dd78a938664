"""A stored post says why it stands where it does, as it was grouped when it came in."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.builders import make_series
from tests.importing.builders import a_chat_hour, write_lines
from transcripts.grouping import Method
from transcripts.importing import ImportOptions, explain_placement, import_file
from transcripts.models import Placement, Tweet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_hour(tmp_path: Path) -> None:
    make_series()
    import_file(write_lines(tmp_path / "week.jsonl", a_chat_hour()), ImportOptions(series="gardenlib"))


def told(key: str) -> str:
    """What the command prints of a post."""
    out = StringIO()
    call_command("explain_placement", key, stdout=out)
    return out.getvalue()


def test_every_post_is_explained_as_it_is_stored() -> None:
    for tweet in Tweet.objects.all():
        for one in explain_placement(tweet):
            assert one.explanation is not None
            found, placement = one.explanation.verdict, one.placement
            assert (found.method, found.confidence) == (placement.method, float(placement.confidence))


def test_the_command_tells_post_chat_place_and_next_best() -> None:
    answer = Tweet.objects.get(text__startswith="A2 ann")
    assert f"@ann, {answer.posted_at:%Y-%m-%d %H:%M:%S}: A2 ann thinks so" in told(answer.key)
    assert "under Q2: it carries the mark A2, 0.97; next best " in told(answer.key)


def test_the_networks_id_finds_the_post_too() -> None:
    answer = Tweet.objects.get(text__startswith="A2 ann")
    assert told(answer.source_id) == told(answer.key)


def test_a_place_given_by_hand_is_told_beside_what_the_program_would_do() -> None:
    answer = Tweet.objects.get(text__startswith="A2 ann")
    Placement.objects.filter(tweet=answer).update(method=Method.HAND)
    assert "(placed under Q2 by hand)" in told(answer.key)


def test_an_unknown_post_is_an_error() -> None:
    with pytest.raises(CommandError, match=r"no post 99"):
        told("99")
