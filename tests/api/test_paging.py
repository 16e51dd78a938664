"""Lists are read leaf by leaf: nothing is missing and nothing comes twice, whatever happens meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.api.asking import Program
from tests.builders import START, make_chat, make_question, make_series, make_tweet, place
from transcripts.grouping import Part
from transcripts.models import Chat, Tweet

pytestmark = pytest.mark.django_db


def make_posts(chat: Chat, number: int) -> list[str]:
    """Some posts of a chat; their keys."""
    made = [make_tweet(f"seeds {count}", author=f"u{count}", minute=count) for count in range(number)]
    for tweet in made:
        place(chat, tweet, Part.ASIDE)
    return [tweet.key for tweet in made]


def test_every_leaf_begins_after_the_one_before(anyone: Program) -> None:
    keys = make_posts(make_chat(), 25)
    leaves = list(anyone.leaves("/posts", limit=10, fields="key"))
    assert [len(leaf) for leaf in leaves] == [10, 10, 5]
    assert [one["key"] for leaf in leaves for one in leaf] == keys


def test_what_comes_in_and_changes_meanwhile_disturbs_no_reading(anyone: Program) -> None:
    chat = make_chat()
    keys = make_posts(chat, 20)
    leaves = anyone.leaves("/posts", limit=5, fields="key")
    read = [one["key"] for one in next(leaves)]
    # Posts from before come in, others turn out to be older or newer than they seemed, some are sorted elsewhere.
    early = make_tweet("an early one", minute=-50)
    place(chat, early, Part.INTRO)
    Tweet.objects.filter(key__in=keys[:5]).update(posted_at=START + timedelta(hours=5))
    Tweet.objects.filter(key__in=keys[10:]).update(posted_at=START - timedelta(hours=5))
    question = make_question(chat, 1)
    chat.placements.filter(tweet__key__in=keys[7:12]).update(part="", question=question)
    read += [one["key"] for leaf in leaves for one in leaf]
    assert read == [*keys, early.key]


def test_a_post_that_is_removed_meanwhile_takes_no_other_along(anyone: Program) -> None:
    keys = make_posts(make_chat(), 12)
    leaves = anyone.leaves("/posts", limit=4, fields="key")
    read = [one["key"] for one in next(leaves)]
    Tweet.objects.filter(key__in=keys[2:6]).delete()
    read += [one["key"] for leaf in leaves for one in leaf]
    assert read == keys[:4] + keys[6:]


def test_chats_are_listed_newest_day_first(anyone: Program) -> None:
    for slug in ("gardenlib", "museochat"):
        for days in (0, 30, 60):
            make_chat(make_series(slug), start=START + timedelta(days=days))
    leaves = anyone.leaves("/chats", limit=2)
    read = next(leaves)
    make_chat(make_series(), start=START + timedelta(days=90))
    make_chat(make_series(), start=START + timedelta(days=10))
    read += [one for leaf in leaves for one in leaf]
    told = [(one["date"], one["series"]) for one in read]
    assert len(set(told)) == len(told) == 7
    assert [day for day, _ in told] == sorted((day for day, _ in told), reverse=True)


def test_a_cursor_keeps_what_was_asked_for(anyone: Program) -> None:
    chat = make_chat()
    make_posts(chat, 6)
    leaf = anyone.ask("/posts", limit=2, chat="gardenlib/2015-05-12", fields="key", retweets="false")
    assert leaf["next"].startswith("http://localhost:8000/api/v1/posts?chat=gardenlib%2F2015-05-12&cursor=")
    assert "fields=key&limit=2&retweets=false" in leaf["next"]


@pytest.mark.parametrize("number", ["zzzzzzzzzzzzz", "0", "1"])
@pytest.mark.parametrize("things", ["posts", "chats", "people", "series"])
def test_a_cursor_that_nobody_gave_out_does_no_harm(anyone: Program, things: str, number: str) -> None:
    make_posts(make_chat(), 1)
    row = f"{number}.{number}" if things == "chats" else number
    assert anyone.status(f"/{things}", cursor=f"{things}.{row}") == 200


def test_a_cursor_of_another_list_is_refused(anyone: Program) -> None:
    for day in (0, 30):
        make_posts(make_chat(start=START + timedelta(days=day)), 2)
    cursor = anyone.ask("/chats", limit=1)["next"].rpartition("cursor=")[2].partition("&")[0]
    assert {things: anyone.status(f"/{things}", cursor=cursor) for things in ("chats", "posts", "people")} == {
        "chats": 200,
        "posts": 422,
        "people": 422,
    }


def test_the_last_leaf_has_no_next(anyone: Program) -> None:
    make_posts(make_chat(), 3)
    assert anyone.ask("/posts", limit=3)["next"] is None
    assert anyone.ask("/posts?limit=1000")["next"] is None
    assert anyone.status("/posts", limit=1001) == 422
