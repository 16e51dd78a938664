from __future__ import annotations

import json

import pytest

from tests.limits import within
from transcripts.importing.formats.html_text import html_text
from transcripts.importing.records import Link, Media, PostRecord, UnreadableFile

from .conftest import SAMPLES, Path, Reading, Written, read, sample


def post(reading: Reading, end: str) -> PostRecord:
    return next(post for post in reading.own if post.source_id.endswith(end))


def test_html_becomes_text_with_links_whole() -> None:
    question = post(sample("mastodon.jsonl"), "/101")
    assert question.text == ("Q1: What do you grow & why? #GardenLib\n\nhttps://gardenlib.example.org/parsley?a=1&b=2")
    assert question.links == (Link(*["https://gardenlib.example.org/parsley?a=1&b=2"] * 2),)
    assert question.hashtags == ("GardenLib",)


def test_the_id_is_the_address_that_all_servers_share() -> None:
    question = post(sample("mastodon.jsonl"), "/101")
    assert (question.network, question.source_id) == ("mastodon", "https://garden.example/users/ann/statuses/101")
    assert (question.author.handle, question.author.source_id) == (
        "ann@garden.example",
        "https://garden.example/users/ann",
    )
    assert (question.likes, question.reposts, question.replies, question.app) == (3, 2, 1, "Web")


def test_an_answer_finds_its_question_by_the_address_though_the_file_tells_a_number() -> None:
    answer = post(sample("mastodon.jsonl"), "/977")
    assert answer.reply_to_id == "https://garden.example/users/ann/statuses/101"
    assert (answer.author.handle, answer.reply_to_handle) == ("bob@beans.example", "ann@garden.example")
    assert answer.mentions == ("ann@garden.example",)
    assert answer.text == "@ann A1 beans\nand peas"


def test_a_content_warning_is_the_first_line() -> None:
    warned = post(sample("mastodon.jsonl"), "/103")
    assert warned.text == "Slugs\n\neat them alive"
    assert warned.media == (Media("https://beans.example/media/1.jpg", alt="A slug"),)
    assert warned.reply_to_id == "https://garden.example/users/ann/statuses/100"


def test_a_boost_is_its_own_post_beside_the_original() -> None:
    reading = sample("mastodon.jsonl")
    boost = post(reading, "/104/activity")
    assert (boost.is_repost, boost.repost_of_id) == (True, "https://beans.example/users/bob/statuses/977")
    assert boost.text == "RT @bob@beans.example: @ann A1 beans\nand peas"
    assert boost.author.source_id == "https://garden.example/users/ann"
    assert [p.source_id for p in reading.posts if p.embedded] == ["https://beans.example/users/bob/statuses/977"]


def test_private_statuses_leave_no_word() -> None:
    reading = sample("mastodon.jsonl")
    assert [(r.line, r.reason) for r in reading.rejections] == [(line, "not public") for line in (5, 6, 7)]
    assert "followers" not in repr([(p.text, p.raw) for p in reading.posts]).replace("followers_count", "")
    assert "for you alone" not in repr(reading.records)


def test_a_film_without_words_is_a_post() -> None:
    film = post(sample("mastodon.jsonl"), "/108")
    assert (film.text, film.media) == ("", (Media("https://garden.example/2.mp4", "animated_gif"),))


def test_an_outbox_gives_what_is_public_and_counts_the_rest() -> None:
    reading = sample("mastodon_outbox.json")
    assert [p.source_id.removeprefix("https://garden.example/users/ann/statuses/") for p in reading.own] == [
        "101",
        "201",
        "205/activity",
        "207",
    ]
    assert [(r.line, r.reason) for r in reading.rejections] == [(line, "not public") for line in (3, 4, 5, 7)]
    told = repr(reading.records)
    assert "gate code" not in told
    assert "below the pot" not in told
    assert "more private" not in told


def test_an_outbox_and_the_api_tell_the_same_post() -> None:
    from_api, from_outbox = post(sample("mastodon.jsonl"), "/101"), post(sample("mastodon_outbox.json"), "/101")
    assert (from_api.text, from_api.source_id) == (from_outbox.text, from_outbox.source_id)
    assert from_api.author.handle == from_outbox.author.handle
    assert from_api.author.source_id == from_outbox.author.source_id


def test_an_unlisted_answer_in_an_outbox() -> None:
    answer = post(sample("mastodon_outbox.json"), "/201")
    assert answer.text == "Weeds\n\nquietly public"
    assert (answer.reply_to_id, answer.reply_to_handle) == (
        "https://beans.example/users/bob/statuses/977",
        "bob@beans.example",
    )


def test_a_boost_in_an_outbox_has_only_the_address_of_its_words() -> None:
    boost = post(sample("mastodon_outbox.json"), "/205/activity")
    assert boost.text == "RT @bob@beans.example: https://beans.example/users/bob/statuses/977"
    assert (boost.cut_at_source, boost.repost_of_id) == (True, "https://beans.example/users/bob/statuses/977")


def test_an_account_file_without_posts_says_where_they_are(written: Written) -> None:
    actor = {"@context": ["https://www.w3.org/ns/activitystreams"], "type": "Person", "preferredUsername": "ann"}
    with pytest.raises(UnreadableFile, match=r"^actor\.json: it holds no posts; import the file outbox\.json"):
        read(written("actor.json", json.dumps(actor)))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &amp;amp; b &lt;i&gt;", "a &amp; b <i>"),
        ("<p>one</p>\n<p>two<br/>three</p>", "one\n\ntwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ('<p>ok <img alt=":seedling:" src="x"><script>alert(1)</script></p>', "ok :seedling:"),
        ('<p>see <a href="javascript:alert(1)">here</a>', "see here"),
        ("<p>cut <b>off <", "cut off <"),
        ("", ""),
    ],
)
def test_fragments_read_as_people_see_them(html: str, text: str) -> None:
    assert html_text(html).text == text


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<a x='", "<div>", "<b>", "<p><a href=x>", "&#", "<table><td>"])
def test_no_markup_keeps_the_reader_busy(piece: str) -> None:
    with within(seconds=5):
        assert html_text(piece * 30_000)


def test_real_statuses_are_read_whole(shared: Path) -> None:
    for path in (shared / "mastodon_api_status_json").iterdir():
        text = path.read_text()
        statuses = [json.loads(line) for line in text.split("\n") if line] if text[0] == "{" else json.loads(text)
        listed = [s for s in statuses for s in (s["ancestors"] + s["descendants"] if "ancestors" in s else [s])]
        reading = read(path)
        assert [p.source_id for p in reading.own] == [status["uri"] for status in listed]
        assert not any("<" in p.text for p in reading.own)


def test_the_same_posts_from_two_servers_are_the_same(shared: Path) -> None:
    home, away = (
        {(p.source_id, p.text, p.author.handle) for p in read(path).own}
        for path in sorted((shared / "mastodon_api_status_json").glob("*timeline_hashtag*"))
    )
    assert len(home & away) == len({source_id for source_id, _, _ in home | away}) - 2 == 4


PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ANN = "https://garden.example/users/ann"


def outbox(*items: dict[str, object]) -> str:
    return json.dumps({"@context": "https://www.w3.org/ns/activitystreams", "orderedItems": items})


@pytest.mark.parametrize(
    "item",
    [
        {"type": "Delete", "actor": ANN, "to": [PUBLIC], "object": f"{ANN}/statuses/1"},
        {"type": "Delete", "actor": ANN, "to": [PUBLIC], "object": {"type": "Tombstone", "id": f"{ANN}/statuses/1"}},
        {"type": "Create", "actor": ANN, "to": [PUBLIC], "object": {"type": "Tombstone", "id": f"{ANN}/statuses/1"}},
        {"type": "Undo", "actor": ANN, "object": {"type": "Announce", "id": f"{ANN}/statuses/1"}},
        {"type": "Tombstone", "id": f"{ANN}/statuses/1"},
    ],
)
def test_what_was_deleted_or_taken_back_in_an_outbox_is_told(written: Written, item: dict[str, object]) -> None:
    reading = read(written("outbox.json", outbox(item)))
    assert [(told.network, told.source_id) for told in reading.deletions] == [("mastodon", f"{ANN}/statuses/1")]
    assert reading.posts == []


@pytest.mark.parametrize(
    "item", [{"type": "Delete", "actor": ANN, "object": 5}, {"type": "Undo", "actor": ANN, "object": {}}]
)
def test_a_deletion_of_nothing_deletes_nothing(written: Written, item: dict[str, object]) -> None:
    with pytest.raises(UnreadableFile):
        read(written("outbox.json", outbox(item)))


@pytest.mark.parametrize("visibility", ["private", "direct", "limited", "", None])
@pytest.mark.parametrize("place", ["", "reblog", "quote"])
def test_what_not_everyone_may_read_never_comes_through(written: Written, visibility: object, place: str) -> None:
    status = json.loads((SAMPLES / "mastodon.jsonl").read_text().splitlines()[0])
    secret = {**status, "visibility": visibility, "content": "<p>a secret</p>"}
    inside = {"quoted_status": secret} if place == "quote" else secret
    reading = read(written("a.json", json.dumps({**status, place: inside} if place else secret)))
    assert (reading.posts, len(reading.rejections)) == ([], 1)
    assert "secret" not in str(reading.rejections)


@pytest.mark.parametrize("to", [[f"{ANN}/followers"], ["https://beans.example/users/bob"], [], None])
def test_no_message_of_an_outbox_comes_through(written: Written, to: object) -> None:
    note = {
        "id": f"{ANN}/statuses/1",
        "type": "Note",
        "content": "<p>a secret</p>",
        "published": "2023-05-13T01:00:00Z",
    }
    told_once = {"type": "Create", "actor": ANN, "to": to, "object": note}
    told_wrongly = {"type": "Create", "actor": ANN, "to": [PUBLIC], "object": {**note, "to": to}}
    reading = read(written("outbox.json", outbox(told_once, told_wrongly)))
    assert (reading.posts, len(reading.rejections)) == ([], 2)
