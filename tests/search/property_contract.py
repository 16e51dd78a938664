"""Whatever is typed, an engine answers, and answers consistently; run once for each engine by `test_engines.py`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.archive import make_archive
from tests.search.test_query import TYPED
from transcripts import search
from transcripts.search.engines import current_engine
from transcripts.search.query import And, Not, Query, Sort

NASTY = [
    "", " ", "\x00", "\ud800", "'", "''", "\\", "\\'", "'\\", "a\\b", "%", "_%", "%s", "{}", "{where}", ":*", "'a':*",
    "a & b", "a | b", "!a", "a <-> b", "<->", "!!", "((((((((((((((((a", "a" * 5_000, "a " * 500, "-" * 500, '"' * 99,
    "from:" + "x" * 3_000, "#" + "y" * 3_000, "@" + "z" * 3_000, 'from:"a\'b\\c"', "in:" + "s" * 3_000, "q:9999",
    "since:0001-01-01", "until:9999-12-31", "since:9999-12-31 -until:0001", "-since:2015", "since:2015 OR seeds",
    "-(since:2015 seeds) OR until:2014", "ab*", "*", "**", "-ab*", "日本*", "🎉*", "\u202eabc", "\ufeff",
    "a\u0301" * 99,
    "١٢٣", "½*", "OR", "- - -", "seeds OR", "-(seeds OR)", "is:retweet -is:retweet", "-is:retweet",
    "lang:pt-br -lang:pt",
    "'; DROP TABLE search_documents_2; --", "~seed", "~es~libr", "chat:1", ":from:ann", "\x1e", "is:host -q:hellos",
    "ﷺ", "İ", "ß*", "ŉ", "\U000e0001", "🇬🇧🇬", "👩🏽‍💻" * 50, "http://", "https://t.co/x", "//", "a/b/c",
    "c# c++*", "0" * 70,
]  # fmt: skip
ASKED = st.one_of(TYPED, st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY), max_size=4).map(" ".join))
ALL = 100

# The archive is only read, so it may serve every example; and every engine runs the same tests.
ALLOWED = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]
reading = settings(max_examples=60, deadline=None, suppress_health_check=ALLOWED)


def answer(query: Query) -> set[str]:
    """All keys that the engine finds, counted right."""
    matches = current_engine().find(query, 0, ALL)
    assert matches.total == len(matches.keys) == len(set(matches.keys))
    return set(matches.keys)


@pytest.mark.django_db
class PropertyContract:
    """Subclassed with an `engine` fixture that sets the engine."""

    @pytest.fixture(autouse=True)
    def _archive(self, engine: None) -> None:
        make_archive()

    @pytest.mark.parametrize("text", NASTY)
    def test_nasty_text_is_answered(self, text: str) -> None:
        assert search.find(text).note == ""
        assert isinstance(search.count_facets(text), tuple)
        assert isinstance(search.suggest(text), list)

    @reading
    @given(ASKED)
    def test_any_text_is_answered_alike_in_every_order_and_page(self, text: str) -> None:
        query = search.parse(text)
        found = answer(query)
        for sort in Sort:
            assert answer(Query(query.node, sort)) == found
        paged = [key for start in range(0, len(found), 3) for key in current_engine().find(query, start, 3).keys]
        assert sorted(paged) == sorted(found)

    @reading
    @given(ASKED, ASKED)
    def test_what_is_not_wanted_is_taken_away_and_nothing_else(self, wanted: str, unwanted: str) -> None:
        one, other = search.parse(f"{wanted} is:retweet OR -is:retweet"), search.parse(unwanted)
        if one.node is None or other.node is None:
            return
        everything = answer(one)
        without = answer(Query(And((one.node, Not(other.node)))))
        both = answer(Query(And((one.node, other.node))))
        assert without == everything - both
        assert both <= everything

    @reading
    @given(ASKED)
    def test_facets_count_every_hit_once_by_its_year(self, text: str) -> None:
        years = [facet for facet in search.count_facets(text) if facet.name == search.FacetName.YEAR]
        assert sum(value.posts for facet in years for value in facet.values) == search.find(text).total

    @reading
    @given(ASKED)
    def test_suggestions_never_raise(self, text: str) -> None:
        for suggestion in search.suggest(text):
            assert search.find(suggestion.query).note == ""
