"""What readers take for one character stays one."""

from __future__ import annotations

import pytest

from transcripts.publishing.cards.clusters import clusters


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ab c", ["a", "b", " ", "c"]),
        ("e\u0301a", ["é", "a"]),
        ("שָׁ", ["שָׁ"]),
        ("👩‍🌾!", ["👩‍🌾", "!"]),
        ("👨‍👩‍👧‍👦👍🏽", ["👨‍👩‍👧‍👦", "👍🏽"]),
        ("🇨🇦🇫🇷", ["🇨🇦", "🇫🇷"]),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", ["🏴󠁧󠁢󠁳󠁣󠁴󠁿"]),
        ("1️⃣2", ["1️⃣", "2"]),
        ("❤️", ["❤️"]),
        ("می\u200cخواهم", ["م", "ی\u200c", "خ", "و", "ا", "ه", "م"]),
        ("a\u200bb\u00adc\x00\ue000", ["a", "b", "c"]),
    ],
)
def test_texts_come_apart_between_what_readers_see(text: str, pieces: list[str]) -> None:
    assert list(clusters(text)) == pieces


def test_no_letter_carries_more_marks_than_a_script_has() -> None:
    assert list(clusters("z" + "\u0335" * 40 + "a")) == ["z\u0335\u0335\u0335", "a"]
