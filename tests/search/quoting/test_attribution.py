"""A wrong author is worse than no answer."""

from __future__ import annotations

import pytest

from tests.search.quoting.finding import find, post
from transcripts.search.quoting import Agreement

WORDS = "Tomato seeds keep in a cold cellar for sixty years"


@pytest.mark.parametrize(
    "paste",
    [
        f"“{WORDS}” @ann",
        f"“{WORDS}.” — Ann Lee (@ann)",
        f"“{WORDS}.” – Ann Lee",
        f"{WORDS}. @ann",
        f"{WORDS}\n— Ann Lee (@ann) May 12, 2015",
        f"{WORDS} (@ann, Tweet, 12 May 2015)",
        f"@ann: {WORDS}",
        f"@ann (a gardener):  {WORDS}",
        f"“ann: {WORDS}”",
        f"ann: {WORDS}",
        f"Ann Lee said, “{WORDS}.”",
        f"Ann Lee 🍅 (@ann) put it well: “{WORDS}.”",
        f"“{WORDS},” says Ann Lee.",
        f"“{WORDS},” — says Ann @ann, and Bob @bob points out the rain.",
        f"Ann Lee\n\n{WORDS}",
        f"“{WORDS}” (Ann Lee)",
        f"«{WORDS.upper()}» (@ann)",
        f"It rained. And Ann Lee said “{WORDS}”",
        f"Ann Lee said “{WORDS}!” And Bob Ray added that it rained.",
    ],
)
def test_who_is_named_near_a_quote_confirms_its_author(paste: str) -> None:
    (finding,) = find(paste, post(WORDS, "ann", "Ann Lee")).findings

    assert finding.credit.agreement == Agreement.AGREES


@pytest.mark.parametrize(
    "paste",
    [f"“{WORDS}” @bob", f"@bob: {WORDS}", f"“{WORDS}.” — Bob Ray", f"Bob Ray said “{WORDS}”", f"“{WORDS}” (Bob Ray)"],
)
def test_another_name_is_told(paste: str) -> None:
    (finding,) = find(paste, post(WORDS, "ann", "Ann Lee")).findings

    assert finding.credit.agreement == Agreement.DIFFERS
    assert "ob" in finding.credit.named


def test_the_name_decides_between_two_who_said_the_same() -> None:
    early, late = post(WORDS, "ann", key="early"), post(f"A1 {WORDS}!", "bob", key="late", minute=5)

    assert find(f"“{WORDS}” @bob", early, late).keys == ["late"]


def test_without_a_name_the_earliest_counts_and_the_other_is_told() -> None:
    early, late = post(WORDS, "ann", key="early"), post(f"A1 {WORDS}!", "bob", key="late", minute=5)

    (finding,) = find(f"“{WORDS}”", late, early).findings

    assert finding.found.candidate.key == "early"
    assert finding.also == ("late",)


def test_who_repeats_a_post_is_not_its_author() -> None:
    own = post(WORDS, "ann", key="own", minute=5)
    repeating = post(f"Yes! RT @ann: {WORDS}", "bob", key="repeating")

    assert find(f"“{WORDS}”", repeating, own).keys == ["own"]


def test_words_known_only_from_a_repetition_are_those_of_whom_it_names() -> None:
    (finding,) = find(f"“{WORDS}” @ann", post(f"Yes! RT @ann: {WORDS}", "bob")).findings

    assert finding.repeats == "ann"
    assert finding.credit.agreement == Agreement.AGREES


def test_little_that_is_credited_to_somebody_else_is_no_quote() -> None:
    assert find("“Slow shipping.” – Robin Brandt", post("A1: Slow shipping", "ann", "Ann Lee")).keys == []


def test_each_of_several_quotes_has_its_own_author() -> None:
    posts = [
        post(WORDS, "ann", key="a"),
        post("Compost needs worms, patience and rain", "bob", key="b"),
        post("Only leeks survive our frosty winters", "cid", key="c"),
    ]
    lines = "“{}” @ann\n“Compost needs worms, patience and rain” @bob\n“Only leeks survive our frosty winters” @cid"

    found = find(lines.format(WORDS), *posts)

    assert found.keys == ["a", "b", "c"]
    assert {finding.credit.agreement for finding in found.findings} == {Agreement.AGREES}


def test_a_word_with_a_colon_that_the_post_itself_has_names_nobody() -> None:
    (finding,) = find("@ann put it: “Reminder: leeks like frost.”", post("Reminder: leeks like frost")).findings

    assert finding.credit.agreement == Agreement.AGREES
    assert finding.verdict == "exact"


@pytest.mark.parametrize("paste", [f"Takeaway: “{WORDS}”", f"“{WORDS}” (Twitter)", f"Example: {WORDS}"])
def test_what_only_looks_like_a_name_names_nobody(paste: str) -> None:
    (finding,) = find(paste, post(WORDS, "ann", "Ann Lee")).findings

    assert finding.credit.agreement == Agreement.NOBODY


def test_a_mention_that_the_post_itself_has_names_nobody() -> None:
    (finding,) = find(f"@bob {WORDS}", post(f"@bob {WORDS}")).findings

    assert finding.credit.agreement == Agreement.NOBODY
