"""What is asked: the same posts in our addresses and in Datasette's."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode

from ..beside.archive import ALL, Post
from ..beside.asking import Kinds, Question
from ..search.asking import EACH, Questions

LEAF = 100
PATH = "/api/v1"


def kinds(posts: list[Post]) -> Kinds:
    """Every kind of question by its name, the same in every run."""
    chance = random.Random(7)
    searches = Questions(posts, len(posts) / ALL).kinds()
    return {
        f"{LEAF} posts of a chat": drawn(lambda: leaf(chance.choice(posts))),
        f"{LEAF} posts, three fields": drawn(lambda: leaf(chance.choice(posts), ("key", "author", "text"))),
        "one post": drawn(lambda: post(chance.choice(posts))),
        **{f"search: {name}": list(map(as_search, searches[name])) for name in ("one common word", "two words")},
    }


def drawn(make: Callable[[], Question]) -> list[Question]:
    """Return as many questions as are asked of a kind."""
    return [make() for _ in range(EACH)]


def leaf(one: Post, fields: tuple[str, ...] = ()) -> Question:
    """Ask for the first posts of the month in which a post was written."""
    first = date.fromisoformat(one.created_at[:10]).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    ours = {"chat": f"volume/{first}", "limit": LEAF} | ({"fields": ",".join(fields)} if fields else {})
    theirs = [("created_at__gte", first), ("created_at__lt", after), ("_sort", "created_at"), ("_size", LEAF)]
    theirs += [("_col", {"key": "id"}.get(name, name)) for name in fields]
    return Question(f"{PATH}/posts?{urlencode(ours)}", f"/volume/posts.json?{urlencode(theirs)}")


def post(one: Post) -> Question:
    """Ask for one post; ours comes with the conversation around it."""
    return Question(f"{PATH}/posts/{one.key}", f"/volume/posts/{one.key}.json")


def as_search(question: Question) -> Question:
    """Ask the API for what is asked of the engine alone elsewhere."""
    return Question(question.ours.replace("/?", f"{PATH}/search?limit=20&", 1), question.datasette)
