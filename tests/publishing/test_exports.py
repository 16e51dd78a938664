"""Transcripts leave as files that tell what is shown."""

from __future__ import annotations

import csv
import io
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.builders import make_chat, make_question, make_tweet, place
from transcripts.grouping import Part, Role
from transcripts.models import Annotation, Chat, ImportRun, Sighting
from transcripts.publishing import Transcript
from transcripts.publishing.exports import EXPORTS, export

pytestmark = pytest.mark.django_db


def rows_of(chat: Chat, **options: bool) -> list[dict[str, str]]:
    told = "".join(export(Transcript.of(chat, **options), "csv"))
    return list(csv.DictReader(io.StringIO(told)))


def test_csv_tells_where_each_post_is_placed_and_why() -> None:
    chat = make_chat()
    question = make_question(chat, 2)
    place(chat, make_tweet("Q2 What grows?", minute=1), question, role=Role.ASK)
    place(chat, make_tweet("A2 Beans", minute=2), question)
    place(chat, make_tweet("Hi", minute=3), Part.INTRO)
    rows = rows_of(chat)
    assert [row["placement"] for row in rows] == ["intro", "Q2.ask", "Q2"]
    assert (rows[2]["method"], rows[2]["confidence"]) == ("marker", "0.95")


def test_csv_dates_are_utc() -> None:
    chat = make_chat()
    place(chat, make_tweet(minute=10), Part.ASIDE)
    assert rows_of(chat)[0]["posted_at"] == "2015-05-13T01:10:00Z"


def test_csv_gives_the_networks_ids_and_else_the_archives_keys() -> None:
    chat = make_chat()
    asked = make_tweet(key="keyonly", source_id="", minute=1)
    place(chat, asked, Part.ASIDE)
    place(chat, make_tweet(source_id="9", minute=2, reply_to_key="keyonly"), Part.ASIDE)
    assert [(row["id"], row["reply_to"]) for row in rows_of(chat)] == [("keyonly", ""), ("9", "keyonly")]


def test_csv_holds_retweets_with_what_they_repeat() -> None:
    chat = make_chat()
    original = make_tweet("Beans")
    place(chat, original, Part.ASIDE)
    place(chat, make_tweet("RT @ann: Beans", is_repost=True, repost_of_key=original.key), Part.ASIDE)
    assert [row["retweet_of"] for row in rows_of(chat)] == ["", original.source_id]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@ann hi", "\tx", "\rx"])
def test_csv_cells_are_never_formulas(start: str) -> None:
    chat = make_chat()
    place(chat, make_tweet(start), Part.ASIDE)
    assert rows_of(chat)[0]["text"] == f"'{start}"


def test_csv_names_the_uploads_that_told_of_a_post() -> None:
    chat = make_chat()
    tweet = make_tweet()
    place(chat, tweet, Part.ASIDE)
    for name in ("twitter-v1", "spreadsheet"):
        run = ImportRun.objects.create(series=chat.series, file_name=name, sha256=name, format=name)
        Sighting.objects.create(run=run, tweet=tweet, position=1)
    assert rows_of(chat, sources=True)[0]["source"] == "spreadsheet;twitter-v1"


def test_hidden_posts_are_exported_only_when_asked_for() -> None:
    chat = make_chat()
    place(chat, make_tweet("Spam", hidden=True), Part.ASIDE)
    assert not rows_of(chat)
    assert [row["hidden"] for row in rows_of(chat, hidden=True)] == ["true"]


def test_json_is_one_object_with_the_chat_and_its_posts() -> None:
    chat = make_chat()
    place(chat, make_tweet("Beans “é”"), make_question(chat, 1))
    told = json.loads("".join(export(Transcript.of(chat), "json")))
    assert told["questions"][0]["label"] == "Q1"
    assert told["posts"][0]["text"] == "Beans “é”"


@pytest.fixture
def annotated() -> Chat:
    """A chat with a picked answer, a remark beside it, and a note above its question."""
    chat = make_chat()
    place(chat, make_tweet("Beans", key="77", minute=5), make_question(chat, 1))
    for kind, key, text in (("best", "77", ""), ("remark", "77", "So <b>green</b>"), ("note", "Q1", "One\ntwo")):
        Annotation.objects.put(chat, kind, {key: text})
    return chat


def test_csv_tells_what_was_picked_and_remarked_apart_from_the_words(annotated: Chat) -> None:
    [row] = rows_of(annotated)
    assert (row["text"], row["best"], row["remark"]) == ("Beans", "true", "So <b>green</b>")


def test_markdown_says_what_is_a_note_or_a_remark(annotated: Chat) -> None:
    told = "".join(export(Transcript.of(annotated), "md"))
    assert "**Note:**\n\nOne  \ntwo\n\n" in told
    assert "(picked): Beans\n\n  **Remark:**\n\n  So \\<b>green\\</b>\n" in told


def test_plain_text_sets_notes_and_remarks_in_brackets(annotated: Chat) -> None:
    told = "".join(export(Transcript.of(annotated), "txt"))
    assert "[Note: One\ntwo]\n20:05 @ann (picked): Beans\n  [Remark: So <b>green</b>]\n" in told


def test_json_of_an_empty_chat_is_valid() -> None:
    assert json.loads("".join(export(Transcript.of(make_chat()), "json")))["posts"] == []


def test_markdown_of_a_hostile_post_is_only_text() -> None:
    chat = make_chat()
    place(chat, make_tweet("# <script>[x](javascript:y)\n- *b*"), Part.ASIDE)
    told = "".join(export(Transcript.of(chat), "md"))
    assert r"\# \<script\>\[x\](javascript:y)" in told
    assert r"\- \*b\*" in told


def test_plain_text_sets_replies_further_in() -> None:
    chat = make_chat()
    question = make_question(chat, 1)
    answer = make_tweet("Beans", minute=5)
    place(chat, answer, question)
    place(chat, make_tweet("Which?", author="bob", minute=6, reply_to_key=answer.key), question)
    told = "".join(export(Transcript.of(chat), "txt"))
    assert "Q1: What grows?\n\n20:05 @ann: Beans\n  20:06 @bob: Which?\n" in told


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_a_command_prints_drafts_too(name: str) -> None:
    chat = make_chat(published=False)
    place(chat, make_tweet("Beans"), Part.ASIDE)
    out = StringIO()
    call_command("export_chat", "gardenlib/2015-05-12", format=name, stdout=out)
    assert "Beans" in out.getvalue()


def test_a_command_says_when_there_is_no_such_chat() -> None:
    with pytest.raises(CommandError, match="no chat at gardenlib/2000-01-01"):
        call_command("export_chat", "gardenlib/2000-01-01")


@pytest.mark.parametrize("name", ["md", "txt"])
def test_files_to_read_say_who_retweeted(name: str) -> None:
    chat = make_chat()
    original = make_tweet("Beans")
    place(chat, original, Part.ASIDE)
    place(chat, make_tweet("RT @ann: Beans", author="bob", is_repost=True, repost_of_key=original.key), Part.ASIDE)
    assert "(1 retweet: @bob)" in "".join(export(Transcript.of(chat), name))
