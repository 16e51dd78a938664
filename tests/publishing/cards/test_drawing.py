"""Pictures are of the size that other sites ask for, small, and show what they are about, whatever was posted."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from transcripts.publishing import Card, draw
from transcripts.publishing.cards import drawing
from transcripts.publishing.cards.card import Face, Foot

CARD = Card(
    page="/t/1/",
    site="Seedbed",
    words="In a cold cellar",
    quoted=True,
    label="Q1",
    above="Where do you keep them?",
    instead="Lending seeds",
    face=Face("AL", 3),
    left=Foot("Ann Lee", "@ann"),
    right=Foot("Lending seeds", "#gardenlib chats, 12 May 2015"),
)
MARGIN, MIDDLE = 72, 600
WORDS = (MARGIN, 190, 1200 - MARGIN, 474)


def opened(card: Card) -> Image.Image:
    return Image.open(BytesIO(draw(card)))


def inked(picture: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Where something stands within a part of the picture."""
    part = picture.convert("L").crop(box).point(lambda light: 255 if light < 120 else 0)
    return part.getbbox()


@pytest.mark.parametrize(
    "words",
    [
        "Yes.",
        "",
        "seedling " * 4000,
        "W" * 5000,
        "z" + "\u0335\u0300" * 500,
        "\u202e\u2066\u200b\x00\ud800",
        "💚👩‍🌾" * 300,
        "私たちの図書館" * 100,
        "مرحبا " * 100,
        "a\n" * 300,
        "<script>alert(1)</script>",
    ],
)
def test_any_words_make_a_small_png(words: str) -> None:
    hostile = replace(CARD, words=words, above=words, left=Foot(words, words), right=Foot(words, words))
    picture = draw(hostile)

    assert Image.open(BytesIO(picture)).size == (1200, 630)
    assert Image.open(BytesIO(picture)).format == "PNG"
    assert len(picture) < 300_000


def test_words_stay_within_the_margins() -> None:
    picture = opened(replace(CARD, words="seedling " * 100 + "W" * 300))

    assert inked(picture, (0, 130, MARGIN, 600)) is None
    assert inked(picture, (1200 - MARGIN + 1, 130, 1200, 600)) is None


def test_quotes_and_titles_look_different_and_so_do_different_words() -> None:
    pictures = {draw(card) for card in (CARD, replace(CARD, quoted=False), replace(CARD, words="In a cold cell"))}

    assert len(pictures) == 3


def test_the_bar_of_a_quote_stands_where_its_words_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    accent = (11, 90, 97)
    left = opened(CARD).getpixel((MARGIN + 3, 330))
    right = opened(replace(CARD, words="שלום")).getpixel((1200 - MARGIN - 3, 330))

    assert (left, right) == (accent, accent)


def test_words_that_cannot_be_drawn_give_way_to_the_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "can_draw", lambda text: "種" not in text)

    assert draw(replace(CARD, words="種の図書館")) == draw(replace(CARD, words="Lending seeds", quoted=False, label=""))


def test_an_address_changes_with_whatever_is_drawn() -> None:
    others = [
        replace(CARD, site="Other"),
        replace(CARD, words="Other"),
        replace(CARD, lang="ja"),
        replace(CARD, left=Foot("Bob", "@ann")),
        replace(CARD, face=Face("AL", 4)),
    ]

    assert len({card.path for card in (CARD, *others)}) == 6
    assert replace(CARD).path == CARD.path
    assert CARD.path.startswith("/cards/t/1.")


def test_a_card_says_in_words_what_it_shows() -> None:
    assert CARD.alt == "“In a cold cellar” – Ann Lee – @ann – Lending seeds – #gardenlib chats, 12 May 2015"
