"""When two wordings are one post."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from tests.builders import START
from transcripts.importing.twins import Wording, find_twins

LONG = "A2 We lend seeds to anyone who brings a jar"


def wording(key: str, *texts: str, **fields: Any) -> Wording:
    """A post of one author, told by a file of its own; keys of digits have an id and a time."""
    has_id = key.isdigit()
    defaults: dict[str, Any] = {
        "author": 1,
        "posted_at": START,
        "sequence": 0,
        "said_on": START.date(),
        "is_timed": has_id,
        "has_id": has_id,
        "is_repost": False,
        "runs": frozenset({hash(key)}),
    }
    return Wording(key=key, texts=texts, **(defaults | fields))


@pytest.mark.parametrize(
    "pasted",
    [
        LONG,
        "We lend seeds to anyone who brings a jar",
        "A2: We lend seeds to anyone who brings a jar! #gardenlib https://t.co/abc",
        "A2 We lend seeds to anyone that brings jar",
    ],
)
def test_a_post_is_known_in_the_words_of_a_paste(pasted: str) -> None:
    assert find_twins([wording("1", LONG), wording("paste", pasted)]) == {"paste": "1"}


@pytest.mark.parametrize(
    "other",
    [
        "A3 We lend seeds to anyone who brings a jar",
        "A2 We lend 5 seeds to anyone who brings a jar",
        "A2 We never lend tools to those without a jar",
        "A2",
    ],
)
def test_another_mark_another_number_or_other_words_are_another_post(other: str) -> None:
    assert find_twins([wording("1", LONG), wording("paste", other)]) == {}


@pytest.mark.parametrize(
    "difference",
    [{"author": 2}, {"said_on": START.date() - timedelta(days=1)}, {"is_repost": True}, {"runs": frozenset({7})}],
)
def test_another_author_day_or_kind_and_two_posts_of_one_file_are_two(difference: dict[str, Any]) -> None:
    assert find_twins([wording("1", LONG, runs=frozenset({7})), wording("paste", LONG, **difference)]) == {}


def test_two_posts_with_ids_are_two() -> None:
    assert find_twins([wording("1", LONG), wording("2", LONG)]) == {}


def test_short_words_are_the_same_or_not_at_all() -> None:
    assert find_twins([wording("1", "Agreed!"), wording("paste", "agreed")]) == {"paste": "1"}
    assert find_twins([wording("1", "Agreed!"), wording("paste", "agree")]) == {}


def test_the_same_words_twice_find_each_its_own_in_order() -> None:
    later = START + timedelta(minutes=9)
    first, second = wording("1", LONG), wording("2", LONG, posted_at=later)
    paste = frozenset({5})
    pasted = [wording("a", LONG, runs=paste, sequence=1), wording("b", LONG, runs=paste, sequence=2)]

    for some in permutations([first, second, *pasted]):
        assert find_twins(some) == {"a": "1", "b": "2"}


def test_of_two_pastes_the_longer_wording_stays() -> None:
    assert find_twins([wording("a", LONG), wording("b", LONG + "!")]) == {"a": "b"}


def test_an_earlier_wording_counts_too() -> None:
    known = wording("1", "Something else altogether, it seems", LONG)
    assert find_twins([known, wording("paste", LONG)]) == {"paste": "1"}
