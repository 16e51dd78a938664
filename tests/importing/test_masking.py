"""Words of others without somebody who was taken out."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from transcripts.importing.masking import Mask
from transcripts.models import fold_handle


@dataclass(frozen=True)
class Ann:
    """Only Ann Field was taken out, on each network under the handle that is usual there."""

    def is_called(self, network: str, handle: str) -> bool:
        called = {"mastodon": {"ann@garden.example", "ann"}, "bluesky": {"ann.example.org"}}
        return fold_handle(handle) in called.get(network, {"ann"})

    def has_account(self, network: str, source_id: str) -> bool:
        return source_id in ("1001", "did:plc:ann", "U1")

    def has_name(self, name: str) -> bool:
        return name.casefold() == "ann field"


def mask(text: str, network: str = "twitter") -> str:
    return Mask(Ann(), network).text(text)


def mask_raw(record: object, network: str = "twitter") -> object:
    return json.loads(Mask(Ann(), network).raw(json.dumps(record)))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("@ann yes", "@[removed] yes"),
        ("Thanks @Ann! And @anna.", "Thanks @[removed]! And @anna."),
        (".@ANN: see", ".@[removed]: see"),
        ("no e-mail to x@ann.example", "no e-mail to x@ann.example"),
        ("ann is a word", "ann is a word"),
        ("@ann.And then", "@[removed].And then"),
        ("https://twitter.com/ann/status/1", "https://twitter.com/[removed]/status/1"),
        ("https://example.org/ann/", "https://example.org/ann/"),
        ("as ann field says, Ann Fieldings not", "as [removed] says, Ann Fieldings not"),
    ],
)
def test_a_mention_is_masked_and_no_more(said: str, left: str) -> None:
    assert mask(said) == left


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("RT @ann: beans and peas", "RT @[removed]: [removed]"),
        ("So true! RT @ann: beans", "So true! RT @[removed]: [removed]"),
        ("MT @ann beans", "MT @[removed]: [removed]"),
        ("“@ann: beans and peas” indeed", "“@[removed]: [removed]” indeed"),
        ('"@ann: beans" and "@bob: peas"', '"@[removed]: [removed]" and "@bob: peas"'),
        ("RT @bob: I say RT @ann: beans", "RT @bob: I say RT @[removed]: [removed]"),
        ("RT @bob: @ann beans", "RT @bob: @[removed] beans"),
        ("‘@ann: don’t stop’ she says", "‘@[removed]: [removed]’ she says"),
        ("“Beans, always beans” – @ann, so true", "“[removed]” – @[removed], so true"),
        ('"Beans" via @bob and "peas"', '"Beans" via @bob and "peas"'),
        ("<p>RT @ann: <b>beans</b></p>", "<p>RT @[removed]: [removed]<b></b></p>"),
    ],
)
def test_a_copy_of_their_words_is_taken_out(said: str, left: str) -> None:
    assert mask(said) == left


@pytest.mark.parametrize(
    ("network", "said", "left"),
    [
        ("mastodon", "@ann@garden.example hi", "@[removed] hi"),
        ("mastodon", '<a href="https://garden.example/@ann">@<span>ann</span></a>', '<a href="https://garden.example/@[removed]">@<span>[removed]</span></a>'),
        ("mastodon", "https://garden.example/users/ann/statuses/1", "https://garden.example/users/[removed]/statuses/1"),
        ("mastodon", "[her](/people/mastodon/ann/)", "[her](/people/mastodon/[removed]/)"),
        ("bluesky", "@ann.example.org. And at://did:plc:ann/x", "@[removed]. And at://[removed]/x"),
        ("slack", "<@U1> and <@U2>", "<@[removed]> and <@U2>"),
        ("irc", "13:05 <bob> ann: indeed, ann", "13:05 <bob> [removed]: indeed, [removed]"),
    ],
)  # fmt: skip
def test_each_network_has_its_way_to_mention(network: str, said: str, left: str) -> None:
    assert mask(said, network) == left


def test_an_object_about_them_says_nothing_and_keeps_its_form() -> None:
    user = {"id": 1001, "id_str": "1001", "screen_name": "ann", "name": "Ann", "verified": True, "entities": {"url": 1}}
    blank = {"id": 0, "id_str": "[removed]", "screen_name": "[removed]", "name": "[removed]", "verified": True}
    assert mask_raw({"user_mentions": [user]}) == {"user_mentions": [blank | {"entities": {}}]}


def test_a_post_by_them_in_anothers_record_is_gone() -> None:
    quoted = {"text": "beans", "user": {"screen_name": "Ann"}}
    quoting = {"text": "So true", "user": {"screen_name": "bob"}}
    assert mask_raw(quoting | {"quoted_status": quoted}) == quoting | {"quoted_status": {"removed": True}}
    page = {"data": {"text": "So true", "author_id": "2"}}
    beside = {"includes": {"tweets": [{"text": "beans", "author_id": "1001"}]}}
    assert mask_raw(page | beside) == page | {"includes": {"tweets": [{"removed": True}]}}


def test_fields_that_refer_to_them_are_masked_and_others_are_not() -> None:
    told = {"in_reply_to_screen_name": "ann", "in_reply_to_user_id": 1001, "lang": "ann", "mentions": ["ann", "bob"]}
    left = {"in_reply_to_screen_name": "[removed]", "in_reply_to_user_id": 0, "lang": "ann", "mentions": ["bob"]}
    assert mask_raw(told) == left


def test_a_row_of_a_table_stays_a_row() -> None:
    row = [["from_user", "bob"], ["text", "@ann hi"], ["in_reply_to_screen_name", "ann"], ["mentions", "bob;ann"]]
    left = [["from_user", "bob"], ["text", "@[removed] hi"], ["in_reply_to_screen_name", "[removed]"]]
    assert mask_raw(row) == [*left, ["mentions", "bob;[removed]"]]


def test_a_record_that_does_not_speak_of_them_is_left_as_it_came() -> None:
    raw = '{ "text":"caf\\u00e9",  "id": 12345678901234567890 }'
    assert Mask(Ann(), "twitter").raw(raw) == raw


@pytest.mark.parametrize("raw", ["[" * 10_000, "{" * 10, '"@ann', "[1,", '{"a":' * 3000 + "1" + "}" * 3000])
def test_what_is_no_sound_json_is_masked_as_text(raw: str) -> None:
    assert "@ann" not in Mask(Ann(), "twitter").raw(raw)


@pytest.mark.parametrize("piece", ["@", "RT @bob: ", '"@bob ', "a.", "<", "@<span>", "//a/@b", "Ann Field "])
def test_long_texts_cost_time_by_their_length(piece: str) -> None:
    assert len(mask(piece * 5_000)) > 0


@pytest.mark.parametrize(
    ("name", "left"), [("ann_tweets.csv", "[removed]_tweets.csv"), ("planning.csv", "planning.csv")]
)
def test_the_name_of_a_file_is_masked_by_its_words(name: str, left: str) -> None:
    assert Mask(Ann(), "twitter").file_name(name) == left
