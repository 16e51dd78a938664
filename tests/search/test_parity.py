"""Both engines find the same posts: some hundred queries over real posts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.search.volume import load, records
from transcripts import search
from transcripts.models import Tweet
from transcripts.search.documents import read_documents
from transcripts.search.engines import Engine
from transcripts.search.engines.postgres_engine import PostgresEngine
from transcripts.search.engines.whoosh_engine import WhooshEngine
from transcripts.search.folding import tokens

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: make test-postgres"),
    pytest.mark.django_db,
    pytest.mark.real_data,
]

POSTS = 3_000
QUERIES = 400
FILTERS = [
    "has:link", "-has:link", "has:media", "is:reply", "is:retweet", "q:2", "q:aside", "since:2012", "until:2014-06",
    "since:2013-03 until:2015-09", "lang:en", "from:cogdog", "-from:shareski", "to:shareski", "sort:oldest",
]  # fmt: skip


@pytest.fixture
def engines(shared: Path, tmp_path: Path) -> list[Engine]:
    """Both, each with the same sample of the real posts."""
    load(records(shared / "volume/flat_posts.jsonl.gz", POSTS, every=5))
    keys = list(Tweet.objects.public().in_order().reverse().values_list("key", flat=True))
    made: list[Engine] = [PostgresEngine(tmp_path), WhooshEngine(tmp_path)]
    documents = list(read_documents(keys))
    for engine in made:
        engine.rebuild(documents)
    return made


def queries() -> Iterator[str]:
    """Words, pairs, phrases, beginnings and negations of the posts themselves, with and without a filter."""
    chance = random.Random(5)  # noqa: S311
    texts = list(Tweet.objects.order_by("key").values_list("text", flat=True))
    while True:
        words = tokens(chance.choice(texts)) or ["nothing"]
        place = chance.randrange(len(words))
        one, other = words[place], chance.choice(words)
        asked = chance.choice(
            [
                one, f"{one} {other}", f'"{" ".join(words[place : place + 3])}"', f"{one[:3]}*", f"{one} -{other}",
                f"-{one}", f"{one} OR {other}", f"({one} OR {other}) -{words[0]}", f"#{one}", f"@{one}", f"from:{one}",
            ]
        )  # fmt: skip
        yield chance.choice(
            [asked, asked, f"{asked} {chance.choice(FILTERS)}", f"({asked}) OR {chance.choice(FILTERS)}"]
        )


def test_both_engines_find_the_same_posts_and_count_them_alike(engines: list[Engine]) -> None:
    asked = [text for text, _ in zip(queries(), range(QUERIES), strict=False)]
    found_something = 0
    for text in asked:
        query = search.parse(text)
        postgres, whoosh = (engine.find(query, 0, POSTS) for engine in engines)
        assert set(postgres.keys) == set(whoosh.keys), text
        assert postgres.total == whoosh.total == len(postgres.keys), text
        assert set(engines[0].facets(query, 5)) == set(engines[1].facets(query, 5)), text
        found_something += postgres.total > 0
    assert found_something > QUERIES / 2
