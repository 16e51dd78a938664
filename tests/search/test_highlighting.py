"""What is marked in a text."""

from __future__ import annotations

import pytest

from transcripts.search import highlight, parse


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Flipping a flipped class", "flip", ["Flipping", "flipped"]),
        ("Sí, el Café", "cafe", ["Café"]),
        ("It doesn’t cost", "doesn't", ["doesn’t"]),
        ("the seed library, a seed", '"seed library"', ["seed library"]),
        ("seed libraries", '"seed library"', []),
        ("seeds and soil", "seeds -soil", ["seeds"]),
        ("#GardenLib rocks", "#gardenlib", ["GardenLib"]),
        ("we use node.js", "node.js", ["node.js"]),
        ("ann said", "from:ann", []),
        ("a b a b a", '"a b a"', ["a b a b a"]),
        ("fire 🎉 works", "🎉", ["🎉"]),
        ("anything", "", []),
    ],
)
def test_marks(text: str, typed: str, marked: list[str]) -> None:
    assert [segment.text for segment in highlight(text, parse(typed)) if segment.marked] == marked
