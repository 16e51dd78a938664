"""Words are set so that all of them are drawn right: by fonts that have them, in their order, within their lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import lacking
from transcripts.publishing.cards import fonts, lacking_scripts
from transcripts.publishing.cards.setting import Block, Copy
from transcripts.publishing.cards.signs import Hand, Run, can_draw

WIDTH = 800
SAMPLES = {
    "Arabic": "مرحبا بكم في مكتبة البذور، كيف بدأت؟",
    "Hebrew": "הספרייה שלנו התחילה במגירה אחת",
    "Japanese": "私たちの図書館は小さな引き出し一つから始まりました。「本当に？」と言われました！",
    "Korean": "우리 도서관은 서랍 하나로 시작했습니다",
    "Thai": "ห้องสมุดของเราเริ่มจากลิ้นชักเดียว",
    "Hindi": "हमारा पुस्तकालय एक दराज से शुरू हुआ",
    "emoji": "We 💚 them 👩‍🌾👍🏽 1️⃣ 🇨🇦 ☕",
}


@pytest.fixture
def all_fonts() -> None:
    """The fonts of this machine have every script."""
    if missing := lacking_scripts():
        lacking(f"fonts for {', '.join(missing)} are wanting")
    if not fonts.is_shaping():
        lacking("FriBiDi is wanting")


def set_in(text: str, size: int = 40, most: int = 0) -> Block:
    return Copy.of(text, Hand()).set(size, WIDTH, most)


def runs_in(block: Block) -> list[Run]:
    """The runs as they are seen, spaces between them left out."""
    return [run for line in block.lines for run in line.runs if run.text.strip()]


def lines_of(block: Block) -> list[str]:
    """The lines as they are seen, runs from left to right."""
    return ["".join(run.text for run in line.runs) for line in block.lines]


@pytest.mark.usefixtures("all_fonts")
@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES.keys())
def test_every_character_is_drawn_by_a_font_that_has_it(text: str) -> None:
    runs = runs_in(set_in(text))

    assert all(run.face.has(run.text.replace(" ", "")) for run in runs)
    assert sorted("".join(run.text for run in runs).replace(" ", "")) == sorted(text.replace(" ", ""))


@pytest.mark.usefixtures("all_fonts")
def test_emoji_come_from_a_font_of_pictures_and_letters_do_not() -> None:
    told = {run.text.strip(): bool(run.face.strike) for run in runs_in(set_in("1 ☕ 💚 a"))}

    assert told == {"1": False, "☕": True, "💚": True, "a": False}


@pytest.mark.usefixtures("all_fonts")
def test_right_to_left_words_begin_at_the_right_with_others_among_them() -> None:
    block = set_in("שלום one two עולם")

    assert block.is_rtl
    assert [(run.text.strip(), run.is_rtl) for run in runs_in(block)] == [
        ("עולם", True),
        ("one two", False),
        ("שלום", True),
    ]


@pytest.mark.usefixtures("all_fonts")
def test_the_sign_of_a_hashtag_stays_with_its_name() -> None:
    (line,) = lines_of(set_in("שלום #seeds"))

    assert line.startswith("#seeds")


@pytest.mark.usefixtures("all_fonts")
def test_arabic_letters_are_joined() -> None:
    together = set_in("كتب").lines[0].width
    apart = sum(set_in(letter).lines[0].width for letter in "كتب")

    assert together < 0.9 * apart


@pytest.mark.usefixtures("all_fonts")
def test_japanese_lines_end_between_characters_but_never_before_punctuation() -> None:
    lines = lines_of(set_in(SAMPLES["Japanese"] * 6, size=50))

    assert len(lines) > 3
    assert not any(line.startswith(tuple("、。」！？")) for line in lines)
    assert not any(line.endswith("「") for line in lines)


def test_no_line_is_wider_than_its_room() -> None:
    block = set_in("seeds " * 40 + "W" * 200 + " https://example.org/" + "a" * 300)

    assert block.width <= WIDTH
    assert len(block.lines) > 10


def test_words_are_as_large_as_they_fit() -> None:
    sizes = (90, 60, 30)

    assert Copy.of("Yes.", Hand()).as_large_as_fits(sizes, WIDTH, 200).size == 90
    assert Copy.of("seeds " * 40, Hand()).as_large_as_fits(sizes, WIDTH, 400).size == 30


def test_a_long_text_is_cut_at_a_word_with_an_ellipsis() -> None:
    block = Copy.of("seedling " * 400, Hand()).as_large_as_fits((60, 30), WIDTH, 200)

    assert block.height <= 200
    assert lines_of(block)[-1].endswith("seedling…")


def test_titles_do_not_end_in_a_single_word() -> None:
    copy = Copy.of("Hashtag chats, kept for good", Hand(bold=True))
    block = copy.balanced(copy.set(80, 1056), 1056)

    assert [len(line.split()) > 1 for line in lines_of(block)] == [True, True]


def test_paragraphs_stay_apart_and_blank_lines_take_no_room() -> None:
    assert lines_of(set_in("one\n\n\ntwo\r\n three ")) == ["one", "two", " three"]


def test_zero_width_and_turning_characters_are_not_drawn() -> None:
    assert lines_of(set_in("a\u200bb\u202ec\x07\ufeff")) == ["abc"]


def test_without_a_font_for_its_letters_a_text_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    without_system_fonts(monkeypatch)

    assert can_draw("Ελληνικά, Русский, Tiếng Việt, naïve – “quoted”… 💚")
    assert not can_draw("The word 種")


def test_emoji_without_a_font_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    without_system_fonts(monkeypatch)

    assert lines_of(set_in("We 💚 seeds")) == ["We [green heart] seeds"]


def test_a_broken_font_file_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    (tmp_path / "Broken-Regular.ttf").write_bytes(b"no font")  # type: ignore[operator]
    (tmp_path / "BrokenEmoji.ttf").write_bytes(b"no font")  # type: ignore[operator]
    without_system_fonts(monkeypatch)
    monkeypatch.setattr(fonts, "PLACES", (tmp_path,))

    assert not can_draw("種")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_set(text: str) -> None:
    block = Copy.of(text, Hand()).as_large_as_fits((60, 40), WIDTH, 200)

    assert block.height <= 200 + block.leading
    assert block.width <= WIDTH + block.size * 2


def without_system_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have only the fonts of our own."""
    monkeypatch.setattr(fonts, "PLACES", ())
    for name in ("_files", "_coloured", "_regular_first", "_bold_first", "_picture_of", "_system_face"):
        monkeypatch.setattr(fonts, name, getattr(fonts, name).__wrapped__)
