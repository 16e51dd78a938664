"""A series leaves as a data set: tables that agree with its pages, described, in three editions and three forms."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from tests.builders import START, make_chat, make_question, make_tweet, place
from transcripts.grouping import Part, Role
from transcripts.models import Chat, Participant, Series, Tweet
from transcripts.publishing import DatasetOrder, NotADataset, write_dataset

pytestmark = pytest.mark.django_db


@pytest.fixture
def chat() -> Chat:
    """A chat with a question, an answer of the host's, a reply, a retweet and a post that nothing sorted."""
    chat = make_chat(host="ben", title="Beans with @ann")
    question = make_question(chat, 1, "What grows, @ann?")
    place(chat, make_tweet("Q1 What grows?", author="ben", minute=1), question, role=Role.ASK)
    answer = make_tweet("A1 Beans, @ben", minute=2)
    place(chat, answer, question)
    place(chat, make_tweet("@ann Yes", author="ben", minute=3, reply_to_key=answer.key), question)
    place(chat, make_tweet("RT", author="cid", minute=4, is_repost=True, repost_of_key=answer.key), question)
    place(chat, make_tweet("=1+1", key="pasted", source_id="", minute=5, reply_to_key="12"), Part.UNPLACED)
    return chat


def written(series: Series, place: Path, **order: Any) -> Path:
    """A data set as it is ordered."""
    write_dataset(DatasetOrder(series, **order), place / "set")
    return place / "set"


def rows(directory: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table that was written as JSON Lines."""
    return [json.loads(line) for line in (directory / f"{table}.jsonl").read_text().splitlines()]


def test_posts_tell_where_they_stand_and_how_sure_that_is(chat: Chat, tmp_path: Path) -> None:
    told = rows(written(chat.series, tmp_path), "posts")

    assert [post["placement"] for post in told] == ["Q1.ask", "Q1", "Q1", "Q1", "unplaced"]
    assert {(post["method"], post["confidence"]) for post in told} == {("marker", 0.95)}
    assert told[0]["posted_at"] == "2015-05-13T01:01:00Z"


def test_edges_join_posts_also_with_what_the_archive_lacks(chat: Chat, tmp_path: Path) -> None:
    directory = written(chat.series, tmp_path)
    posts = [post["post"] for post in rows(directory, "posts")]
    answer = posts[1]
    told = {(edge["post"], edge["relation"], edge["other"], edge["present"]) for edge in rows(directory, "edges")}

    retweet = next(post["post"] for post in rows(directory, "posts") if post["author"] == "twitter/cid")
    reply = next(post["post"] for post in rows(directory, "posts") if post["text"] == "@ann Yes")
    assert told == {
        (reply, "reply", answer, True),
        (retweet, "retweet", answer, True),
        ("chatarchive:pasted", "reply", "12", False),
    }


def test_an_edge_names_a_post_of_another_chat_as_that_does(chat: Chat, tmp_path: Path) -> None:
    told = {"network": "mastodon", "minute": 8}
    question = chat.questions.get()
    first = make_tweet("From the fediverse", key="abc", source_id="https://a.example/1", **told)
    hidden = make_tweet("An advertisement", key="spam", source_id="https://a.example/2", hidden=True, **told)
    for tweet in (first, hidden):
        place(make_chat(chat.series, address=f"2016-01-0{1 + tweet.hidden}"), tweet, Part.ASIDE)
    for other in (first, hidden):
        place(chat, make_tweet("Yes", source_id=f"{other.source_id}0", reply_to_key=other.key, **told), question)
    edges = rows(written(chat.series, tmp_path), "edges")

    replies = {edge["post"]: (edge["other"], edge["present"]) for edge in edges if edge["post"].startswith("https")}
    assert replies == {
        "https://a.example/10": ("https://a.example/1", False),
        "https://a.example/20": ("chatarchive:spam", False),
    }


def test_people_are_counted_by_what_they_wrote(chat: Chat, tmp_path: Path) -> None:
    told = {person["person"]: person for person in rows(written(chat.series, tmp_path), "people")}

    assert {name: (one["posts"], one["chats"], one["hosted"]) for name, one in told.items()} == {
        "twitter/ann": (2, 1, 0),
        "twitter/ben": (2, 1, 1),
        "twitter/cid": (1, 1, 0),
    }


def test_chats_and_questions_say_how_complete_they_are(chat: Chat, tmp_path: Path) -> None:
    directory = written(chat.series, tmp_path)
    [told] = rows(directory, "chats")

    assert (told["posts"], told["unplaced"], told["hidden"], told["hosts"]) == (5, 1, 0, "twitter/ben")
    assert "1 not sorted yet" in told["completeness"]
    assert [(one["question"], one["answers"]) for one in rows(directory, "questions")] == [("Q1", 2)]


def test_only_what_is_public_goes_out(chat: Chat, tmp_path: Path) -> None:
    place(chat, make_tweet("Spam", hidden=True, minute=6), Part.ASIDE)
    draft = make_chat(chat.series, published=False, address="2016-01-01")
    place(draft, make_tweet("Not yet", minute=7), Part.ASIDE)
    told = rows(written(chat.series, tmp_path), "posts")

    assert {post["text"] for post in told}.isdisjoint({"Spam", "Not yet"})


def test_hidden_posts_go_out_marked_when_asked_for(chat: Chat, tmp_path: Path) -> None:
    place(chat, make_tweet("Spam", hidden=True, minute=6), Part.ASIDE)
    told = rows(written(chat.series, tmp_path, hidden=True), "posts")

    assert [post["text"] for post in told if post["hidden"]] == ["Spam"]


def test_pseudonyms_stand_for_people_and_posts_everywhere(chat: Chat, tmp_path: Path) -> None:
    directory = written(chat.series, tmp_path, edition="pseudonymous")
    everything = "".join(file.read_text() for file in directory.glob("*.jsonl"))
    people = {person["person"] for person in rows(directory, "people")}

    assert not any(name in everything.lower() for name in ("ann", "ben", "cid", "5900000000", '"pasted"'))
    assert {post["author"] for post in rows(directory, "posts")} == people
    assert rows(directory, "posts")[1]["text"].removeprefix("A1 Beans, @") in people


@pytest.mark.parametrize(
    "address",
    [
        "https://twitter.com/Ann/status/590123456789",
        "https://x.com/i/web/status/590123456789",
        "https://mastodon.example/@ann/590123456789",
        "https://mastodon.example/users/x/statuses/590123456789",
        "https://bsky.app/profile/ann.bsky.example/post/3k590123456789",
    ],
)
def test_no_address_in_a_text_leads_to_a_post(chat: Chat, tmp_path: Path, address: str) -> None:
    place(chat, make_tweet(f"See {address} and 24/7", minute=9), Part.ASIDE)
    [told] = [post["text"] for post in rows(written(chat.series, tmp_path, edition="pseudonymous"), "posts")][4:5]

    assert told.startswith("See https://")
    assert told.endswith(" and 24/7")
    assert "ann" not in told.lower()
    assert "590123456789" not in told


def test_of_accounts_with_one_handle_the_one_seen_last_stands_for_all(chat: Chat, tmp_path: Path) -> None:
    ann = Participant.objects.get(handle="ann")
    ann.seen_at = START
    ann.save()
    for name, account, day in (("Later", "later", 1), ("Hidden", "hidden", 2), ("Draft", "draft", 3)):
        seen_at = START + timedelta(days=day)
        again = Participant.objects.create(
            network="twitter", handle="Ann", name=name, source_id=account, seen_at=seen_at
        )
        at = make_chat(chat.series, published=False, address="2016-01-01") if name == "Draft" else chat
        tweet = make_tweet(minute=6 + day, hidden=name == "Hidden")
        Tweet.objects.filter(pk=tweet.pk).update(author=again)
        place(at, tweet, Part.ASIDE)

    [told] = [one for one in rows(written(chat.series, tmp_path), "people") if one["person"] == "twitter/ann"]
    assert (told["account"], told["name"], told["posts"]) == ("later", "Later", 3)


def test_the_edition_of_ids_holds_no_word_and_no_name(chat: Chat, tmp_path: Path) -> None:
    Participant.objects.filter(handle="ann").update(source_id="77")
    directory = written(chat.series, tmp_path, edition="ids")
    everything = "".join(file.read_text() for file in directory.glob("*.jsonl"))

    assert not any(word in everything for word in ("Beans", "ann", "ben", "Yes", "chatarchive:"))
    assert len(rows(directory, "posts")) == 4
    assert [person["account"] for person in rows(directory, "people")] == ["77"]


@pytest.mark.parametrize("edition", ["full", "pseudonymous"])
def test_hosts_are_told_apart_whatever_they_are_called(chat: Chat, tmp_path: Path, edition: str) -> None:
    place(chat, make_tweet("Hi", author="a;b/c", minute=9), Part.INTRO)
    chat.hosts.add(Participant.objects.get(handle="a;b/c"))
    directory = written(chat.series, tmp_path, edition=edition)
    [told] = rows(directory, "chats")

    hosts = set(told["hosts"].split(";"))
    assert len(hosts) == 2
    assert hosts < {person["person"] for person in rows(directory, "people")}


def test_csv_and_parquet_tell_the_same_as_json_lines(chat: Chat, tmp_path: Path) -> None:
    told = rows(written(chat.series, tmp_path / "a"), "posts")
    with (written(chat.series, tmp_path / "b", form="csv") / "posts.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    table = pq.read_table(written(chat.series, tmp_path / "c", form="parquet") / "posts.parquet")

    assert [line["text"] for line in lines] == [
        f"'{one['text']}" if one["text"][0] in "=@" else one["text"] for one in told
    ]
    assert [f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in table["posted_at"].to_pylist()] == [
        one["posted_at"] for one in told
    ]
    assert table["confidence"].to_pylist() == [one["confidence"] for one in told]
    assert table.schema.field("text").metadata[b"description"].decode() == "The author’s words, unchanged."


@pytest.mark.parametrize("edition", ["full", "pseudonymous", "ids"])
def test_the_description_holds_of_every_table(chat: Chat, tmp_path: Path, edition: str) -> None:
    directory = written(chat.series, tmp_path, edition=edition)
    package = json.loads((directory / "datapackage.json").read_text())

    for resource in package["resources"]:
        content = (directory / resource["path"]).read_bytes()
        columns = {field["name"] for field in resource["schema"]["fields"]}
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert all(set(json.loads(line)) == columns for line in content.splitlines())
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert columns.issuperset(resource["schema"].get("primaryKey", ()))
        assert [] not in resource["schema"].values()


def test_csv_says_itself_why_some_cells_begin_with_an_apostrophe(chat: Chat, tmp_path: Path) -> None:
    assert "begins with an apostrophe" in (written(chat.series, tmp_path, form="csv") / "README.md").read_text()
    assert "apostrophe" not in (written(chat.series, tmp_path) / "README.md").read_text()


def test_checksums_hold_of_every_file(chat: Chat, tmp_path: Path) -> None:
    directory = written(chat.series, tmp_path)
    sums = dict(reversed(line.split("  ")) for line in (directory / "sha256sums.txt").read_text().splitlines())

    assert sums.keys() == {file.name for file in directory.iterdir()} - {"sha256sums.txt"}
    assert all(hashlib.sha256((directory / name).read_bytes()).hexdigest() == told for name, told in sums.items())


def test_a_data_set_takes_the_place_of_an_earlier_one_but_of_nothing_else(chat: Chat, tmp_path: Path) -> None:
    (tmp_path / "like").mkdir()
    written(chat.series, tmp_path, form="csv")
    assert not (written(chat.series, tmp_path) / "posts.csv").exists()
    assert (tmp_path / "set").stat().st_mode == (tmp_path / "like").stat().st_mode
    assert {file.name for file in tmp_path.iterdir()} == {"like", "set"}

    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear …")
    with pytest.raises(NotADataset):
        write_dataset(DatasetOrder(chat.series), tmp_path / "mine")
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_the_command_writes_a_data_set(chat: Chat, tmp_path: Path) -> None:
    call_command("export_series", "gardenlib", tmp_path / "out", "--format", "csv", "--edition", "ids")
    assert (tmp_path / "out" / "CITATION.cff").read_text().startswith('cff-version: "1.2.0"\n')
    with pytest.raises(CommandError):
        call_command("export_series", "nobody", tmp_path / "none")
