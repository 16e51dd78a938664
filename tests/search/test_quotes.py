"""Quotes are found among the public posts of the archive, and only among those."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.builders import make_tweet, place
from tests.search.archive import make_archive
from transcripts import search
from transcripts.grouping import Part
from transcripts.models import Chat, Handle, Tweet
from transcripts.search import FoundQuotes, Verdict

pytestmark = pytest.mark.django_db

POST = """\
# What I learned

Last week's chat was lively. “We're lending flipped tomato seeds […] It does not cost much!” said @ann.

> Flipping pancakes with fractions

Nothing else stems from there.
"""


@pytest.fixture
def posts() -> dict[str, Tweet]:
    return make_archive()


def found(text: str) -> dict[str, str]:
    return {quote.post.key: quote.verdict.value for quote in search.find_quotes(text).quotes}


def test_finds_every_quote_of_a_post(posts: dict[str, Tweet]) -> None:
    assert found(POST) == {posts["answer"].key: "edited", posts["maths"].key: "exact"}


def test_a_quote_knows_its_author_chat_and_question(posts: dict[str, Tweet]) -> None:
    quote = search.find_quotes(POST).quotes[0]

    assert quote.speaker == "ann"
    assert quote.post.series == "gardenlib"
    assert quote.post.label == "Q1"
    assert quote.passage == "We're lending flipped tomato seeds […] It does not cost much"


def test_gives_the_post_back_with_links(posts: dict[str, Tweet]) -> None:
    linked = search.find_quotes(POST).linked("https://example.org")

    answer, maths = (f"(https://example.org/t/{posts[name].key}/)" for name in ("answer", "maths"))
    assert f"“[We're lending flipped tomato seeds […] It does not cost much]{answer}!” said @ann." in linked
    assert f"> [Flipping pancakes with fractions]{maths}\n" in linked
    assert linked.replace("[We", "We").replace(f"much]{answer}", "much").replace("[Flip", "Flip").replace(
        f"fractions]{maths}", "fractions"
    ) == POST  # fmt: skip


def test_gives_markdown_and_text_back_as_html_too(posts: dict[str, Tweet]) -> None:
    link = f'<a href="https://example.org/t/{posts["maths"].key}/">Flipping pancakes with fractions</a>'

    assert f"<blockquote>\n<p>{link}</p>" in search.find_quotes(POST).linked_html("https://example.org")
    assert search.find_quotes("Flipping pancakes with fractions").linked_html("https://example.org") == f"<p>{link}</p>"


@pytest.mark.parametrize("how", ["hidden", "draft", "removed"])
def test_what_is_not_public_is_never_found(posts: dict[str, Tweet], how: str) -> None:
    match how:
        case "hidden":
            Tweet.objects.filter(key=posts["maths"].key).update(hidden=True)
        case "draft":
            Chat.objects.filter(series__slug="mathschat").update(published_at=None)
        case _:
            posts["maths"].delete()

    assert found(POST) == {posts["answer"].key: "edited"}
    assert search.closest("Flipping pancakes with fractions") == []


def test_the_original_counts_not_its_retweet(posts: dict[str, Tweet]) -> None:
    assert found("RT @ann: We’re lending flipped tomato seeds") == {posts["answer"].key: "exact"}


def test_says_when_the_post_names_somebody_else(posts: dict[str, Tweet]) -> None:
    (quote,) = search.find_quotes("“We’re lending flipped tomato seeds. It doesn’t cost much!” — Bob Ray (@bob)").quotes

    assert quote.finding.credit.agreement == search.Agreement.DIFFERS
    assert quote.finding.credit.named == "@bob"


def test_an_old_handle_names_its_owner_too(posts: dict[str, Tweet]) -> None:
    Handle.objects.create(participant=posts["answer"].author, network="twitter", folded="annie")

    (quote,) = search.find_quotes("“We’re lending flipped tomato seeds. It doesn’t cost much!” @annie").quotes

    assert quote.finding.credit.agreement == search.Agreement.AGREES


def test_closest_sentences_are_the_likest_first(posts: dict[str, Tweet]) -> None:
    quotes = search.closest("they were lending us some flipped tomatoes and seeds")

    assert quotes[0].post.key == posts["answer"].key
    assert [quote.verdict for quote in search.closest("We’re lending flipped tomato seeds")][:1] == [Verdict.EXACT]


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("We’re lending flipped tomato seeds", Verdict.EXACT),
        ("We’re lending flipped tomato plants", Verdict.EDITED),
        ("flipped tomato", Verdict.ALIKE),
        ("my cousin’s flipped tomato", Verdict.ALIKE),
        ("lending tomato seeds", Verdict.ALIKE),
    ],
)
def test_a_fragment_of_a_few_words_is_no_quote_of_a_long_sentence(
    posts: dict[str, Tweet], typed: str, verdict: Verdict
) -> None:
    assert [quote.verdict for quote in search.closest(typed)][:1] == [verdict]


def test_a_short_post_is_quoted_by_as_few_words_as_it_has(posts: dict[str, Tweet]) -> None:
    chat = posts["maths"].chats.get()
    place(chat, make_tweet("Radical hospitality! #mathschat"), Part.ASIDE)
    search.index([chat])
    assert search.closest("radical hospitality")[0].verdict == Verdict.EXACT


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "“”", "a" * 300_000, "<p>" * 70_000, "[a](" * 20_000, "\u202e😀" * 999]
)
def test_no_text_is_too_strange(posts: dict[str, Tweet], text: str) -> None:
    assert isinstance(search.find_quotes(text), FoundQuotes)
    assert search.closest(text) == []


def test_says_that_a_long_paste_was_cut_short(posts: dict[str, Tweet]) -> None:
    assert "first part" in search.find_quotes("word " * 50_000).note
    assert search.find_quotes("word").note == ""


def test_what_was_not_looked_at_comes_back_too(posts: dict[str, Tweet]) -> None:
    paste = "Flipping pancakes with fractions\n\n" + "word " * 50_000 + "end"
    found = search.find_quotes(paste)

    assert found.linked("") == paste.replace(
        "Flipping pancakes with fractions", f"[Flipping pancakes with fractions](/t/{posts['maths'].key}/)"
    )
    assert found.linked_html("").endswith("end</p>")


def test_answers_without_an_index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"

    assert "does not work at the moment" in search.find_quotes("We’re lending flipped tomato seeds").note
    assert search.closest("We’re lending flipped tomato seeds") == []


def test_reads_posts_in_as_many_queries_however_many_quotes(posts: dict[str, Tweet]) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert len(search.find_quotes(POST).quotes) == 2
    # An engine in the database has its own.
    assert len([one for one in asked if 'FROM "transcripts_' in one["sql"]]) == 3


class TestCommand:
    """`manage.py find_quotes FILE`."""

    def test_prints_the_text_with_links(self, posts: dict[str, Tweet], tmp_path: Path) -> None:
        file, out, told = tmp_path / "post.md", StringIO(), StringIO()
        file.write_text(POST)

        call_command("find_quotes", str(file), stdout=out, stderr=told)

        assert out.getvalue() == search.find_quotes(POST).linked("http://localhost:8000")
        assert "exact 0." in told.getvalue()
        assert "@bob (#mathschat 2015-05-13 Q2): Flipping pancakes with fractions" in told.getvalue()

    def test_tells_as_json(self, posts: dict[str, Tweet], tmp_path: Path) -> None:
        file, out = tmp_path / "post.txt", StringIO()
        file.write_text("“Flipping pancakes with fractions” @ann")

        call_command("find_quotes", str(file), "--json", "--format", "text", stdout=out)

        (told,) = (json.loads(line) for line in out.getvalue().splitlines())
        assert (told["verdict"], told["author"], told["named"]) == ("exact", "bob", "@ann")
        assert told["named_author"] == "differs"
        assert told["edits"][-1] == {"change": "left out", "text": "#mathschat"}

    @pytest.mark.parametrize("raw", [b"Caf\xe9", b"a\0b", "Café".encode("utf-16")])
    def test_a_file_that_is_no_text_comes_back_in_no_other_bytes(self, tmp_path: Path, raw: bytes) -> None:
        file, out = tmp_path / "post.txt", StringIO()
        file.write_bytes(raw)
        with pytest.raises(CommandError, match="UTF-8"):
            call_command("find_quotes", str(file), stdout=out)
        assert out.getvalue() == ""

    def test_says_when_there_is_no_such_file(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("find_quotes", str(tmp_path / "nothing.txt"))
