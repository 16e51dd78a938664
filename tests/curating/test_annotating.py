"""Marks for the best answers, remarks and notes: written down, taken back, and still there after everything else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from tests.builders import make_chat, make_question, make_tweet, place
from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from transcripts import curating
from transcripts.grouping import Part
from transcripts.importing import Overrides, regroup_all, undo
from transcripts.models import (
    LONGEST_NOTE,
    LONGEST_REMARK,
    Annotation,
    Chat,
    Decision,
    GuestLink,
    ImportRun,
    Series,
    Tweet,
)
from transcripts.publishing import Transcript

pytestmark = pytest.mark.django_db
PASTE = "@host: Q1: What about point 1? #gardenlib\n@zoe: A1 I only stand in the paste #gardenlib\n"


@pytest.fixture
def ann() -> User:
    """Who sits at the desk."""
    return User.objects.create_superuser("ann")


@pytest.fixture
def chat() -> Chat:
    """A chat with a question and an answer."""
    chat = make_chat()
    place(chat, make_tweet(key="77", source_id="77"), make_question(chat, 1))
    return chat


def written() -> set[tuple[str, str, str]]:
    return set(Annotation.objects.values_list("kind", "key", "text"))


def add_all(user: User, chat: Chat, key: str) -> None:
    """Write something of every kind."""
    curating.mark_best(user, chat, [key], best=True)
    curating.write_remark(user, chat, key, "loved this!")
    for where in ("Q1", "opening", "closing"):
        curating.write_note(user, chat, where, f"At {where}")


ALL = {
    ("best", "77", ""),
    ("remark", "77", "loved this!"),
    ("note", "Q1", "At Q1"),
    ("opening", "", "At opening"),
    ("closing", "", "At closing"),
}


def test_what_is_added_is_journalled_and_renews_the_pages(ann: User, chat: Chat) -> None:
    version = chat.version
    add_all(ann, chat, "77")

    assert written() == ALL
    assert Chat.objects.get().version != version
    told = list(Decision.objects.order_by("pk").values_list("kind", "about", "key", "before", "after"))
    assert told[:3] == [
        ("marked", "best", "77", {"text": None}, {"text": ""}),
        ("written", "remark", "77", {"text": None}, {"text": "loved this!"}),
        ("written", "note", "Q1", {"text": None}, {"text": "At Q1"}),
    ]


def test_each_is_taken_back_by_itself_the_last_first(ann: User, chat: Chat) -> None:
    add_all(ann, chat, "77")
    for number in (4, 3, 2, 1, 0):
        curating.undo_last(ann, chat)
        assert len(written()) == number


def test_an_earlier_wording_comes_back(ann: User, chat: Chat) -> None:
    curating.write_note(ann, chat, "Q1", "first")
    curating.write_note(ann, chat, "Q1", "second")
    curating.undo_last(ann, chat)

    assert written() == {("note", "Q1", "first")}


def test_several_posts_are_marked_at_one_press_and_unmarked(ann: User, chat: Chat) -> None:
    place(chat, make_tweet(key="78", source_id="78"), Part.ASIDE)
    assert len(curating.mark_best(ann, chat, ["77", "78"], best=True)) == 2
    assert len(curating.mark_best(ann, chat, ["77"], best=False)) == 1
    assert written() == {("best", "78", "")}
    curating.undo_last(ann, chat)
    curating.undo_last(ann, chat)
    assert written() == set()


def test_nothing_written_takes_away_what_was(ann: User, chat: Chat) -> None:
    curating.write_remark(ann, chat, "77", "ha")
    curating.write_remark(ann, chat, "77", " \n ")

    assert written() == set()
    assert curating.write_remark(ann, chat, "77", "") == []


def test_the_same_again_is_no_decision(ann: User, chat: Chat) -> None:
    add_all(ann, chat, "77")
    add_all(ann, chat, "77")

    assert Decision.objects.count() == 5


def test_a_database_and_a_reader_get_no_control_characters(ann: User, chat: Chat) -> None:
    curating.write_note(ann, chat, "closing", "one\0\x1b[31m\r\ntwo\rthree\t\x9f ")

    assert written() == {("closing", "", "one[31m\ntwo\nthree")}


def test_what_is_too_long_is_refused_whole(ann: User, chat: Chat) -> None:
    curating.write_remark(ann, chat, "77", "x" * LONGEST_REMARK)
    with pytest.raises(curating.Undecidable, match="That is 1,001 characters long; 1,000 is the most"):
        curating.write_remark(ann, chat, "77", "x" * (LONGEST_REMARK + 1))
    with pytest.raises(curating.Undecidable, match="characters long"):
        curating.write_note(ann, chat, "opening", "x" * (LONGEST_NOTE + 1))

    assert {len(text) for _, _, text in written()} == {LONGEST_REMARK}


@pytest.mark.parametrize("place", ["Q2", "", "intro", "<b>"])
def test_a_note_above_no_question_is_refused(ann: User, chat: Chat, place: str) -> None:
    with pytest.raises(curating.Undecidable, match="no question"):
        curating.write_note(ann, chat, place, "Hm")


def test_posts_of_another_chat_are_refused(ann: User, chat: Chat) -> None:
    make_tweet(key="99")
    with pytest.raises(curating.Undecidable):
        curating.mark_best(ann, chat, ["77", "99"], best=True)
    with pytest.raises(curating.Undecidable):
        curating.write_remark(ann, chat, "99", "Hm")

    assert written() == set()


def test_a_note_follows_its_question_to_another_label(ann: User, chat: Chat) -> None:
    curating.write_note(ann, chat, "Q1", "first")
    curating.edit_question(ann, chat, "Q1", new_label="Q7", text="What grows?")
    curating.write_note(ann, chat, "Q7", "second")
    assert written() == {("note", "Q1", "second")}
    curating.undo_last(ann, chat)
    curating.undo_last(ann, chat)

    assert written() == {("note", "Q1", "first")}
    assert chat.questions.get().label == "Q1"


def test_questions_that_are_merged_keep_both_notes_until_one_is_written(ann: User, chat: Chat) -> None:
    make_question(chat, 2)
    for label in ("Q1", "Q2"):
        curating.write_note(ann, chat, label, f"At {label}")
    curating.merge_questions(ann, chat, "Q2", "Q1")
    assert Transcript.of(chat).questions[0].note == "At Q1\n\nAt Q2"
    curating.write_note(ann, chat, "Q1", "Of both")
    assert Transcript.of(chat).questions[0].note == "Of both"
    curating.undo_last(ann, chat)
    curating.undo_last(ann, chat)

    assert [section.note for section in Transcript.of(Chat.objects.get()).questions] == ["At Q1", "At Q2"]


def test_a_note_goes_with_its_question_and_never_stands_above_another_of_its_name(ann: User, chat: Chat) -> None:
    curating.write_note(ann, chat, "Q1", "At Q1")
    curating.delete_question(ann, chat, "Q1")
    curating.add_question(ann, chat, "Q1", "Who pays?")
    assert [section.note for section in Transcript.of(Chat.objects.get()).questions] == [""]
    assert written() == set()
    curating.undo_last(ann, chat)
    curating.undo_last(ann, chat)

    assert [section.note for section in Transcript.of(Chat.objects.get()).questions] == ["At Q1"]
    assert not Decision.objects.filter(kind=Decision.Kind.DELETED, undone_at=None).exists()


def test_a_guest_picks_and_writes_under_their_name(ann: User, chat: Chat) -> None:
    curating.invite(ann, chat, "Zoe", days=7, may_publish=False)
    zoe = GuestLink.objects.get()
    curating.mark_best(zoe, chat, ["77"], best=True)
    curating.write_note(zoe, chat, "Q1", "At Q1")

    assert set(Decision.objects.values_list("guest", "by_name")) == {(zoe.pk, "Zoe (guest)")}
    assert curating.undo_last(ann, chat) == []
    curating.undo_last(zoe, chat)
    assert written() == {("best", "77", "")}


@pytest.mark.parametrize(("found_as", "name"), [([], "Q1"), (["Q3"], "Q3"), (["Q3", "Q1"], "Q3")])
def test_a_note_is_a_decision_about_the_question_that_has_its_name(chat: Chat, found_as: list[str], name: str) -> None:
    chat.questions.update(found_as=found_as)
    make_question(chat, 2)
    assert not chat.questions.by_hand().exists()
    Annotation.objects.put(chat, Annotation.Kind.NOTE, {name: "Hm"})

    assert chat.questions.by_hand().get().label == "Q1"
    assert chat.is_edited


class TestSurvival:
    """Regrouping, the same file, undone uploads and twins leave it alone."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return write_lines(tmp_path / "a.jsonl", a_chat_hour())

    @pytest.fixture
    def draft(self, ann: User, file: Path) -> Chat:
        """An hour with everything on its first answer, and a note above the last question."""
        take_in(file, series="gardenlib", timezone="America/Chicago")
        chat = Chat.objects.get()
        add_all(ann, chat, Tweet.objects.get(text__startswith="A1 ann").key)
        curating.write_note(ann, chat, "Q3", "Hardly anybody came to this.")
        return chat

    def test_regrouping_and_the_same_file_again(self, draft: Chat, file: Path) -> None:
        before = written()
        regroup_all(Series.objects.get())
        take_in(file, series="gardenlib")

        assert written() == before
        assert len(before) == 6

    def test_an_upload_taken_back_and_in_again(self, draft: Chat, file: Path) -> None:
        before = written()
        undo(ImportRun.objects.get())
        assert Chat.objects.get() == draft
        take_in(file, series="gardenlib")

        assert written() == before
        assert Chat.objects.get() == draft
        assert draft.placements.filter(tweet__key=next(key for kind, key, _ in before if kind == "best")).exists()

    def test_a_question_that_is_asked_no_more_but_has_a_note_stays(self, draft: Chat) -> None:
        draft.tweets.filter(text__startswith="Q3").delete()
        draft.tweets.filter(text__startswith="A3").delete()
        regroup_all(Series.objects.get())

        assert draft.questions.filter(label="Q3").exists()

    def test_a_draft_whose_hour_is_found_no_more_stays(self, draft: Chat) -> None:
        draft.tweets.all().delete()
        regroup_all(Series.objects.get())

        assert Chat.objects.get() == draft

    def test_a_post_whose_id_turns_up_keeps_its_mark_remark_and_way_back(self, ann: User, tmp_path: Path) -> None:
        paste = tmp_path / "paste.txt"
        paste.write_text(PASTE)
        day = Overrides(date=date(2015, 5, 12))
        take_in(paste, series="gardenlib", timezone="America/Chicago", overrides=day)
        chat, old = Chat.objects.get(), Tweet.objects.get(author__handle="zoe").key
        curating.mark_best(ann, chat, [old], best=True)
        curating.write_remark(ann, chat, old, "loved this!")
        hour = [*a_chat_hour(), a_status("A1 I only stand in the paste #gardenlib", author="zoe", minute=12, number=5)]
        take_in(write_lines(tmp_path / "b.jsonl", hour), series="gardenlib")

        new = Tweet.objects.get(author__handle="zoe").key
        assert new != old
        assert written() == {("best", new, ""), ("remark", new, "loved this!")}
        undo(ImportRun.objects.get(file_name="b.jsonl"))
        assert written() == {("best", old, ""), ("remark", old, "loved this!")}
        curating.undo_last(ann, chat)
        assert written() == {("best", old, "")}
