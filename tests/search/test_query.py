"""The query language: what is typed, understood and written back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.search import highlight, in_words, parse, unparse
from transcripts.search.query import (
    And,
    Being,
    From,
    Has,
    Having,
    In,
    Is,
    Lang,
    Mention,
    Node,
    Not,
    Or,
    Phrase,
    QuestionNumber,
    Since,
    Sort,
    Tag,
    To,
    Until,
    Word,
)  # fmt: skip

PIECES = [
    "OR", "AND", "NOT", "-", "(", ")", '"', "“", "”", " ", " ", " ", "from:", "to:", "in:", "q:", "2", "since:",
    "2015-03-10", "/", "until:2015", "has:link", "is:", "retweet", "#", "@", "tag", "lang:", "es", "sort:newest",
    "foo:bar", ",", ".", "ann", "C#", "don’t", "🎉", "İ", "_", "\x00", "'", "*", ":", "\ud800", "½", "日本",
]  # fmt: skip
TYPED = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@given(TYPED)
def test_any_text_parses_and_is_written_back_stably(text: str) -> None:
    query = parse(text)
    assert parse(unparse(query)) == query
    assert isinstance(in_words(query), str)


@given(TYPED, TYPED)
def test_highlighting_leaves_the_text_as_it_is(text: str, typed: str) -> None:
    assert "".join(segment.text for segment in highlight(text, parse(typed))) == text


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("flipped", Word("flipped")),
        ("seeds, soil.", And((Word("seeds"), Word("soil")))),
        ('"flipped class"', Phrase("flipped class")),
        ("“flipped  class”", Phrase("flipped class")),
        ('"lone', Word("lone")),
        ('5" ruler', And((Word("5"), Word("ruler")))),
        ("-seeds", Not(Word("seeds"))),
        ("NOT seeds", Not(Word("seeds"))),
        ("-(-seeds)", Word("seeds")),
        ("a OR b c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("(a b) OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("OR a OR OR b OR", Or((Word("a"), Word("b")))),
        ("a AND b", And((Word("a"), Word("b")))),
        ("a or b", And((Word("a"), Word("or"), Word("b")))),
        ("((a", Word("a")),
        ("a))) b", And((Word("a"), Word("b")))),
        ("from:@Ann", From("ann")),
        ('from:"Ann Lee"', From("ann lee")),
        ("FROM:ann", From("ann")),
        ("to:bob", To("bob")),
        ("in:#CritLib", In("critlib")),
        ("in:critlib/", In("critlib")),
        ("in:critlib/2015-03-10", In("critlib", "2015-03-10")),
        ("in:critlib/2015-03-10-1900", In("critlib", "2015-03-10-1900")),
        ("in:critlib/2015", Word("in:critlib/2015")),
        ("q:2", QuestionNumber(2)),
        ("q:Q12", QuestionNumber(12)),
        ("q:²", Word("q:²")),
        ("since:2015-03-01", Since(date(2015, 3, 1))),
        ("since:2015", Since(date(2015, 1, 1))),
        ("until:2016-02", Until(date(2016, 2, 29))),
        ("until:2015-02-30", Word("until:2015-02-30")),
        ("has:link", Has(Having.LINK)),
        ("has:hats", Word("has:hats")),
        ("is:retweet", Is(Being.RETWEET)),
        ("#EdChat!", Tag("EdChat")),
        ("#1", Word("#1")),
        ("@Ann@example.social", Mention("ann@example.social")),
        ("lang:pt-BR", Lang("pt-br")),
        ("foo:bar", Word("foo:bar")),
        ("http://example.com/a?b", Word("http://example.com/a?b")),
        ("C# C++", And((Word("C#"), Word("C++")))),
        ("🎉", Word("🎉")),
    ],
)  # fmt: skip
def test_reads(text: str, node: Node) -> None:
    assert parse(text).node == node


@pytest.mark.parametrize("text", ["", "-", "- --", "OR", '"', '""', "()", ":) (:", "from:", "-since:", "@ # !", "\x00"])
def test_reads_nothing(text: str) -> None:
    assert parse(text).node is None


def test_the_last_order_of_sorting_counts() -> None:
    assert parse("sort:oldest seeds (sort:newest)").sort == Sort.NEWEST


def test_an_unknown_order_is_a_plain_word() -> None:
    assert parse("sort:size").node == Word("sort:size")


@pytest.mark.parametrize("text", ["(" * 50_000, "-(" * 50_000 + "a", "NOT " * 50_000, "-" * 50_000, "a " * 50_000])
def test_a_flood_does_no_harm(text: str) -> None:
    query = parse(text)
    assert parse(unparse(query)) == query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("flipped", "posts with “flipped”"),
        ('flipped "the class" from:ann in:critlib',
         "posts with “flipped” and the phrase “the class”, by @ann, in #critlib chats"),
        ("a OR b -c", "posts with “a” or “b”, without “c”"),
        ("(a from:ann) OR b", "posts either (with “a”, by @ann) or with “b”"),
        ("in:critlib/2015-03-10 q:2", "posts in the #critlib chat of 2015-03-10, under question 2"),
        ("since:2015-03-01 until:2015-03 sort:newest",
         "posts since 1 March 2015 (UTC), until 31 March 2015 (UTC), newest first"),
        ("has:media is:reply -is:host",
         "posts with a picture or film, that are replies, not by a host of the chat"),
        ("@bob #tag lang:es to:cy", "posts mentioning @bob, tagged #tag, in the language “es”, to @cy"),
        ("-has:link -is:reply -from:ann a", "posts with “a”, without a link, that are no replies, not by @ann"),
        ("[the garden]", "posts with “the” and “garden”"),
        ("«the garden»", "posts with the phrase “the garden”"),
        ("זרעים", "posts with \u2068“זרעים”\u2069"),
        ("", ""),
    ],
)  # fmt: skip
def test_says_what_was_understood(text: str, words: str) -> None:
    assert in_words(parse(text)) == words
