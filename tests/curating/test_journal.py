"""What is decided at the desk is written down, can be taken back exactly, and stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from tests.builders import make_chat, make_question, make_series, make_tweet, place
from tests.importing.builders import a_chat_hour, a_status, write_lines
from tests.importing.importing import take_in
from tests.working import work
from transcripts import curating, search
from transcripts.grouping import Method, Part, Role
from transcripts.importing import regroup_all, undo
from transcripts.models import Chat, Decision, ImportRun, Placement, Question, Series, Tweet

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
def chat() -> Chat:
    """A draft with two questions, which regrouping leaves as it is."""
    chat = make_chat(published=False, by_hand=["sessions"])
    make_question(chat, 1, text_by_hand=True)
    make_question(chat, 2, text_by_hand=True)
    return chat


@pytest.fixture
def guess(chat: Chat) -> Placement:
    """An answer that was only guessed to belong under Q1."""
    return place(chat, make_tweet(), question(chat, "Q1"), method=Method.TIME, confidence=0.413)


def question(chat: Chat, label: str) -> Question:
    return chat.questions.get(label=label)


def state(chat: Chat, key: str) -> tuple[str, str, float, bool, str]:
    """All that a decision can change about a post."""
    one = chat.placements.select_related("question", "tweet").get(tweet__key=key)
    return one.label, one.method, one.confidence, one.tweet.hidden, one.tweet.hidden_reason


def test_a_place_is_written_as_a_persons_and_journalled_in_words(ann: User, chat: Chat, guess: Placement) -> None:
    version = chat.version
    curating.decide_place(ann, chat, [guess.tweet.key], "Q2")

    assert state(chat, guess.tweet.key) == ("Q2", Method.HAND, 1.0, False, "")
    decision = Decision.objects.get()
    assert (decision.by, decision.chat, decision.where) == (ann, chat, "gardenlib/2015-05-12")
    assert (decision.key, decision.kind) == (guess.tweet.key, "placed")
    assert decision.before == {"question": "Q1", "part": "", "role": "answer", "method": "time", "confidence": 0.413}
    assert decision.after == {"question": "Q2", "part": "", "role": "answer", "method": "hand", "confidence": 1.0}
    assert Chat.objects.get().version != version


@pytest.mark.parametrize(("told", "label"), [("Q2.ask", "Q2.ask"), *((part, part) for part in curating.SORTED_PARTS)])
def test_every_place_can_be_told_in_a_word(ann: User, chat: Chat, guess: Placement, told: str, label: str) -> None:
    curating.decide_place(ann, chat, [guess.tweet.key], told)

    assert state(chat, guess.tweet.key)[0] == label


@pytest.mark.parametrize("told", ["Q9", "Q9.ask", "unplaced", "", "intro.ask", "<b>"])
def test_a_place_that_is_none_is_refused(ann: User, chat: Chat, guess: Placement, told: str) -> None:
    with pytest.raises(curating.Undecidable):
        curating.decide_place(ann, chat, [guess.tweet.key], told)

    assert state(chat, guess.tweet.key)[0] == "Q1"
    assert not Decision.objects.exists()


def test_posts_of_another_chat_are_refused_and_nothing_is_half_done(ann: User, chat: Chat, guess: Placement) -> None:
    stranger = make_tweet("elsewhere")
    with pytest.raises(curating.Undecidable):
        curating.decide_place(ann, chat, [guess.tweet.key, stranger.key], "Q2")

    assert state(chat, guess.tweet.key)[0] == "Q1"


@pytest.mark.parametrize("keys", [[], ["nowhere"]])
def test_no_post_is_no_decision(ann: User, chat: Chat, keys: list[str]) -> None:
    with pytest.raises(curating.Undecidable):
        curating.hide_posts(ann, chat, keys, "spam")


def test_a_post_asks_the_question_it_stands_under_and_answers_it_again(ann: User, chat: Chat, guess: Placement) -> None:
    curating.decide_asking(ann, chat, [guess.tweet.key], asks=True)
    assert chat.placements.get().role == Role.ASK

    curating.decide_asking(ann, chat, [guess.tweet.key], asks=False)
    assert chat.placements.get().role == Role.ANSWER


def test_what_stands_under_no_question_asks_none(ann: User, chat: Chat) -> None:
    hello = place(chat, make_tweet(), Part.INTRO)
    with pytest.raises(curating.Undecidable, match="Sort it under a question first"):
        curating.decide_asking(ann, chat, [hello.tweet.key], asks=True)


def test_undoing_restores_place_evidence_and_sureness_as_they_were(ann: User, chat: Chat, guess: Placement) -> None:
    before = state(chat, guess.tweet.key)
    curating.decide_place(ann, chat, [guess.tweet.key], "aside")
    undone = curating.undo_last(ann, chat)

    assert state(chat, guess.tweet.key) == before
    assert [one.key for one in undone] == [guess.tweet.key]
    assert Decision.objects.get().undone_at


def test_decisions_are_undone_one_after_the_other_the_last_first(ann: User, chat: Chat, guess: Placement) -> None:
    key, seen = guess.tweet.key, [state(chat, guess.tweet.key)]
    curating.decide_place(ann, chat, [key], "Q2")
    seen.append(state(chat, key))
    curating.hide_posts(ann, chat, [key], "spam")
    seen.append(state(chat, key))
    curating.show_posts(ann, chat, [key])
    seen.append(state(chat, key))
    curating.decide_asking(ann, chat, [key], asks=True)

    for before in reversed(seen):
        curating.undo_last(ann, chat)
        assert state(chat, key) == before
    assert curating.undo_last(ann, chat) == []


def test_what_was_decided_at_one_press_is_undone_together(ann: User, chat: Chat, guess: Placement) -> None:
    other = place(chat, make_tweet("Another"), Part.UNPLACED, method=Method.TIME, confidence=0.0)
    curating.decide_place(ann, chat, [guess.tweet.key, other.tweet.key], "Q2")
    curating.undo_last(ann, chat)

    assert state(chat, guess.tweet.key)[:3] == ("Q1", "time", 0.413)
    assert state(chat, other.tweet.key)[:3] == ("unplaced", "time", 0.0)


def test_each_undoes_their_own_and_never_what_another_decided_since(
    ann: User, ben: User, chat: Chat, guess: Placement
) -> None:
    key = guess.tweet.key
    curating.decide_place(ann, chat, [key], "Q2")
    curating.decide_place(ben, chat, [key], "aside")
    assert curating.undo_last(ann, chat) == []
    assert state(chat, key)[0] == "aside"

    curating.undo_last(ben, chat)
    curating.undo_last(ann, chat)
    assert state(chat, key)[:3] == ("Q1", "time", 0.413)


def test_saying_the_same_twice_is_one_decision(ann: User, chat: Chat, guess: Placement) -> None:
    curating.decide_place(ann, chat, [guess.tweet.key], "Q2")
    assert curating.decide_place(ann, chat, [guess.tweet.key], "Q2") == []

    curating.hide_posts(ann, chat, [guess.tweet.key], "spam")
    assert curating.hide_posts(ann, chat, [guess.tweet.key], "spam") == []
    assert Decision.objects.count() == 2


def test_a_guess_that_a_person_confirms_is_theirs(ann: User, chat: Chat, guess: Placement) -> None:
    curating.decide_place(ann, chat, [guess.tweet.key], "Q1")

    assert state(chat, guess.tweet.key)[:3] == ("Q1", Method.HAND, 1.0)


def test_hiding_keeps_its_reason_and_undoing_the_reason_before(ann: User, chat: Chat, guess: Placement) -> None:
    key = guess.tweet.key
    curating.hide_posts(ann, chat, [key], " asked for ")
    curating.hide_posts(ann, chat, [key], "x" * 300)
    assert Tweet.objects.get().hidden_reason == "x" * 200

    curating.undo_last(ann, chat)
    assert state(chat, key)[3:] == (True, "asked for")


def test_an_undo_whose_question_is_gone_leaves_the_post_to_grouping(ann: User, chat: Chat, guess: Placement) -> None:
    curating.decide_place(ann, chat, [guess.tweet.key], "aside")
    question(chat, "Q1").delete()
    curating.undo_last(ann, chat)

    assert chat.placements.get().method != Method.HAND


def test_a_draft_in_which_a_person_sorted_posts_stays(ann: User) -> None:
    chat = make_chat(published=False)
    told = place(chat, make_tweet(), make_question(chat, 1))
    curating.decide_place(ann, chat, [told.tweet.key], "aside")
    regroup_all(chat.series)

    assert chat.placements.get().part == Part.ASIDE


def test_as_many_posts_as_one_likes_are_decided_in_as_many_queries(ann: User, chat: Chat) -> None:
    asked = question(chat, "Q1")
    keys = [place(chat, make_tweet(f"No. {number}"), asked).tweet.key for number in range(30)]
    with CaptureQueriesContext(
        connection,
    ) as one:
        curating.decide_place(ann, chat, keys[:1], "Q2")
    with CaptureQueriesContext(connection) as many:
        curating.decide_place(ann, chat, keys[1:], "Q2")

    assert len(many) == len(one)


def test_the_index_of_a_public_chat_follows_in_the_background(ann: User, chat: Chat, guess: Placement) -> None:
    curating.publish([chat])
    chat.refresh_from_db()
    curating.decide_place(ann, chat, [guess.tweet.key], "Q2")
    curating.decide_place(ann, chat, [guess.tweet.key], "aside")
    curating.decide_place(ann, chat, [guess.tweet.key], "Q2")
    assert search.find("q:2 seeds").total == 0
    assert DBTaskResult.objects.count() == 1

    work()
    assert search.find("q:2 seeds").total == 1


def test_a_draft_asks_no_worker(ann: User, chat: Chat, guess: Placement) -> None:
    curating.decide_place(ann, chat, [guess.tweet.key], "Q2")

    assert not DBTaskResult.objects.exists()


class TestSurvival:
    """Regrouping, the same file, another file, and an undone upload leave decisions alone."""

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return write_lines(tmp_path / "a.jsonl", a_chat_hour())

    @pytest.fixture
    def decided(self, ann: User, file: Path) -> dict[str, tuple[Any, ...]]:
        """An hour in which every answer to Q1 was moved, an asking post turned, and one post hidden."""
        make_series()
        take_in(file, series="gardenlib")
        chat = Chat.objects.get()
        answers = [one.tweet.key for one in chat.placements.answers().filter(question__label="Q1")]
        for key, told in zip(answers, ["Q3", "aside", "off", "Q2.ask"], strict=True):
            curating.decide_place(ann, chat, [key], told)
        asking = Tweet.objects.get(text__startswith="Q2").key
        curating.decide_asking(ann, chat, [asking], asks=False)
        thanks = Tweet.objects.get(text__startswith="Thanks").key
        curating.hide_posts(ann, chat, [thanks], "spam")
        return {key: state(chat, key) for key in (*answers, asking, thanks)}

    def stands(self, decided: dict[str, tuple[Any, ...]]) -> bool:
        chat = Chat.objects.get()
        return {key: state(chat, key) for key in decided} == decided

    def test_regrouping(self, decided: dict[str, tuple[Any, ...]]) -> None:
        regroup_all(Series.objects.get())

        assert self.stands(decided)

    def test_the_same_file_again(self, file: Path, decided: dict[str, tuple[Any, ...]]) -> None:
        take_in(file, series="gardenlib")

        assert self.stands(decided)

    def test_another_file_of_the_hour(self, tmp_path: Path, decided: dict[str, tuple[Any, ...]]) -> None:
        more = [a_status("A1 Me too! #gardenlib", author="eve", minute=14), *a_chat_hour()]
        take_in(write_lines(tmp_path / "b.jsonl", more), series="gardenlib")

        assert self.stands(decided)

    def test_an_upload_taken_back_and_in_again(self, file: Path, decided: dict[str, tuple[Any, ...]]) -> None:
        undo(ImportRun.objects.get())
        take_in(file, series="gardenlib")

        assert self.stands(decided)

    def test_undoing_after_regrouping(self, ann: User, decided: dict[str, tuple[Any, ...]]) -> None:
        chat = Chat.objects.get()
        regroup_all(Series.objects.get())
        while curating.undo_last(ann, chat):
            pass

        assert not Placement.objects.by_hand().exists()
        assert not Tweet.objects.filter(hidden=True).exists()
        before = [one.label for one in chat.placements.in_order()]
        regroup_all(Series.objects.get())
        assert [one.label for one in chat.placements.in_order()] == before
