"""Marks in texts: the forms people write and the things that only look like marks."""

from __future__ import annotations

import pytest

from transcripts.grouping import Letters, Place, Role, own_markers, read_markers

from .chatting import QA

ASKING = [
    "Q1: Why?",
    "Q1 - why",
    "Q1. Why",
    "Q1) why",
    "Q1.) why",
    "Q 1 why",
    "Question 1: why",
    "#q1 why",
    "re Q1, no",
]


@pytest.mark.parametrize("text", ASKING)
def test_a_question_mark_is_read_in_all_its_forms(text: str) -> None:
    (mark,) = read_markers(text, QA)
    assert (mark.label, mark.role, mark.place) == ("Q1", Role.ASK, Place.LEADING)


@pytest.mark.parametrize(
    "text", ["A2. yes", "a2.1 yes", "A2- yes", ".@host A2 yes", "#tag A2 yes", "A 2 I think", "answer two: x"]
)
def test_an_answer_mark_is_read_in_all_its_forms(text: str) -> None:
    (mark,) = read_markers(text, QA)
    assert (mark.number, mark.role, mark.place) == (2, Role.ANSWER, Place.LEADING)


@pytest.mark.parametrize(
    "text",
    [
        "print it on A4 paper",
        "one side of A4",
        "Q1 results are in",
        "sales in Q3 2015",
        "A11y matters",
        "R1 institutions",
        "A 2 hour walk",
        "R2D2",
        "see http://t.co/Q1 there",
        "@A1 hello",
        "bonus points for me",
        "T2 diabetes",
    ],
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert read_markers(text, QA) == ()


def test_a_part_belongs_to_the_label() -> None:
    (mark,) = read_markers("T2b: and at home?", QA)
    assert (mark.label, mark.number, mark.part) == ("T2b", 2, "b")


def test_several_marks_are_read_in_order() -> None:
    assert [mark.label for mark in read_markers("A1 & A2 are the same", QA)] == ["A1", "A2"]


def test_a_mark_at_the_end_is_trailing() -> None:
    (mark,) = read_markers("more time for reading #chat A2", QA)
    assert mark.place is Place.TRAILING


def test_a_mark_after_rt_is_quoted_and_the_own_one_wins() -> None:
    marks = own_markers("A1 yes! RT @host: Q1 Why?", QA)
    assert [mark.label for mark in marks] == ["A1"]


def test_only_the_letters_of_the_series_are_marks() -> None:
    german = Letters(("F",), ("A",))
    assert [mark.label for mark in read_markers("F1 Warum? Q1 Why?", german)] == ["F1"]


def test_a_letter_of_both_roles_leaves_the_role_open() -> None:
    (mark,) = read_markers("T1: wash hands", Letters(("T",), ("T",)))
    assert mark.role is None


def test_a_bonus_question_has_no_number() -> None:
    (mark,) = read_markers("Bonus) And what else?", QA)
    assert (mark.label, mark.number) == ("Bonus", None)
