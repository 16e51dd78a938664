"""A search is narrowed, widened and sorted by what one would type."""

from __future__ import annotations

import pytest

from transcripts.search import Sort, narrow, narrowings, parse, sort_by
from transcripts.search.facets import facets_from


def test_filters_are_told_in_words_each_with_the_search_without_it() -> None:
    told = narrowings(parse('"seed library" from:ann seeds -in:gardenlib sort:newest'))
    assert [(one.words, one.without) for one in told] == [
        ("by @ann", '"seed library" seeds -in:gardenlib sort:newest'),
        ("not in #gardenlib chats", '"seed library" from:ann seeds sort:newest'),
    ]


def test_a_filter_that_was_typed_twice_is_told_and_taken_away_once() -> None:
    assert [one.without for one in narrowings(parse("from:ann seeds from:ANN"))] == ["seeds"]


def test_words_and_alternatives_are_no_filters() -> None:
    assert narrowings(parse("seeds -tomato (from:ann OR from:bob)")) == ()


@pytest.mark.parametrize(
    ("typed", "narrower"),
    [
        ("seeds OR bulbs", "seeds OR bulbs in:gardenlib"),
        ("seeds OR", "seeds in:gardenlib"),
        ("seeds NOT", "seeds in:gardenlib"),
        ("(seeds", "seeds in:gardenlib"),
        ('"seeds', "seeds in:gardenlib"),
        ("", "in:gardenlib"),
        ("seeds in:gardenlib", "seeds in:gardenlib"),
    ],
)
def test_a_half_typed_search_is_narrowed_as_a_whole(typed: str, narrower: str) -> None:
    assert narrow(typed, "in:gardenlib") == narrower


def test_the_words_of_a_search_are_told_without_what_narrows_it() -> None:
    assert parse('seeds "cold cellar" -mice from:ann (jars OR cans) since:2015 sort:newest').words == (
        "seeds cold cellar jars cans"
    )


def test_an_order_takes_the_place_of_another() -> None:
    assert sort_by(parse("sort:oldest seeds"), Sort.NEWEST) == "seeds sort:newest"
    assert sort_by(parse("sort:oldest seeds"), Sort.BEST) == "seeds"


def test_a_value_in_force_leads_to_the_search_without_it() -> None:
    query = parse("seeds since:2015-01-01 until:2015-12-31 q:hellos")
    counts = [("year:2015", 3), ("year:2016", 1), ("q:hellos", 3), ("from:ann", 2)]
    told = {one.value: (one.query, one.chosen) for facet in facets_from(query, counts) for one in facet.values}
    assert told["2015"] == ("seeds q:hellos", True)
    assert told["hellos"] == ("seeds since:2015-01-01 until:2015-12-31", True)
    assert told["ann"] == ("seeds since:2015-01-01 until:2015-12-31 q:hellos from:ann", False)
    assert not told["2016"][1]
