"""What the API says is what the pages say: the same posts, in the same order, the same numbers."""

from __future__ import annotations

import csv
import io
import json
import re
import tracemalloc
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.api.asking import Program
from tests.builders import START, make_chat, make_person, make_question, make_series, make_tweet, place
from tests.search.archive import make_archive
from tests.web.lively import HOSTILE, Lively
from transcripts import search
from transcripts.grouping import Method, Part, Role
from transcripts.models import Alias, Annotation, Chat, Handle, LedgerEntry, Placement, Series, Tweet
from transcripts.web.api import bulk

pytestmark = pytest.mark.django_db
CHAT = "/chats/gardenlib/2015-05-12"


def keys_on(client: Client, path: str) -> list[str]:
    """The keys of the posts that a page shows, as they are read."""
    return re.findall(r'id="t-(\d+)"', client.get(path).content.decode())


def keys_in(posts: list[Any]) -> list[str]:
    """The keys of posts and of the replies inside them, as they are read."""
    return [key for post in posts for key in (post["key"], *keys_in(post.get("replies", [])))]


def test_a_transcript_has_the_posts_of_its_page_in_the_same_order(
    anyone: Program, client: Client, lively: Lively
) -> None:
    sections = anyone.ask(f"{CHAT}/transcript")["sections"]
    told = [key for section in sections for key in keys_in(section["asks"]) + keys_in(section["posts"])]
    assert told == keys_on(client, "/gardenlib/2015-05-12/")
    titles = [section["title"] for section in sections]
    assert titles[:3] == ["Hellos", "How did your seed library begin?", "What grows?"]


def test_a_chat_counts_as_its_page_does(anyone: Program, client: Client, lively: Lively) -> None:
    chat = anyone.ask(CHAT)
    assert chat["completeness"] in client.get("/gardenlib/2015-05-12/").content.decode()
    assert (chat["posts"], chat["people"], chat["retweets"], chat["unsorted"]) == (12, 5, 1, 1)
    assert [question["answers"] for question in chat["questions"]] == [2, 3]
    statistics = anyone.ask("/statistics/gardenlib/2015-05-12")
    assert (statistics["posts"], statistics["people"], statistics["newcomers"]) == (12, 5, 5)
    assert statistics["questions"] == [
        {"label": "Q1", "text": "How did your seed library begin?", "answers": 2, "people": 2},
        {"label": "Q2", "text": "What grows?", "answers": 3, "people": 3},
    ]
    assert sum(one["posts"] for one in statistics["speakers"]) == chat["posts"]


def test_a_list_of_chats_counts_as_the_page_of_the_series_does(anyone: Program, client: Client, lively: Lively) -> None:
    [chat] = anyone.ask("/chats", series="gardenlib")["items"]
    page = client.get("/gardenlib/").content.decode()
    assert f"{chat['posts']} posts by {chat['people']} people" in page
    assert anyone.ask("/statistics/gardenlib")["items"][0] == {
        **{name: chat[name] for name in ("address", "date", "title", "posts", "people", "questions")},
        "newcomers": 5,
    }


def test_an_export_is_the_file_of_the_page(anyone: Program, client: Client, lively: Lively) -> None:
    for kind in ("csv", "json", "md", "txt"):
        ours = anyone.client.get(f"/api/v1{CHAT}/export.{kind}")
        assert ours.getvalue() == client.get(f"/gardenlib/2015-05-12.{kind}").getvalue()
    assert anyone.status(f"{CHAT}/export.exe") == 422


def test_a_search_finds_what_its_page_finds(anyone: Program, client: Client) -> None:
    make_archive()
    for asked in ("seeds", "library sort:oldest", "from:ann", "seeds -library", "q:1"):
        found = anyone.ask("/search", q=asked)
        page = client.get("/search/", {"q": asked}).content.decode()
        assert [hit["post"]["key"] for hit in found["items"]] == re.findall(r'id="t-(\w+)"', page)
        assert all("".join(piece["text"] for piece in hit["segments"]) == hit["post"]["text"] for hit in found["items"])


def test_hits_can_be_counted_and_narrowed(anyone: Program) -> None:
    make_archive()
    facets = {one["name"]: one["values"] for one in anyone.ask("/search", q="seeds", facets=True)["facets"]}
    ann = next(value for value in facets["from"] if value["value"] == "ann")
    assert anyone.ask("/search", q=ann["query"])["total"] == ann["posts"] == 2
    assert anyone.ask("/search", q="seeds")["facets"] == []


def test_a_misspelt_search_offers_what_finds_something(anyone: Program, lively: Lively) -> None:
    found = anyone.ask("/search", q="celar")
    assert (found["total"], found["did_you_mean"]) == (0, "cellar")


def test_results_are_read_page_by_page(anyone: Program) -> None:
    make_archive()
    first = anyone.ask("/search", q="seeds", limit=2)
    second = json.loads(anyone.client.get(first["next"]).content)
    assert (first["page"], second["page"]) == (1, 2)
    read = [hit["post"]["key"] for hit in first["items"] + second["items"]]
    assert read == [hit["post"]["key"] for hit in anyone.ask("/search", q="seeds")["items"]][:4]


def test_quotes_are_matched_by_both_methods(anyone: Program, lively: Lively) -> None:
    text = "Ann said: “In a cold cellar, with sixty cans & a map”."
    posted = anyone.send("/quotes", {"text": text}).json()
    asked = anyone.ask("/quotes", text=text)
    assert posted == asked
    [quote] = posted["items"]
    assert quote["post"]["key"] == lively.answer.key
    assert quote["verdict"] == "exact"
    assert quote["passage"] == text[quote["start"] : quote["end"]]
    assert f"http://localhost:8000/t/{lively.answer.key}/" in posted["linked"]


def test_a_post_stands_among_what_it_answers_and_what_answers_it(anyone: Program, lively: Lively) -> None:
    told = anyone.ask(f"/posts/{lively.answer.key}")
    assert told["text"] == lively.answer.text
    assert [one["key"] for one in told["replies"]] == [lively.reply.key]
    assert [one["handle"] for one in told["retweets"]] == ["cid"]
    assert [one["address"] for one in told["chats"]] == ["2015-05-12"]
    reply = anyone.ask(f"/posts/{lively.reply.key}")
    assert [one["key"] for one in reply["above"]] == [lively.answer.key]


def test_a_retweet_says_what_it_repeats(anyone: Program, lively: Lively) -> None:
    repeat = Tweet.objects.get(is_repost=True)
    told = anyone.ask(f"/posts/{repeat.key}")
    assert (told["is_repost"], told["repost_of"], told["replies"]) == (True, lively.answer.key, [])


def test_times_are_in_utc_and_in_the_zone_of_the_chat(anyone: Program, lively: Lively) -> None:
    told = anyone.ask(f"/posts/{lively.answer.key}")
    assert told["posted_at"] == "2015-05-13T01:07:00Z"
    assert told["posted_at_local"] == "2015-05-12T20:07:00-05:00"
    assert told["timezone"] == "America/Chicago"
    assert told["url"] == f"http://localhost:8000/t/{lively.answer.key}/"


def test_hostile_words_are_told_as_they_are(anyone: Program, lively: Lively) -> None:
    texts = [post["text"] for post in anyone.all("/posts")]
    assert HOSTILE in texts
    response = anyone.client.get("/api/v1/posts")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_no_more_than_the_asked_fields_are_told(anyone: Program, lively: Lively) -> None:
    leaf = anyone.ask("/posts", fields="key,text")
    assert {*leaf} == {"items", "next"}
    assert {*leaf["items"][0]} == {"key", "text"}
    assert {*anyone.ask(CHAT, fields="title")} == {"title"}
    assert anyone.status("/posts", fields="secret") == 422


def test_references_can_be_expanded(anyone: Program, lively: Lively) -> None:
    plain, full = (
        next(post for post in anyone.all("/posts", **query) if post["key"] == lively.answer.key)
        for query in ({}, {"expand": "author,question"})
    )
    assert {*plain["author"]} == {"network", "handle", "name", "url"}
    assert (full["author"]["posts"], full["author"]["chats"]) == (2, 1)
    assert {*plain["question"]} == {"label", "url"}
    assert full["question"]["text"] == "How did your seed library begin?"


def test_a_person_is_told_with_numbers(anyone: Program, client: Client, lively: Lively) -> None:
    told = anyone.ask("/people/twitter/ann")
    assert (told["name"], told["posts"], told["chats"]) == ("Ann Lee", 2, 1)
    assert len(keys_on(client, "/people/twitter/ann/")) == told["posts"]
    assert {one["handle"] for one in anyone.all("/people")} == {"ann", "bob", "cid", "gardenhost", "mallory"}
    assert {post["author"]["handle"] for post in anyone.all("/posts", person="twitter/ann")} == {"ann"}


def test_what_was_added_at_the_desk_is_told_in_lists_and_transcripts_alike(anyone: Program, lively: Lively) -> None:
    Annotation.objects.put(lively.chat, Annotation.Kind.BEST, {lively.answer.key: ""})
    Annotation.objects.put(lively.chat, Annotation.Kind.REMARK, {lively.answer.key: "*Tins!*"})
    lively.chat.renew()
    listed = next(post for post in anyone.all("/posts") if post["key"] == lively.answer.key)
    sections = anyone.ask(f"{CHAT}/transcript")["sections"]
    read = next(post for section in sections for post in section["posts"] if post["key"] == lively.answer.key)
    assert (listed["picked"], listed["host_remark"]) == (True, "*Tins!*")
    assert {name: read[name] for name in listed} == listed


def test_posts_can_be_asked_for_by_series_chat_person_and_time(anyone: Program, lively: Lively) -> None:
    other = make_chat(make_series("museochat"))
    place(other, make_tweet("Pots", key="77"), Part.ASIDE)
    assert [post["key"] for post in anyone.all("/posts", series="museochat")] == ["77"]
    assert [post["key"] for post in anyone.all("/posts", chat="museochat/2015-05-12")] == ["77"]
    until = START.isoformat().replace("+00:00", "Z")
    assert anyone.all("/posts", until=until) == []
    assert len(anyone.all("/posts", since=until)) == 14
    assert not any(post["is_repost"] for post in anyone.all("/posts", retweets=False))
    assert anyone.status("/posts", series="nowhere") == 404


def test_a_series_is_read_at_once_as_lines(anyone: Program, lively: Lively) -> None:
    response = anyone.client.get("/api/v1/series/gardenlib/posts.jsonl")
    lines = [json.loads(line) for line in response.getvalue().decode().splitlines()]
    assert response.headers["Content-Type"] == "application/jsonl"
    assert lines == anyone.all("/posts", series="gardenlib")
    exported = csv.DictReader(io.StringIO(anyone.client.get(f"/api/v1{CHAT}/export.csv").getvalue().decode()))
    assert {line["key"] for line in lines} == {row["key"] for row in exported}


def test_what_moved_leads_on(anyone: Program, lively: Lively) -> None:
    Alias.objects.create(path="/gardenlib/2015-05-11/", target="/gardenlib/2015-05-12/")
    Alias.objects.create(path="/t/old/", target=f"/t/{lively.answer.key}/")
    Alias.objects.create(path="/gardenlib/2015-05-12/q9/", target="/gardenlib/2015-05-12/q1/")
    LedgerEntry.objects.create(path="/t/gone/", kind=LedgerEntry.Kind.POST)
    for old, new in (
        ("/chats/gardenlib/2015-05-11", "/chats/gardenlib/2015-05-12"),
        ("/chats/gardenlib/2015-05-11/transcript?x=1", "/chats/gardenlib/2015-05-12/transcript?x=1"),
        ("/posts/old", f"/posts/{lively.answer.key}"),
        (f"{CHAT}/questions/q9", f"{CHAT}/questions/q1"),
        ("/people/twitter/Ann", "/people/twitter/ann"),
    ):
        response = anyone.client.get(f"/api/v1{old}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/api/v1{new}")
    assert anyone.status("/posts/gone") == 410


def test_a_former_handle_leads_to_the_one_of_today(anyone: Program, lively: Lively) -> None:
    ann = make_person("ann")
    Handle.objects.create(participant=ann, network="twitter", folded="annie")
    assert anyone.client.get("/api/v1/people/twitter/annie").headers["Location"] == "/api/v1/people/twitter/ann"


def test_newcomers_are_those_who_were_in_no_chat_before(anyone: Program) -> None:
    first = make_chat(start=START)
    second = make_chat(first.series, start=START.replace(month=6))
    place(first, make_tweet(author="ann"), make_question(first, 1))
    place(second, make_tweet(author="ann"), make_question(second, 1))
    place(second, make_tweet(author="bob"), Part.ASIDE)
    told = anyone.ask("/statistics/gardenlib")["items"]
    assert [(one["people"], one["newcomers"]) for one in told] == [(1, 1), (2, 1)]
    assert anyone.ask("/statistics/gardenlib/2015-06-12")["newcomers"] == 1


def test_the_archive_is_counted(anyone: Program, lively: Lively) -> None:
    told = anyone.ask("/statistics")
    assert (told["chats"], told["posts"], told["retweets"], told["people"]) == (1, 12, 1, 5)


@pytest.mark.parametrize(
    "path",
    [
        *("/series", "/chats", "/people", CHAT, f"{CHAT}/transcript", "/statistics", "/statistics/gardenlib"),
        *("/posts", "/posts?expand=author,question", "/search?q=seeds", "/series/gardenlib/posts.jsonl"),
    ],
)
def test_more_posts_take_no_more_queries(anyone: Program, path: str) -> None:
    chat = make_chat(host="host")
    fill(chat, 3)
    few = queries_of(anyone, path)
    fill(chat, 30)
    fill(make_chat(Series.objects.get(), start=START.replace(month=6)), 30)
    assert queries_of(anyone, path) == few


def test_reading_a_whole_series_takes_no_more_memory_for_more_posts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 50)
    peaks = []
    for start in (0, 400):
        fill_quickly(make_chat(start=START.replace(month=start // 100 + 1)), start, 400)
        tracemalloc.start()
        assert sum(block.count("\n") for block in bulk.lines(Series.objects.get())) == start + 400
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.3


def fill_quickly(chat: Chat, first: int, number: int) -> None:
    """Say much in a chat, all by one person."""
    author, keys = make_person("ann"), map(str, range(first, first + number))
    told = {"author": author, "network": "twitter", "text": "seeds " * 20, "posted_at": START}
    tweets = Tweet.objects.bulk_create(Tweet(key=key, source_id=key, **told) for key in keys)
    placed = {"chat": chat, "part": Part.ASIDE, "method": Method.TIME, "confidence": 0.5}
    Placement.objects.bulk_create(Placement(tweet=tweet, **placed) for tweet in tweets)


def fill(chat: Chat, number: int) -> None:
    """Say something in a chat."""
    question = chat.questions.first() or make_question(chat, 1)
    place(chat, make_tweet("Q1", author="host"), question, role=Role.ASK)
    for count in range(number):
        place(chat, make_tweet(f"seeds {count}", author=f"u{count}"), question)
    search.index([chat])


def queries_of(anyone: Program, path: str) -> int:
    """How many queries an answer takes."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        anyone.client.get(f"/api/v1{path}").getvalue()
    return len(asked)
