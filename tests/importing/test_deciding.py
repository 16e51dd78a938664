"""What people decided about questions is laid over what grouping found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import START
from transcripts.grouping import AskedQuestion
from transcripts.importing.deciding import Decided, in_order, number_in


def asked(label: str, minute: int | None = None, *keys: str, text: str = "What?") -> AskedQuestion:
    """A question that was found, or is kept."""
    moment = None if minute is None else START + timedelta(minutes=minute)
    return AskedQuestion(label, number_in(label), text, moment, keys)


def labels(questions: list[AskedQuestion]) -> list[str]:
    return [one.label for one in questions]


FOUND = [asked("Q1", 5), asked("Q2", 10), asked("Q3", 15)]


def test_without_decisions_it_is_as_it_was_found() -> None:
    assert Decided().laid_over(FOUND) == FOUND == Decided().folded(FOUND)


def test_what_a_person_deleted_gathers_no_posts() -> None:
    assert labels(Decided(dropped=frozenset({"Q2"})).laid_over(FOUND)) == ["Q1", "Q3"]


def test_what_a_person_added_gathers_posts_from_its_moment_on() -> None:
    assert labels(Decided(kept=(asked("Bonus", 12),)).laid_over(FOUND)) == ["Q1", "Q2", "Bonus", "Q3"]
    assert labels(Decided(kept=(asked("Q9"),)).laid_over(FOUND)) == ["Q1", "Q2", "Q3", "Q9"]


def test_to_what_has_neither_number_nor_moment_nor_post_nothing_leads() -> None:
    assert Decided(kept=(asked("Bonus"),)).laid_over(FOUND) == FOUND


def test_an_added_question_that_is_found_later_is_the_same() -> None:
    laid = Decided(kept=(asked("Q2", 10, "own"),)).laid_over([*FOUND[:1], asked("Q2", 11, "found"), FOUND[2]])
    assert labels(laid) == ["Q1", "Q2", "Q3"]
    assert laid[1].asked_by == ("found", "own")


def test_merged_questions_gather_posts_by_either_number_and_are_one_in_the_end() -> None:
    decided = Decided(kept=(asked("Q2", 10),), names={"Q2": "Q2", "Q3": "Q2"})
    found = [FOUND[0], asked("Q2", 10, "a", text=""), asked("Q3", 15, "b", text="Why?")]
    assert labels(decided.laid_over(found)) == ["Q1", "Q2", "Q3"]
    one = decided.folded(found)[1]
    assert (one.label, one.text, one.asked_at, one.asked_by) == ("Q2", "Why?", found[1].asked_at, ("a", "b"))


def test_a_merged_question_stays_where_only_the_other_one_is_found() -> None:
    decided = Decided(kept=(asked("Q2", 10),), names={"Q2": "Q2", "Q3": "Q2"})
    assert labels(decided.laid_over([FOUND[2]])) == ["Q3"]
    assert labels(decided.folded([FOUND[2]])) == ["Q2"]


@pytest.mark.parametrize(
    ("found", "known", "by_hand", "order"),
    [
        ("1 2 3", "", False, "1 2 3"),
        ("1 2 3", "3 2 1", False, "1 2 3"),
        ("1 2 3", "3 2 1", True, "3 2 1"),
        ("1 2 3 4", "3 2 1", True, "3 4 2 1"),
        ("0 1 2", "2 1", True, "0 2 1"),
        ("1 3", "1 2 3", False, "1 2 3"),
    ],
)
def test_questions_stand_in_the_order_of_asking_unless_a_person_put_them_otherwise(
    found: str, known: str, by_hand: bool, order: str
) -> None:
    assert in_order(found.split(), known.split(), by_hand=by_hand) == order.split()


def test_what_a_person_edited_keeps_its_name_where_labels_only_count() -> None:
    found = [asked("Q1", 5, "a"), asked("Q2", 8, "new"), asked("Q3", 10, "b", "b2"), asked("Q4", 15, "c")]
    laid = Decided(known_by={"Q2": frozenset({"b"})}).laid_over(found)
    assert [(one.label, one.number, one.asked_by[0]) for one in laid] == [
        *(("Q1", 1, "a"), ("Q3", 3, "new"), ("Q2", 2, "b"), ("Q4", 4, "c")),
    ]
    both = Decided(known_by={"Q2": frozenset({"b"}), "Q3": frozenset({"c"})}).laid_over(found)
    assert {one.label: one.asked_by[0] for one in both} == {"Q1": "a", "Q2": "b", "Q3": "c", "Q4": "new"}


def test_what_is_still_asked_by_one_of_its_posts_is_not_another() -> None:
    found = [asked("Q1", 5, "a"), asked("Q2", 10, "b"), asked("Q3", 15, "c")]
    assert Decided(known_by={"Q2": frozenset({"b", "c"})}).laid_over(found) == found
    assert Decided(known_by={"Q2": frozenset({"gone"})}).laid_over(found) == found


@pytest.mark.parametrize(
    ("name", "number"),
    [("Q4", 4), ("T2a", 2), ("7", 7), ("Bonus", None), ("Q2-2", None), ("", None), ("Q1234567", None)],
)
def test_marked_answers_find_a_question_by_the_number_in_its_name(name: str, number: int | None) -> None:
    assert number_in(name) == number
