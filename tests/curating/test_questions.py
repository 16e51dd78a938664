"""Questions are edited, added, split, merged, ordered, numbered and deleted; all of it can be undone, and stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.builders import make_series
from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from transcripts import curating
from transcripts.importing import regroup_all
from transcripts.models import Alias, Chat, Decision, Placement, Question, Series, Tweet

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    """Who sits at the desk."""
    return User.objects.create_superuser("ann")


@pytest.fixture
def ben() -> User:
    """Who sits there, too."""
    return User.objects.create_superuser("ben")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An hour with three questions, a bonus one without number, and what is said to it."""
    bonus = a_status("And what would you do with a barn? #gardenlib", author="guest", minute=32)
    answers = [
        a_status(
            f"@guest I would fill it, {who} #gardenlib",
            author=who,
            minute=33,
            number=number,
            in_reply_to_status_id_str=bonus["id_str"],
        )
        for number, who in enumerate(("ann", "ben"))
    ]
    return write_lines(tmp_path / "a.jsonl", [*a_chat_hour(), bonus, *answers])


@pytest.fixture
def chat(file: Path) -> Chat:
    """That hour, grouped."""
    make_series()
    take_in(file, series="gardenlib")
    return Chat.objects.get()


def key_of(words: str) -> str:
    return Tweet.objects.get(text__contains=words).key


def questions() -> list[str]:
    return [one.label for one in Question.objects.all()]


def under(label: str) -> int:
    return Placement.objects.filter(question__label=label).count()


def state() -> dict[str, Any]:
    """All that can be decided about questions, and where every post stands."""
    rows = Question.objects.values_list(
        *("label", "slug", "number", "position", "text", "text_by_hand", "asked_at", "asked_at_by_hand", "by_hand"),
        "found_as",
    )
    placed = Placement.objects.values_list("tweet__key", "question__label", "part", "role", "method", "confidence")
    chat = Chat.objects.get()
    aliases = sorted(Alias.objects.values_list("path", "target"))
    return {
        "questions": list(rows),
        "placed": sorted(map(str, placed)),
        "chat": (sorted(chat.by_hand), chat.dropped_questions),
        "aliases": aliases,
    }


Act = Callable[[User, Chat], object]
ACTS: dict[str, Act] = {
    "edit": lambda who, chat: curating.edit_question(who, chat, "Q2", new_label="Q7", text="What about it?"),
    "add": lambda who, chat: curating.add_question(who, chat, "Bonus", "A barn?", asked_by=key_of("a barn")),
    "add without a post": lambda who, chat: curating.add_question(who, chat, "Q9", "What else?"),
    "split": lambda who, chat: curating.add_question(
        who, chat, "Q2b", "And else?", answers=curating.posts_from(chat, key_of("A2 cleo"))
    ),
    "merge": lambda who, chat: curating.merge_questions(who, chat, "Q3", "Q2"),
    "order": lambda who, chat: curating.order_questions(who, chat, ["Q3", "Q1", "Q2"]),
    "move": lambda who, chat: curating.move_question(who, chat, "Q1", 1),
    "delete": lambda who, chat: curating.delete_question(who, chat, "Q2"),
    "number": lambda who, chat: [
        curating.order_questions(who, chat, ["Q3", "Q1", "Q2"]),
        curating.number_questions(who, chat),
    ],
}
OUTCOMES = {
    "edit": ["Q1", "Q7", "Q3"],
    "add": ["Q1", "Q2", "Q3", "Bonus"],
    "add without a post": ["Q1", "Q2", "Q3", "Q9"],
    "split": ["Q1", "Q2", "Q2b", "Q3"],
    "merge": ["Q1", "Q2"],
    "order": ["Q3", "Q1", "Q2"],
    "move": ["Q2", "Q1", "Q3"],
    "delete": ["Q1", "Q3"],
    "number": ["Q1", "Q2", "Q3"],
}


@pytest.mark.parametrize("published", [False, True])
@pytest.mark.parametrize("act", ACTS)
def test_it_stands_through_regrouping_and_files_and_is_undone_exactly(
    ann: User, chat: Chat, file: Path, tmp_path: Path, act: str, published: bool
) -> None:
    if published:
        curating.publish([chat])
    before = state()
    ACTS[act](ann, chat)
    assert questions() == OUTCOMES[act]
    decided = state()
    assert decided != before

    regroup_all(Series.objects.get())
    assert state() == decided
    take_in(file, series="gardenlib")
    assert state() == decided
    more = [a_status("A1 Me too! #gardenlib", author="eve", minute=14), *a_chat_hour()]
    take_in(write_lines(tmp_path / "b.jsonl", more), series="gardenlib")
    assert state()["questions"] == decided["questions"]
    Tweet.objects.get(author__handle="eve").delete()
    regroup_all(Series.objects.get())

    while curating.undo_last(ann, Chat.objects.get()):
        pass
    undone = state()
    # An address that showed an added question for a while says for ever that it is gone.
    gone = [alias for alias in undone.pop("aliases") if alias[1]]
    assert gone == [alias for alias in before.pop("aliases") if alias[1]]
    assert undone == before
    regroup_all(Series.objects.get())
    assert {**state(), "aliases": None} == {**before, "aliases": None}


def test_words_and_label_are_a_persons_from_then_on(ann: User, chat: Chat) -> None:
    curating.edit_question(ann, chat, "Q2", new_label="T2", text=" What\n about  it?\0 ")
    question = Question.objects.get(label="T2")
    assert (question.text, question.slug, question.number, question.name) == ("What about it?", "t2", 2, "Q2")
    assert under("T2") == 5


@pytest.mark.parametrize("label", ["", "Q3", "q3", "intro", "hidden", "Opening", "Q2.ask", "<b>", "x" * 21, "~1"])
def test_a_label_that_is_none_or_anothers_is_refused(ann: User, chat: Chat, label: str) -> None:
    for act in (
        lambda: curating.edit_question(ann, chat, "Q2", new_label=label, text=""),
        lambda: curating.add_question(ann, chat, label, ""),
    ):
        with pytest.raises(curating.Undecidable):
            act()
    assert questions() == ["Q1", "Q2", "Q3"]
    assert not Decision.objects.exists()


def test_what_replies_to_the_post_that_asks_follows_an_added_question(ann: User, chat: Chat) -> None:
    curating.add_question(ann, chat, "Bonus", "A barn?", asked_by=key_of("a barn"))
    assert under("Bonus") == 3
    assert Question.objects.get(label="Bonus").asked_at == Tweet.objects.get(key=key_of("a barn")).posted_at


def test_marked_answers_find_an_added_question_and_one_deleted_before(ann: User, chat: Chat) -> None:
    curating.delete_question(ann, chat, "Q3")
    assert under("Q3") == 0
    curating.add_question(ann, chat, "Q3", "What about point three?")
    assert Placement.objects.filter(question__label="Q3", method="marker").count() == 5
    assert Question.objects.get(label="Q3").names == ("Q3",)
    assert Chat.objects.get().dropped_questions == []


def test_a_label_that_became_free_is_another_questions_of_another_name(ann: User, chat: Chat) -> None:
    curating.edit_question(ann, chat, "Q2", new_label="Q4", text="Four")
    curating.add_question(ann, chat, "Q2", "Two")
    assert Question.objects.get(label="Q4").name == "Q2"
    assert Question.objects.get(label="Q2").name == "Q2-2"
    assert (under("Q4"), under("Q2")) == (5, 0)
    regroup_all(Series.objects.get())
    assert (under("Q4"), under("Q2")) == (5, 0)


def test_a_question_that_is_found_under_a_taken_label_gets_one_of_its_own(
    ann: User, chat: Chat, tmp_path: Path
) -> None:
    curating.edit_question(ann, chat, "Q3", new_label="Q4", text="Last")
    fourth = a_status("Q4: What about point 4? #gardenlib", author="host", minute=34)
    take_in(write_lines(tmp_path / "b.jsonl", [fourth]), series="gardenlib")
    assert questions() == ["Q1", "Q2", "Q4", "Q4-2"]
    assert Question.objects.get(label="Q4-2").text == "What about point 4?"


class TestAddresses:
    """What was given out leads on, or says that it is gone; it never shows something else."""

    @pytest.fixture(autouse=True)
    def _published(self, chat: Chat) -> None:
        curating.publish([chat])
        chat.refresh_from_db()

    def answer(self, client: Client, slug: str) -> tuple[int, str]:
        response = client.get(f"/gardenlib/2015-05-12/{slug}/")
        return response.status_code, response.headers.get("Location", "")

    def test_a_new_label_leaves_it(self, client: Client, ann: User, chat: Chat) -> None:
        curating.edit_question(ann, chat, "Q3", new_label="Q4", text="Last")
        assert self.answer(client, "q3") == (200, "")
        assert self.answer(client, "q4") == (404, "")
        curating.add_question(ann, chat, "Q3", "Third")
        assert Question.objects.get(label="Q3").slug == "q3-2"

    def test_a_merged_one_leads_on(self, client: Client, ann: User, chat: Chat) -> None:
        curating.merge_questions(ann, chat, "Q3", "Q2")
        assert self.answer(client, "q3") == (301, "/gardenlib/2015-05-12/q2/")
        curating.merge_questions(ann, chat, "Q2", "Q1")
        assert self.answer(client, "q3") == (301, "/gardenlib/2015-05-12/q1/")
        curating.undo_last(ann, chat)
        assert self.answer(client, "q3") == (301, "/gardenlib/2015-05-12/q2/")
        curating.undo_last(ann, chat)
        assert self.answer(client, "q3") == (200, "")

    def test_a_deleted_one_is_gone_also_for_what_led_there(self, client: Client, ann: User, chat: Chat) -> None:
        curating.merge_questions(ann, chat, "Q3", "Q2")
        curating.delete_question(ann, chat, "Q2")
        assert self.answer(client, "q2")[0] == self.answer(client, "q3")[0] == 410
        curating.add_question(ann, chat, "Q2", "Another")
        assert self.answer(client, "q2")[0] == 410
        assert Question.objects.get(label="Q2").slug == "q2-2"

    def test_numbering_anew_moves_none(self, client: Client, ann: User, chat: Chat) -> None:
        curating.order_questions(ann, chat, ["Q3", "Q1", "Q2"])
        curating.number_questions(ann, chat)
        assert {one.label: one.slug for one in Question.objects.all()} == {"Q1": "q3", "Q2": "q1", "Q3": "q2"}
        assert "What about point 3?" in client.get("/gardenlib/2015-05-12/q3/").content.decode()


def test_in_a_draft_addresses_follow_the_labels(ann: User, chat: Chat) -> None:
    curating.order_questions(ann, chat, ["Q3", "Q1", "Q2"])
    curating.number_questions(ann, chat)
    assert [(one.label, one.slug, one.text) for one in Question.objects.all()] == [
        ("Q1", "q1", "What about point 3?"),
        ("Q2", "q2", "What about point 1?"),
        ("Q3", "q3", "What about point 2?"),
    ]


def test_what_another_decided_since_about_another_question_is_left_alone(ann: User, ben: User, chat: Chat) -> None:
    curating.merge_questions(ann, chat, "Q3", "Q2")
    curating.edit_question(ben, chat, "Q1", new_label="Q1", text="Ben's words")
    curating.add_question(ben, chat, "Bonus", "A barn?", asked_by=key_of("a barn"))
    curating.undo_last(ann, chat)
    assert sorted(questions()) == ["Bonus", "Q1", "Q2", "Q3"]
    assert Question.objects.get(label="Q1").text == "Ben's words"
    assert (under("Q2"), under("Q3"), under("Bonus")) == (5, 5, 3)
    assert Question.objects.get(label="Q2").names == ("Q2",)


def test_a_post_sorted_before_its_question_was_relabelled_goes_back_to_that_question(
    ann: User, ben: User, chat: Chat
) -> None:
    key = key_of("A2 cleo")
    curating.decide_place(ann, chat, [key], "aside")
    curating.edit_question(ben, chat, "Q2", new_label="Q8", text="x")
    curating.add_question(ben, chat, "Q2", "Another")
    curating.undo_last(ann, chat)
    assert Placement.objects.get(tweet__key=key).label == "Q8"


def test_deciding_what_is_so_already_is_no_decision(ann: User, chat: Chat) -> None:
    assert curating.edit_question(ann, chat, "Q1", new_label="Q1", text="What about point 1?") == []
    with pytest.raises(curating.Undecidable):
        curating.merge_questions(ann, chat, "Q1", "Q1")


def test_a_draft_whose_questions_a_person_edited_stays(ann: User, chat: Chat) -> None:
    curating.edit_question(ann, chat, "Q2", new_label="Q2", text="Mine")
    Tweet.objects.exclude(text__contains="Thanks").delete()
    regroup_all(Series.objects.get())
    assert Question.objects.get(label="Q2").text == "Mine"


def test_what_a_person_edited_follows_its_post_where_a_host_does_not_number(ann: User, tmp_path: Path) -> None:
    prompts = (
        "First question: how did your seed library begin?",
        "Next question: who keeps the catalogue up to date?",
        "Next question: where does money come from?",
        "Next question: what do visitors complain of?",
        "Last question: which drawer is your favourite?",
    )
    asks = [
        a_status(f"{prompt} #gardenlib", author="host", minute=8 * place) for place, prompt in enumerate(prompts, 1)
    ]
    answers = [
        a_status(f"{who} has an answer, no. {place} #gardenlib", author=who, minute=8 * place + after)
        for place in range(1, 6)
        for after, who in enumerate(("ann", "ben", "cleo", "dora"), 1)
    ]
    hour = [a_status("Welcome to #gardenlib! Say hello.", author="host", minute=0), *answers]
    make_series(usual_hosts=["host"])
    take_in(write_lines(tmp_path / "a.jsonl", [*hour, asks[0], *asks[2:]]), series="gardenlib")
    money = Placement.objects.asks().get(tweet__text__contains="money")
    assert money.label == "Q2.ask"
    curating.edit_question(ann, Chat.objects.get(), "Q2", new_label="Q2", text="Money?")

    take_in(write_lines(tmp_path / "b.jsonl", [*hour, *asks]), series="gardenlib")
    texts = {one.label: one.text for one in Question.objects.all()}
    assert sorted(texts) == ["Q1", "Q2", "Q3", "Q4", "Q5"]
    assert texts["Q2"] == "Money?"
    assert Placement.objects.asks().get(tweet__text__contains="money").label == "Q2.ask"
    assert Placement.objects.asks().get(tweet__text__contains="catalogue").label == "Q3.ask"
