from __future__ import annotations

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from transcripts.importing.records import Link, Media, Precision, ReadOptions, UnreadableFile

from .conftest import Path, Written, read, sample

A_DAY = ReadOptions(date=date(2024, 8, 6))


def test_every_embedded_post_is_taken_and_no_other_quotation() -> None:
    reading = sample("web_page.html")
    assert [(p.author.handle, p.author.name, p.text) for p in reading.own] == [
        ("ann", "Ann Field", "A1 beans & peas, see https://t.co/abc #gardenlib pic.twitter.com/bean1"),
        ("bob_t", "Bob T", "@ann in pots — mostly"),
        ("ann.example.org", "Ann", "Welcome all #gardenlib"),
        ("cyd", "Cyd", "flattened by an editor"),
    ]
    assert [r.reason for r in reading.rejections] == ["it has no text"]


def test_an_embedded_tweet_has_id_and_exact_time() -> None:
    tweet = sample("web_page.html").own[0]
    assert (tweet.network, tweet.source_id, tweet.precision) == ("twitter", "598291567211450385", Precision.SECOND)
    assert tweet.posted_at.date() == date(2015, 5, 13)
    assert tweet.links == (Link("https://t.co/abc", "https://t.co/abc"),)
    assert tweet.media == (Media("https://pic.twitter.com/bean1", shown="pic.twitter.com/bean1"),)


def test_an_old_id_tells_no_time_so_the_day_of_the_embed_counts() -> None:
    old = sample("web_page.html", ReadOptions(timezone=ZoneInfo("America/New_York"))).own[1]
    assert (old.source_id, old.precision, str(old.posted_at)) == (
        "1234567",
        Precision.DAY,
        "2010-05-12 04:00:00+00:00",
    )


def test_an_embedded_bluesky_post_has_the_id_that_the_api_gives_it() -> None:
    post = sample("web_page.html").own[2]
    assert (post.network, post.source_id) == ("bluesky", "did:plc:annfield/3lqonetwo2345")
    assert (post.author.source_id, post.precision) == ("did:plc:annfield", Precision.SECOND)
    assert post.posted_at.date() == date(2025, 6, 3)


def test_headings_of_a_page_are_candidates_for_questions() -> None:
    reading = sample("web_page.html")
    assert reading.headings == ["Recap: #gardenlib of May 12, 2015", "Q1: What do you grow?", "Q2: Where?"]
    assert [p.heading for p in reading.own[:2]] == ["Q1: What do you grow?", "Q2: Where?"]


def test_the_raw_record_is_the_quotation_as_it_stood() -> None:
    raw = sample("web_page.html").own[0].raw
    assert raw.startswith('<blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr">A1 beans &amp; peas')
    assert raw.endswith('ref_src=twsrc%5Etfw">May 13, 2015</a></blockquote>')


def test_a_wordpress_answer_and_export_hold_the_same_page(written: Written) -> None:
    page = (Path(__file__).parents[2] / "samples" / "web_page.html").read_text().partition("<body>")[2]
    answer = json.dumps([{"id": 1, "title": {"rendered": "Recap"}, "content": {"rendered": page}}])
    export = (
        '<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>'
        f"<content:encoded><![CDATA[{page}]]></content:encoded><wp:status>publish</wp:status></item></channel></rss>"
    )
    expected = [(p.source_id, p.text) for p in sample("web_page.html").own]
    for name, content in (("posts.json", answer), ("export.xml", export)):
        reading = read(written(name, content))
        assert reading.format == "web-page"
        assert [(p.source_id, p.text) for p in reading.own] == expected


def test_a_page_without_embeds_is_read_as_its_text(written: Written) -> None:
    html = (
        '<p>There is no feeling here, none at all. <a href="https://twitter.com/ann">@ann</a></p>'
        "<p>It has been a week, really. @bob_t</p>"
    )
    content = json.dumps({"content": {"rendered": f"<h4>Q1: And you?</h4>{html}"}})
    reading = read(written("a.json", content), A_DAY)
    assert [(p.author.handle, p.heading) for p in reading.own] == [("ann", "Q1: And you?"), ("bob_t", "Q1: And you?")]


def test_a_page_without_posts_says_so(written: Written) -> None:
    with pytest.raises(UnreadableFile, match="it quotes no tweet and no post"):
        read(written("a.html", "<html><body><h1>Recap</h1><p>Lovely.</p></body></html>"))


def test_a_keepers_table_is_read_like_its_sheet() -> None:
    reading = sample("keeper_table.html")
    assert [(p.source_id, p.author.handle, p.text, p.app) for p in reading.own] == [
        ("113680869989945344", "ann", "A1: the shed & the pots #gardenlib", "Gardener")
    ]
    assert [(r.line, r.reason) for r in reading.rejections] == [(3, "it has 2 cells where the header has 10")]
