"""Finding the originals of reposts that were cut."""

from __future__ import annotations

import pytest

from transcripts.grouping import match_cut_reposts, match_manual_quotes

from .chatting import guest, said


def test_a_cut_repost_finds_the_post_it_begins_like() -> None:
    original = guest("A1 seeds, garden tools and umbrellas", 1)
    copy = said("fan", "RT @Guest: A1 seeds, garden tools and…", 2)
    assert match_cut_reposts([copy, original]) == {copy.key: original.key}


def test_the_nearest_earlier_post_is_taken() -> None:
    first, second = guest("good morning everybody", 1), guest("good morning everybody", 5)
    copy = said("fan", "RT @guest: good morning everybody", 6)
    assert match_cut_reposts([first, second, copy]) == {copy.key: second.key}


def test_a_later_post_is_no_original() -> None:
    copy = said("fan", "RT @guest: good morning everybody", 1)
    assert match_cut_reposts([copy, guest("good morning everybody", 2)]) == {}


def test_too_few_words_match_nothing() -> None:
    assert match_cut_reposts([guest("yes", 1), said("fan", "RT @guest: yes", 2)]) == {}


def test_words_before_the_repost_make_it_a_quote() -> None:
    original = guest("I can only click favourite tonight", 1)
    quote = said("fan", "Me too. RT @guest: I can only click favourite…", 2)
    assert match_manual_quotes([original, quote]) == {quote.key: original.key}
    assert match_cut_reposts([original, quote]) == {}


@pytest.mark.parametrize(
    "text",
    [
        "MT @guest A1 seeds, garden tools and umbrellas!",
        "♺ @guest: A1 seeds, garden tools and umbrellas",
        "A1 seeds, garden tools and umbrellas via @Guest",
        "A1 seeds, garden tools and umbrellas (via @guest) #chat",
        "RT @other: RT @guest: A1 seeds, garden tools and umb…",
    ],
)
def test_old_ways_of_reposting_find_the_original(text: str) -> None:
    original = guest("A1 seeds, garden tools and umbrellas", 1)
    copy = said("fan", text, 2)
    assert match_cut_reposts([original, copy]) == {copy.key: original.key}


def test_a_repost_of_a_repost_repeats_what_that_one_repeats() -> None:
    original = guest("A1 seeds, garden tools and umbrellas", 1)
    first = said("fan", "RT @guest: A1 seeds, garden tools and umbrellas", 2)
    second = said("far", "RT @fan: RT @guest: A1 seeds, garden tools and…", 3)
    assert match_cut_reposts([second, first, original]) == {first.key: original.key, second.key: original.key}
    told = said("fan", "A1 seeds, garden tools and umbrellas", 2, repost_of="elsewhere", is_repost=True)
    third = said("far", "RT @fan: A1 seeds, garden tools and…", 3)
    assert match_cut_reposts([told, third]) == {third.key: "elsewhere"}


def test_naming_a_source_is_no_repost() -> None:
    original = guest("A1 seeds, garden tools and umbrellas", 1)
    assert match_cut_reposts([original, said("fan", "A long read about lending via @guest", 2)]) == {}
    assert (
        match_cut_reposts([original, said("fan", "I came to this via @guest, A1 seeds, garden tools and umbrellas", 2)])
        == {}
    )


def test_a_text_made_of_nothing_but_reposts_takes_no_time() -> None:
    endless = said("fan", "RT @guest: " * 20_000, 2)
    assert match_cut_reposts([guest("A1 seeds, garden tools and umbrellas", 1), endless]) == {}
