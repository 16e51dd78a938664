"""Asking for less where nothing has all the words."""

from __future__ import annotations

import pytest

from transcripts.search import loosened, parse


@pytest.mark.parametrize(
    ("asked", "looser"),
    [
        ("lending seeds", "lending OR seeds"),
        ('the "seed library" of Ohio', '"seed library" OR Ohio'),
        ("grow* things from:ann -tomato sort:newest", "from:ann -tomato grow* sort:newest"),
        ("seeds", ""),
        ("from:ann seeds", ""),
        ("seeds OR bulbs", ""),
        ("what is it", ""),
        ("", ""),
    ],
)
def test_any_of_the_telling_words_will_do_and_filters_stay(asked: str, looser: str) -> None:
    assert loosened(parse(asked)) == looser
