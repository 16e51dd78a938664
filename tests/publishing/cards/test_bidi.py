"""Directions follow UAX #9; Hebrew letters stand for all that runs right to left."""

from __future__ import annotations

import pytest

from transcripts.publishing.cards import bidi


def seen(text: str) -> str:
    """A text as it is seen from left to right, before pairs are mirrored."""
    base = bidi.base_level(text)
    return "".join(bidi.in_visual_order(text, bidi.levels(text, base)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("seeds", "seeds"),
        ("אבג", "גבא"),
        ("the אבג seeds", "the גבא seeds"),
        ("the אבג דה seeds", "the הד גבא seeds"),
        ("אבג seeds דה", "הד seeds גבא"),
        ("אבג 60 דה", "הד 60 גבא"),
        ("seeds 60 אבג", "seeds 60 גבא"),
        ("אבג 12:30 דה", "הד 12:30 גבא"),
        ("אבג 5% דה", "הד 5% גבא"),
        ("אבג -5 דה", "הד 5- גבא"),
        ("אבג!", "!גבא"),
        ("א (seeds) ב", "ב )seeds( א"),
        ("مرحبا 2015", "2015 ابحرم"),
        ("مرحبا 12-30", "30-12 ابحرم"),
        ("60 cans", "60 cans"),
        ("!", "!"),
        ("", ""),
    ],
)
def test_words_are_seen_in_the_order_that_unicode_gives_them(text: str, shown: str) -> None:
    assert seen(text) == shown


def test_a_mark_runs_with_its_letter() -> None:
    assert bidi.levels("אֱa", 1) == [1, 1, 2]


def test_the_first_strong_letter_decides_where_a_text_begins() -> None:
    assert bidi.base_level("12 אב ab") == 1
    assert bidi.base_level("12 ab אב") == 0
    assert bidi.base_level("12") == 0
