"""The index in tables: rebuilt beside, swapped, written by one at a time, in step with the posts' own transactions."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.search.archive import found, make_archive
from transcripts import search
from transcripts.models import Chat, Tweet
from transcripts.search.engines import IndexUnusable, current_engine, postgres_tables
from transcripts.search.engines.postgres_counting import count_matches
from transcripts.search.engines.postgres_matching import shown

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: make test-postgres"),
    pytest.mark.django_db,
]


@pytest.fixture(autouse=True)
def posts(settings: Settings) -> dict[str, Tweet]:
    settings.SEARCH_ENGINE = "postgres"
    return make_archive()


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def all_tables() -> set[str]:
    with connection.cursor() as cursor:
        return postgres_tables.layouts(cursor)


def test_missing_tables_are_reported_and_made_again() -> None:
    run(f"DROP TABLE {postgres_tables.TERMS}")
    assert search.status().state == search.IndexState.OUTDATED
    run(f"DROP TABLE {postgres_tables.DOCUMENTS}")
    assert search.status().state == search.IndexState.MISSING
    assert search.find("seeds").note
    assert search.count_facets("seeds") == ()
    search.index(Chat.objects.all()[:1])
    assert search.find("seeds").total == 5


def test_tables_of_another_layout_are_not_read_and_go_with_the_next_rebuild() -> None:
    run(f"ALTER TABLE {postgres_tables.DOCUMENTS} RENAME TO search_documents_0")
    run(f"ALTER TABLE {postgres_tables.TERMS} RENAME TO search_terms_0")
    assert search.status().state == search.IndexState.OUTDATED
    with pytest.raises(IndexUnusable):
        current_engine().find(search.parse("seeds"), 0, 10)
    search.rebuild()
    assert all_tables() == {postgres_tables.DOCUMENTS, postgres_tables.TERMS}
    assert search.find("seeds").total == 5


def test_a_failed_rebuild_leaves_the_old_index_and_nothing_else() -> None:
    def explode(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search.rebuild(explode)
    assert search.find("seeds").total == 5
    assert all_tables() == {postgres_tables.DOCUMENTS, postgres_tables.TERMS}


def test_what_is_undone_in_the_database_is_undone_in_the_index(posts: dict[str, Tweet]) -> None:
    with transaction.atomic():
        search.forget([posts["maths"].key])
        assert found("pancakes") == set()
        transaction.set_rollback(True)
    assert found("pancakes") == {posts["maths"].key}


def test_the_terms_are_counted_as_a_rebuild_would_count_them(posts: dict[str, Tweet]) -> None:
    Tweet.objects.filter(pk=posts["maths"].pk).update(text="Now about seeds")
    search.index([posts["maths"].chats.get()])
    counted = current_engine().terms("", 10_000)
    search.rebuild()
    assert current_engine().terms("", 10_000) == counted
    assert current_engine().counts(["pancakes", "seeds"]) == {"seeds": 6}


def test_the_words_of_a_forgotten_post_are_in_neither_table(posts: dict[str, Tweet]) -> None:
    search.forget([posts["maths"].key], for_good=True)
    assert current_engine().counts(["pancakes", "#mathschat"]) == {}
    assert current_engine().terms("panca", 10) == []


@pytest.mark.parametrize(
    "text",
    [
        *("seeds", "seed", "lending", "retweeted", "nowhere", "library seeds", '"seed library"', "seed*", "l*", "zzz*"),
        *("seeds -library", "seeds -from:ann -l*", "-nowhere seeds", "seeds -nowhere", "se* -since:2015-05-13"),
        *("seeds OR flip", "-seeds", "from:bob", "is:retweet seeds", "seeds since:2015-05-12", "(a OR seeds) -flip"),
    ],
)
def test_the_count_that_reads_little_is_the_count_of_what_matches(posts: dict[str, Tweet], text: str) -> None:
    search.forget([posts["maths"].key])
    search.index([posts["maths"].chats.get()])
    query = search.parse(text)
    node = shown(query)
    assert node is not None
    with connection.cursor() as cursor:
        assert count_matches(cursor, node) == len(current_engine().find(query, 0, 100).keys)


def test_of_a_common_word_only_what_lacks_its_commonest_form_is_read() -> None:
    with CaptureQueriesContext(connection) as queries, connection.cursor() as cursor:
        node = shown(search.parse("seeds"))
        assert node is not None
        assert count_matches(cursor, node) == 5
    assert "!(''seeds'' | '':is:retweet'')" in queries[-1]["sql"]
