"""Rows by their keys, of a query that is put together once."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import make_chat, make_tweet, place
from transcripts.grouping import Part
from transcripts.models import Placement, PreparedRows, Tweet

pytestmark = pytest.mark.django_db


def texts_by_key() -> PreparedRows:
    """What posts say, the last said first."""
    return PreparedRows(Tweet.objects.order_by("-posted_at", "-key").values_list("key", "text", "posted_at"), "key")


def test_rows_come_as_the_queryset_tells_them() -> None:
    """Converted as Django converts them, in its order, whatever the order of the keys."""
    posts = [make_tweet(f"post {number}", minute=number) for number in range(3)]
    asked = [posts[1].key, posts[2].key]
    expected = Tweet.objects.filter(key__in=asked).order_by("-posted_at", "-key")
    assert texts_by_key().among(asked) == list(expected.values_list("key", "text", "posted_at"))


@pytest.mark.parametrize("number", [0, 1, 9, 10, 11, 100, 101, 230])
def test_any_number_of_keys_is_answered_once_each(number: int) -> None:
    """Also where keys are filled up to the next ten, and asked for by the hundred."""
    for post in range(number + 2):
        make_tweet(f"post {post}")
    keys = list(Tweet.objects.values_list("key", flat=True)[:number])
    assert sorted(row[0] for row in texts_by_key().among(keys)) == sorted(keys)


def test_the_conditions_of_the_queryset_hold_for_every_set_of_keys() -> None:
    """Parameters of its own come before the keys."""
    chat = make_chat()
    seen, hidden = (
        place(chat, make_tweet("seen"), Part.ASIDE),
        place(chat, make_tweet("not seen", hidden=True), Part.ASIDE),
    )
    prepared = PreparedRows(Placement.objects.public().telling_hosts().values_list("pk", "by_host"), "pk")
    assert prepared.among([seen.pk, hidden.pk]) == [(seen.pk, False)]
    assert prepared.among([hidden.pk]) == []


def test_what_changed_since_the_query_was_put_together_is_told() -> None:
    """Only the query is kept, no row."""
    prepared, post = texts_by_key(), make_tweet("before")
    prepared.among([post.key])
    Tweet.objects.filter(pk=post.pk).update(text="after")
    assert prepared.among([post.key])[0][1] == "after"


def test_the_query_counts_as_one_of_djangos() -> None:
    """So that tests which count queries, and whoever logs them, see it."""
    prepared, post = texts_by_key(), make_tweet()
    with CaptureQueriesContext(connection) as queries:
        prepared.among([post.key])
    assert len(queries) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps plans")
def test_the_server_plans_a_recurring_query_once() -> None:
    """From the sixth time on, a statement that was prepared is executed."""
    prepared, post = texts_by_key(), make_tweet()
    for _ in range(12):
        prepared.among([post.key])
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(generic_plans) FROM pg_prepared_statements WHERE statement LIKE '%%\"text\"%%'")
        assert cursor.fetchone()[0] > 0


@pytest.mark.django_db(transaction=True)
def test_a_query_put_together_in_one_thread_serves_another() -> None:
    """Each thread reads by its own connection."""
    prepared, post = texts_by_key(), make_tweet("said")
    prepared.among([post.key])
    told: list[str] = []

    def read() -> None:
        told.extend(row[1] for row in prepared.among([post.key]))
        connection.close()

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert told == ["said"]
