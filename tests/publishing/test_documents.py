"""Every kind of page leaves as files in the same columns; a series leaves whole."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.builders import START, make_chat, make_person, make_question, make_series, make_tweet, place
from tests.web.lively import HOSTILE, Lively, make_lively
from transcripts.grouping import Part
from transcripts.models import ImportRun, Participant, Sighting, Tweet
from transcripts.publishing import (
    EXPORTS,
    ChatDocument,
    Conversation,
    Document,
    PersonDocument,
    PostDocument,
    QuestionDocument,
    SeriesDocument,
    Transcript,
    data_dictionary,
    series_zip,
)
from transcripts.publishing.exports import csv_cell, rows
from transcripts.publishing.exports.zipping import CHECKSUMS, Member, zipped

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "docs/data.md"


@pytest.fixture
def lively() -> Lively:
    """A chat with something of everything."""
    return make_lively()


def written(document: Document, form: str) -> str:
    return b"".join(EXPORTS[form].encoded(EXPORTS[form].write(document))).decode(EXPORTS[form].encoding)


def lines(document: Document) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(document, "csv"), newline="")))


def told(document: Document) -> dict[str, list[dict[str, object]]]:
    return dict(json.loads(written(document, "json")))


def of_question(lively: Lively) -> QuestionDocument:
    transcript = Transcript.of(lively.chat)
    section = transcript.question("q1")
    assert section
    return QuestionDocument(transcript, section)


def of_person(handle: str) -> PersonDocument:
    return PersonDocument(list(Participant.objects.filter(handle=handle)))


def every_kind(lively: Lively) -> list[Document]:
    return [
        ChatDocument(Transcript.of(lively.chat)),
        of_question(lively),
        PostDocument(Conversation.of(lively.answer)),
        of_person("ann"),
        of_person("mallory"),
        SeriesDocument(lively.chat.series),
    ]


def test_every_kind_of_page_leaves_in_every_format(lively: Lively) -> None:
    for document in every_kind(lively):
        columns = [field.name for field in fields(document.row)]
        assert list(lines(document)[0]) == columns == list(told(document)[document.rows_called][0])
        for form in ("md", "txt"):
            assert f"http://localhost:8000{document.path}" in written(document, form)


def test_a_question_leaves_with_its_answers_and_retweets_only(lively: Lively) -> None:
    document = of_question(lively)
    assert [line["placement"] for line in lines(document)] == ["Q1.ask", "Q1", "Q1", "Q1"]
    assert {line["chat"] for line in lines(document)} == {"gardenlib/2015-05-12"}
    assert told(document)["label"] == "Q1"
    assert "## Q1: How did your seed library begin?" in written(document, "md")


def test_a_post_leaves_with_what_it_answers_and_what_answers_it(lively: Lively) -> None:
    document = PostDocument(Conversation.of(lively.reply))
    assert [line["key"] for line in lines(document)] == [
        lively.answer.key,
        Tweet.objects.get(is_repost=True).key,
        lively.reply.key,
    ]
    assert told(document)["key"] == lively.reply.key
    assert told(document)["stands_in"][0]["placement"] == "Q1"
    assert "What it answers\n\n20:07 @ann: A1 In a cold cellar,\n" in written(document, "txt")


def test_a_person_leaves_with_all_they_said_newest_first_each_with_its_chat(lively: Lively) -> None:
    week_later = make_chat(start=START + timedelta(days=7), title="Saving seeds")
    place(week_later, make_tweet("Later", minute=7 * 24 * 60 + 5), Part.ASIDE)
    document = of_person("ann")
    assert [line["chat"] for line in lines(document)][:2] == ["gardenlib/2015-05-19", "gardenlib/2015-05-12"]
    assert told(document)["count"] == len(lines(document)) == len(told(document)["posts"])
    assert "## Saving seeds, \\#gardenlib chats, 19 May 2015\n" in written(document, "md")


def test_every_file_names_the_uploads_that_told_of_a_post(lively: Lively) -> None:
    run = ImportRun.objects.get()
    Sighting.objects.create(run=run, tweet=lively.answer, position=1)
    for document in (PostDocument(Conversation.of(lively.answer)), of_person("ann")):
        assert {line["source"] for line in lines(document) if line["key"] == lively.answer.key} == {"twitter-v1"}


def test_a_person_answers_by_the_ids_of_their_network() -> None:
    chat = make_chat()
    first = make_tweet(key="abc", source_id="https://x.example/1", network="mastodon")
    second = make_tweet(key="def", source_id="https://x.example/2", network="mastodon", reply_to_key="abc")
    for tweet in (first, second):
        place(chat, tweet, Part.ASIDE)
    assert {line["reply_to"] for line in lines(of_person("ann"))} == {"", "https://x.example/1"}


def test_a_series_leaves_as_the_list_of_its_public_chats(lively: Lively) -> None:
    make_chat(start=START + timedelta(days=7), published=False, title="Draft")
    document = SeriesDocument(lively.chat.series)
    [line] = lines(document)
    assert (line["address"], line["hosts"], line["start"]) == ("2015-05-12", "gardenhost", "2015-05-13T01:00:00Z")
    assert line["questions"] == "Q1: How did your seed library begin?\nQ2: What grows?"
    assert told(document)["chats"][0]["questions"] == line["questions"].split("\n")
    assert "- **[Lending seeds](http://localhost:8000/gardenlib/2015-05-12/)**, 12 May 2015." in written(document, "md")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
def test_no_cell_of_any_file_is_a_formula(start: str) -> None:
    words = f"{start} {HOSTILE}"
    chat = make_chat(make_series(name=words[:90], description=words), title=words, host=words[:40])
    question = make_question(chat, 1, words)
    make_person("ann", words[:90])
    odd = {"network": words[:20], "remark": words, "url": "https://x.example/=1"}
    place(chat, make_tweet(words, source_id=start, **odd), question)
    make_person(words[:90])
    place(chat, make_tweet(words, author=words[:90], reply_to_key=words[:40]), question)
    every = [ChatDocument(Transcript.of(chat)), SeriesDocument(chat.series), of_person("ann")]
    cells = [cell for document in every for line in lines(document) for cell in line.values()]
    assert [cell for cell in cells if cell.startswith(start[0])] == []
    assert f"'{words}" in cells


def test_a_cell_of_several_things_is_no_formula_either() -> None:
    assert csv_cell(("=1", "b")) == "'=1\nb"


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8(lively: Lively) -> None:
    form = EXPORTS["csv"]
    content = b"".join(form.encoded(form.write(ChatDocument(Transcript.of(lively.chat)))))
    assert content.startswith(b"\xef\xbb\xbfnetwork,id,")
    assert content.count(b"\xef\xbb\xbf") == 1


def test_ids_keep_all_their_digits() -> None:
    chat = make_chat()
    place(chat, make_tweet(key="590000000000000123", source_id="590000000000000123"), Part.ASIDE)
    document = ChatDocument(Transcript.of(chat))
    assert lines(document)[0]["id"] == told(document)["posts"][0]["id"] == "590000000000000123"


def test_the_data_dictionary_is_in_step() -> None:
    assert DATA.read_text() == data_dictionary(), "run `make docs`"


def test_the_data_dictionary_tells_every_column(lively: Lively) -> None:
    for document in every_kind(lively):
        told_of = {*told(document), *lines(document)[0]}
        assert {name for name in told_of if f"| `{name}` |" not in data_dictionary()} <= {"posts", "chats"}
    assert rows.ExportedPost.__annotations__.keys() >= {"id", "text"}


def zip_of(lively: Lively) -> ZipFile:
    return ZipFile(io.BytesIO(b"".join(series_zip(lively.chat.series))))


def test_a_series_leaves_whole_as_one_zip(lively: Lively) -> None:
    make_chat(start=START + timedelta(days=7), published=False)
    archive = zip_of(lively)
    own = [f"gardenlib.{form}" for form in EXPORTS]
    chats = [f"chats/2015-05-12.{form}" for form in EXPORTS]
    assert archive.namelist() == ["README.txt", "data.md", *own, *chats, CHECKSUMS]
    assert archive.testzip() is None
    assert archive.read("data.md").decode() == DATA.read_text()
    transcript = Transcript.of(lively.chat, sources=True)
    assert archive.read("chats/2015-05-12.md").decode() == written(ChatDocument(transcript), "md")
    assert "ann@example.org" in archive.read("README.txt").decode()


def test_a_zip_holds_the_checksums_of_its_files(lively: Lively) -> None:
    archive = zip_of(lively)
    sums = dict(reversed(line.split("  ")) for line in archive.read(CHECKSUMS).decode().splitlines())
    assert sums == {
        name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name != CHECKSUMS
    }


def test_a_zip_of_the_same_is_the_same(lively: Lively) -> None:
    assert b"".join(series_zip(lively.chat.series)) == b"".join(series_zip(lively.chat.series))


def test_a_zip_takes_no_more_memory_the_more_it_holds() -> None:
    # What deflate cannot make smaller.
    blocks = [hashlib.shake_256(bytes([number])).digest(100_000) for number in range(10)]

    def pieces() -> Iterator[bytes]:
        yield from islice(cycle(blocks), 100)

    tracemalloc.start()
    try:
        size = sum(map(len, zipped([Member("long", pieces())])))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 9_000_000
    assert peak < 3_000_000
