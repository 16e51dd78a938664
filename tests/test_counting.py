"""Numbers agree with their nouns."""

from __future__ import annotations

import pytest

from transcripts.counting import count, people


@pytest.mark.parametrize(
    ("number", "noun", "plural", "told"),
    [
        (0, "post", "", "0 posts"),
        (1, "post", "", "1 post"),
        (1312, "post", "", "1,312 posts"),
        (1, "address", "addresses", "1 address"),
        (2, "address", "addresses", "2 addresses"),
    ],
)
def test_a_noun_follows_its_number(number: int, noun: str, plural: str, told: str) -> None:
    assert count(number, noun, plural) == told


def test_one_person_is_no_people() -> None:
    assert [people(number) for number in (1, 2, 1200)] == ["one person", "2 people", "1,200 people"]
