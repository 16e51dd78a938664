"""A slice of the damaged inputs; `make check-slow` reads 20,000 of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcripts.importing import BadOverride, ImportOptions, NoSeries, UnreadableFile, import_file

from .consistency import assert_consistent
from .inputs import input_of
from .reading import KINDS, TALLY, fault_of, within

SEED = 20150512
SLICE = 400
WHOLE_IMPORTS = 25
MANY_WHOLE_IMPORTS = 600


def test_no_damaged_input_makes_reading_fail(tmp_path: Path) -> None:
    faults = [f"input {number}: {fault}" for number in range(SLICE) if (fault := fault_of(SEED, number, tmp_path))]

    assert faults == []
    assert TALLY["PostRecord"] > SLICE


def test_an_input_is_made_again_from_its_seed_and_number() -> None:
    one, other = (input_of(SEED, number, KINDS) for number in (7, 8))

    assert input_of(SEED, 7, KINDS) == one != other


def take_in_damaged(numbers: range, directory: Path) -> int:
    """Import inputs one after the other into one archive, which stays whole; return how many were taken."""
    taken = 0
    for number in numbers:
        made = input_of(SEED, number, KINDS)
        path = directory / made.name
        path.write_bytes(made.content)
        try:
            with within(60):
                import_file(path, ImportOptions(series="gardenlib", format=made.kind, publish=number % 2 == 0))
            taken += 1
        except (UnreadableFile, NoSeries, BadOverride):
            pass
        except BaseException as error:
            raise AssertionError(f"seed {SEED}, input {number} ({made.name}, {made.kind})") from error
        assert_consistent()
    return taken


@pytest.mark.django_db
def test_damaged_files_leave_a_whole_archive(tmp_path: Path) -> None:
    assert take_in_damaged(range(WHOLE_IMPORTS), tmp_path) > WHOLE_IMPORTS // 4


@pytest.mark.slow
@pytest.mark.django_db
def test_many_damaged_files_leave_a_whole_archive(tmp_path: Path) -> None:
    assert take_in_damaged(range(10_000, 10_000 + MANY_WHOLE_IMPORTS), tmp_path) > MANY_WHOLE_IMPORTS // 4
