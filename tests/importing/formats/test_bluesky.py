from __future__ import annotations

import json

import pytest

from transcripts.importing.records import Link, Media, PostRecord

from .conftest import SAMPLES, Path, Reading, Written, read, sample


def post(reading: Reading, key: str) -> PostRecord:
    return next(post for post in reading.own if post.source_id.endswith(key))


def test_places_of_facets_count_bytes() -> None:
    question = post(sample("bluesky_search.json"), "3lqone")
    assert question.links == (Link("gardenlib.example.org/par…", "https://gardenlib.example.org/parsley"),)
    assert question.mentions == ("bob.bsky.social",)
    assert question.hashtags == ("gardenlib", "herbs")


def test_the_id_is_account_and_record_key() -> None:
    question = post(sample("bluesky_search.json"), "3lqone")
    assert (question.network, question.source_id) == ("bluesky", "did:plc:annfield/3lqone")
    assert question.url == "https://bsky.app/profile/did:plc:annfield/post/3lqone"
    assert (question.author.handle, question.author.source_id) == ("ann.example.org", "did:plc:annfield")
    assert (question.likes, question.reposts, question.replies, question.lang) == (3, 2, 1, "en")


def test_a_post_is_never_younger_than_its_indexing_but_may_be_backdated() -> None:
    reading = sample("bluesky_search.json")
    assert str(post(reading, "3lqpic").posted_at) == "2025-05-13 01:03:00+00:00"
    assert str(post(reading, "3lqtwo").posted_at) == "2019-03-01 14:00:00+00:00"


def test_a_picture_without_words_is_a_post() -> None:
    picture = post(sample("bluesky_search.json"), "3lqpic")
    address = "https://cdn.bsky.app/img/feed_fullsize/plain/did:plc:cyd/bafkpole@jpeg"
    assert (picture.text, picture.media) == ("", (Media(address, alt="Beans on a pole"),))


def test_an_account_without_a_valid_handle_goes_by_its_id() -> None:
    assert post(sample("bluesky_search.json"), "3lqpic").author.handle == "did:plc:cyd"


def test_a_quote_with_media_keeps_both_and_brings_the_quoted_post() -> None:
    reading = sample("bluesky_search.json")
    quote = post(reading, "3lqquo")
    assert quote.quote_of_id == "did:plc:bobt/3lqtwo"
    assert quote.media == (Media("https://cdn.example.org/f.jpg", alt="A hand full of beans"),)
    assert [p.source_id for p in reading.posts if p.embedded] == ["did:plc:bobt/3lqtwo"]


def test_a_post_of_nothing_is_rejected() -> None:
    assert [(r.line, r.reason) for r in sample("bluesky_search.json").rejections] == [(5, "it has no text")]


def test_a_feed_tells_what_is_answered() -> None:
    reading = sample("bluesky_feed.json")
    answer = post(reading, "3lqtwo")
    assert (answer.reply_to_id, answer.reply_to_handle) == ("did:plc:annfield/3lqone", "ann.example.org")
    assert [p.source_id for p in reading.posts if p.embedded and p.position == 1] == ["did:plc:annfield/3lqone"]


def test_a_repost_is_its_own_post_beside_the_original() -> None:
    reading = sample("bluesky_feed.json")
    repost = post(reading, "3lqrep")
    assert (repost.author.handle, repost.is_repost, repost.repost_of_id) == (
        "bob.bsky.social",
        True,
        "did:plc:annfield/3lqone",
    )
    assert repost.text.startswith("RT @ann.example.org: Q1")
    assert str(repost.posted_at) == "2025-05-13 02:00:00+00:00"
    assert [p.source_id for p in reading.posts if p.embedded and p.position == 2] == ["did:plc:annfield/3lqone"]


def test_answers_to_deleted_posts_stand_alone() -> None:
    assert post(sample("bluesky_feed.json"), "3lqdel").reply_to_handle == ""


def test_a_thread_is_read_from_its_top() -> None:
    reading = sample("bluesky_thread.json")
    assert [(p.position, p.source_id, p.reply_to_handle) for p in reading.own] == [
        (1, "did:plc:annfield/3lqone", ""),
        (2, "did:plc:cyd/3lqthr", "ann.example.org"),
        (3, "did:plc:annfield/3lqfou", "did:plc:cyd"),
    ]


def test_a_stream_knows_accounts_by_id_and_tells_of_deletions() -> None:
    reading = sample("jetstream.jsonl")
    assert [p.source_id for p in reading.own] == ["did:plc:annfield/3lqone", "did:plc:cyd/3lqpic"]
    assert {p.author.handle for p in reading.own} == {"did:plc:annfield", "did:plc:cyd"}
    assert [(told.position, told.network) for told in reading.deletions] == [(4, "bluesky")]


def test_a_deletion_names_the_post_by_the_id_it_was_told_with(written: Written) -> None:
    created = (SAMPLES / "jetstream.jsonl").read_text().splitlines()[0]
    event = json.loads(created)
    event["commit"] = {"operation": "delete", "collection": "app.bsky.feed.post", "rkey": event["commit"]["rkey"]}
    reading = read(written("a.jsonl", f"{created}\n{json.dumps(event)}\n"))
    assert [told.source_id for told in reading.deletions] == [post.source_id for post in reading.own]


def test_a_post_has_one_id_in_search_and_stream() -> None:
    assert post(sample("jetstream.jsonl"), "3lqone").text == post(sample("bluesky_search.json"), "3lqone").text


def test_a_post_that_nests_without_end_is_refused(written: Written) -> None:
    deep = '{"thread":' + '{"parent":' * 5000 + "{}" + "}" * 5001
    assert read(written("deep.json", deep), kind="bluesky").posts == []


@pytest.mark.parametrize(("name", "posts"), [("note", 1), ("quote", 2), ("repost", 2), ("quote_with_image", 2)])
def test_real_fixtures_give_posts_and_quoted_posts(shared: Path, name: str, posts: int) -> None:
    assert len(read(shared / "bluesky_fixtures" / f"snarfed-granary__{name}.bsky.json").posts) == posts


def labelled(*labels: dict[str, object]) -> str:
    answer = json.loads((SAMPLES / "bluesky_search.json").read_text())
    answer["posts"][0]["author"]["labels"] = labels
    return json.dumps(answer)


@pytest.mark.parametrize(
    ("labels", "is_hidden"),
    [
        ([{"val": "!no-unauthenticated"}], True),
        ([{"val": "!no-unauthenticated", "neg": True}], False),
        ([{"val": "porn"}], False),
        ([], False),
    ],
)
def test_an_author_may_ask_not_to_be_shown_to_everyone(
    written: Written, labels: list[dict[str, object]], is_hidden: bool
) -> None:
    first, *others = read(written("a.json", labelled(*labels))).own
    assert first.hidden_because.startswith("its author asks not to be shown") is is_hidden
    assert not any(post.hidden_because for post in others if post.author != first.author)


def test_a_repost_shows_no_words_that_their_author_wants_hidden(written: Written) -> None:
    feed = json.loads((SAMPLES / "bluesky_feed.json").read_text())
    item = next(item for item in feed["feed"] if "reason" in item)
    item["post"]["author"]["labels"] = [{"val": "!no-unauthenticated"}]
    reading = read(written("a.json", json.dumps({"feed": [item]})))
    assert [bool(post.hidden_because) for post in reading.posts] == [True, True]
