"""Real exports of every kind, taken in in any order, give the same archive: rows, places, addresses."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from tests.importing.importing import take_in
from transcripts.importing import BadOverride, NoSeries, Overrides, UnreadableFile
from transcripts.models import Alias, Chat, Participant, Placement, Question, Series, Tweet

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]

DAY = date(2016, 3, 1)
NEEDS_A_DAY = {"transcript_layouts", "transcript_text", "recap_2009"}
OF_EACH_KIND = 5
LARGEST = 150_000


def exports(shared: Path) -> list[Path]:
    """All exports."""
    kinds = sorted(path for path in shared.iterdir() if path.is_dir() and path.name not in {"gold", "volume"})
    return [path for kind in kinds for path in files_in(kind)]


def small_ones(files: Iterable[Path]) -> list[Path]:
    """The smallest few of each kind."""
    found: dict[Path, list[Path]] = defaultdict(list)
    for file in sorted(files, key=lambda one: one.stat().st_size):
        if file.stat().st_size <= LARGEST and len(found[file.parent]) < OF_EACH_KIND:
            found[file.parent].append(file)
    return [file for some in found.values() for file in some]


def files_in(kind: Path) -> list[Path]:
    """The exports of a folder."""
    return sorted(path for path in kind.rglob("*") if path.is_file() and not path.name.startswith("README"))


def take_all(files: Iterable[Path], shared: Path) -> None:
    """Take each file into a series of its kind, telling the day where a paste says none."""
    for file in files:
        kind = file.relative_to(shared).parts[0]
        day = Overrides(date=DAY) if kind in NEEDS_A_DAY else Overrides()
        # What cannot be read, or has no post on that day, is so in every order.
        with suppress(UnreadableFile, NoSeries, BadOverride):
            take_in(file, series=kind.lower(), overrides=day, publish=True)


def archive() -> set[object]:
    """All that a rebuilt archive must have alike."""
    hidden = {"_state", "id", "author_id", "_author_cache"}
    tweets = Tweet.objects.select_related("author")
    rows = {str(({n: v for n, v in vars(one).items() if n not in hidden}, str(one.author))) for one in tweets}
    places = Placement.objects.values_list(
        "chat__series__slug", "chat__address", "tweet__key", "question__label", "part", "role", "method", "confidence"
    )
    return {
        *rows,
        *places,
        *Question.objects.values_list("chat__series__slug", "chat__address", "label", "position", "text"),
        *Chat.objects.values_list("series__slug", "address", "title", "sessions__start", "sessions__end"),
        *Series.objects.values_list("slug", "tweets__key"),
        *Participant.objects.values_list("network", "source_id", "handle", "name"),
        *Alias.objects.values_list("path", "target"),
    }


def clear() -> None:
    """Empty the archive."""
    Chat.objects.all().delete()
    for series in Series.objects.all():
        series.runs.all().delete()
        series.delete()
    for model in (Tweet, Participant, Alias):
        model.objects.all().delete()


def archives_of(files: list[Path], shared: Path) -> list[set[object]]:
    """What the archive holds after the files came in each of three random orders."""
    states = []
    for seed in (1, 2, 3):
        random.Random(seed).shuffle(files)  # noqa: S311
        take_all(files, shared)
        states.append(archive())
        clear()

    return states


def test_three_random_orders_give_the_same_archive(shared: Path) -> None:
    one, two, three = archives_of(small_ones(exports(shared)), shared)

    assert len(one) > 1_500
    assert one - two == set()
    assert one == two == three


@pytest.mark.slow
def test_all_exports_in_three_random_orders_give_the_same_archive(shared: Path) -> None:
    one, two, three = archives_of(exports(shared), shared)

    assert len(one) > 60_000
    assert one - two == set()
    assert one == two == three
