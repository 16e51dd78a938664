"""What counts as the same word."""

from __future__ import annotations

import pytest

from transcripts.search.folding import stem, tokens, tokens_with_places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't don’t DON‘T dont", ["dont"] * 4),
        ("#EdChat edchat @Ann_Lee", ["edchat", "edchat", "ann_lee"]),
        ("naïve Straße ŁÓDŹ İzmir", ["naive", "strasse", "lodz", "izmir"]),
        ("L’École d'été", ["ecole", "ete"]),
        ("C# C++ F#m", ["c#", "c++", "f", "m"]),
        ("node.js 3.5 8:30", ["node", "js", "3.5", "8", "30"]),
        ("_so_ *loud*", ["so", "loud"]),
        ("https://www.example.org/a-b https://t.co/xyz", ["example", "org", "a", "b"]),
        ("日本語 ok", ["日", "本", "語", "ok"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("well🎉done 👩🏽", ["well", "🎉", "done", "👩"]),
        ("brand™ ﬁne", ["brand", "fine"]),
        ("\ud800 \x00 …", []),
    ],
)
def test_folds(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_says_where_words_stand_in_the_unfolded_text() -> None:
    text = "¿Ｃafe\u0301 in Straße, İzmir?"
    assert [text[token.start : token.end] for token in tokens_with_places(text)] == [
        "Ｃafe\u0301", "in", "Straße", "İzmir",
    ]  # fmt: skip


@pytest.mark.parametrize(("word", "root"), [("flipped", "flip"), ("libraries", "librari"), ("2015", "2015")])
def test_stems_english_words(word: str, root: str) -> None:
    assert stem(word) == root
