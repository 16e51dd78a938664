"""Rows written in bulk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.builders import START, make_person
from transcripts.models import Tweet, insert

pytestmark = pytest.mark.django_db


def unsaved(key: str) -> Tweet:
    """Return a post that is not saved, with something of every kind."""
    return Tweet(
        key=key,
        network="twitter",
        source_id=key,
        author=make_person("ann"),
        text="Mulch ’n’ more\n✿",
        posted_at=START + timedelta(microseconds=5),
        links=[{"shown": "t.co/1", "url": "https://example.org/"}],
        hashtags=["gardenlib"],
        rounded={"reply_to": "598287395168161809"},
        likes=None,
        reposts=7,
        is_repost=True,
    )


def told(tweet: Tweet) -> dict[str, object]:
    """Return what a post says, whatever its number."""
    fields = [field.attname for field in Tweet._meta.concrete_fields if not field.primary_key]
    return {field: getattr(tweet, field) for field in fields}


def test_rows_are_read_as_they_were_inserted() -> None:
    posts = [unsaved("1"), unsaved("2")]

    insert(posts)

    assert [told(row) for row in Tweet.objects.order_by("key")] == [told(post) for post in posts]


def test_of_rows_that_cannot_all_be_inserted_none_is() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([unsaved("1"), unsaved("2"), unsaved("1")])

    assert not Tweet.objects.exists()


def test_no_rows_are_inserted_without_a_word() -> None:
    insert([])

    assert not Tweet.objects.exists()
