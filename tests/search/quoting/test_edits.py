"""Quotes are found however bloggers edit them, and what was changed is told."""

from __future__ import annotations

import pytest

from tests.search.quoting.finding import find, post
from transcripts.search.quoting import Change, edits_of

EDITED = [
    ("A1: We’re lending seeds. #gardenlib", "“We're lending seeds.”", "exact"),
    ("@bob A2. Tomato seeds keep for years #gardenlib", "Tomato seeds keep for years", "exact"),
    ("#gardenlib Q1 Which seeds do you lend?", "Which seeds do you lend?", "exact"),
    ("the key is 2 hear & learn - find ur corner 4 ppl",
     "the key is to hear and learn – find your corner for people", "edited"),
    ("It doesn't matter b/c u grow w/o soil", "It does not matter because you grow without soil", "edited"),
    ("Dig the neighbours' garden twice a year", "Dig the neighbours’ garden twice a year…", "exact"),
    ("Dig the garden twice, once in spring, then plant leeks", "Dig the garden twice […] then plant leeks", "edited"),
    ("Dig the garden twice, once in spring, then plant leeks", "Dig the garden twice... then plant leeks", "edited"),
    ("Dig the garden twice then plant leeks", "Dig the [village] garden twice then plant leeks", "edited"),
    ("Great harvest 🎂 of leeks and beans this year", "Great harvest ? of leeks and beans this year", "exact"),
    ("Our seed catalogue http://t.co/rVaaBBcc01",
     "Our seed catalogue (http://www.example.org/water/list.html)", "exact"),
    ("Dig the garden … then plant leeks", "Dig the garden … then plant leeks", "exact"),
    ("المَكْتَبَةُ الصغيرة تعير البذور مجّاناً كل أسبوع", "المكتبة الصغيرة تعير البذور مجانا كل أسبوع", "exact"),
    ("Cafe\u0301 owners lend seeds ge\u0301ne\u0301reusement", "Café owners lend seeds généreusement", "exact"),
    ("Librarians lend seeds next door", "Li\u00adbrar\u00adi\u00adans lend seeds next door", "exact"),
    ("Café owners lend seeds généreusement", "cafe owners lend seeds genereusement", "exact"),
    ("Compost &amp; worms beat bought fertiliser", "Compost & worms beat bought fertiliser", "exact"),
    ("3 rules: dig, water, wait", "Three rules: dig, water, wait", "edited"),
    ("gardeners lend seeds 4 nearly 15yrs", "gardeners lend seeds for nearly 15 years", "edited"),
    ("Compost needs worms, patience and rain", "Compost needs wurms, patience and rain", "edited"),
]  # fmt: skip


@pytest.mark.parametrize(("posted", "published", "verdict"), EDITED)
def test_a_quote_is_known_in_spite_of_its_edits(posted: str, published: str, verdict: str) -> None:
    assert find(published, post(posted)).verdicts == [verdict]


def test_says_which_words_were_left_out_and_put_in() -> None:
    found = find("Look for people who care about soil", post("A1 Look 4 ppl who care about soil #gardenlib"))

    (finding,) = found.findings
    assert [(edit.change, edit.text) for edit in edits_of(finding.found, finding.text)] == [
        (Change.LEFT_OUT, "A1"),
        (Change.KEPT, "Look"),
        (Change.LEFT_OUT, "4 ppl"),
        (Change.PUT_IN, "for people"),
        (Change.KEPT, "who care about soil"),
        (Change.LEFT_OUT, "#gardenlib"),
    ]


def test_a_joined_answer_has_two_sources() -> None:
    first = post("A3 1/2 First you ask the neighbours what they need #gardenlib", key="1")
    second = post("A3 2/2 and only then do you dig. #gardenlib", key="2", minute=1)

    found = find("“First you ask the neighbours what they need and only then do you dig.” @ann", first, second)

    assert found.keys == ["1", "2"]
    assert found.passages == ["First you ask the neighbours what they need", "and only then do you dig"]


def test_posts_by_two_people_are_never_joined() -> None:
    first = post("First you ask the neighbours what they need", key="1")
    second = post("and only then do you dig your potatoes", "bob", key="2")

    found = find(
        "“First you ask the neighbours what they need and only then do you dig your potatoes” @ann", first, second
    )

    assert "2" not in found.keys


def test_three_words_are_a_quote_when_their_author_is_named() -> None:
    helicopter = post("A1 Helicopter hovering above the harbour at 1AM (is a rare event).", "baird")

    assert find("Baird noted that it was “a rare event.”", helicopter).passages == ["a rare event"]
    assert find("Somewhere it was called “a rare event.”", helicopter).keys == []


def test_a_sentence_of_a_very_long_post_is_found() -> None:
    long = " ".join(f"word{number} and" for number in range(1_000))
    said = post(f"{long} Tomato seeds keep for sixty years in the cellar. {long}")

    (finding,) = find("“Tomato seeds keep for sixty years in the cellar.”", said).findings

    assert finding.verdict == "exact"


@pytest.mark.parametrize(
    "paste",
    [
        "I want to find more ways to join people on Twitter. I need to look for common threads (thanks @ann).",
        "We should all be careful with people in the crowd.",
        "Great question! Thanks everyone for joining.",
        "“Great question!”",
        "",
        "…",
        "“”",
    ],
)
def test_what_is_no_quote_is_none(paste: str) -> None:
    posts = [
        post(
            "I want to be more careful about ways to join people: look for shared threads to bridge the gap between"
            " parts of my crowd"
        ),
        post("Great question!", "bob"),
        post("Thanks everyone for joining tonight #gardenlib", "cid"),
    ]

    assert [verdict for verdict in find(paste, *posts).verdicts if verdict != "paraphrase"] == []


def test_the_same_thought_in_other_words_is_a_paraphrase_of_whom_the_text_names() -> None:
    said = post("A2 Lending seeds teaches the neighbours patience, and harvest feeds the whole street")

    found = find(
        "Ann said that lending seeds will make the neighbours patient, and that one good harvest can feed the street.",
        said,
    )

    assert found.verdicts == ["paraphrase"]
