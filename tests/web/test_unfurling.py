"""What a link shows elsewhere: the tags, the description for machines, and the microformats of each page."""

from __future__ import annotations

import json
import re
from typing import Any

import extruct
import mf2py
import pytest
from django.test import Client

from tests.builders import make_chat, make_person, make_question, make_tweet, place
from tests.web.lively import HOSTILE, Lively
from transcripts.grouping import Part, Role
from transcripts.models import Archive

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def pages(lively: Lively) -> list[str]:
    """A page of every kind that others link to."""
    rows = (lively.chat.series, lively.chat, lively.question, lively.answer, lively.reply, make_person("ann"))
    return ["/", "/about/", *(row.get_absolute_url() for row in rows)]


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def tags(html: str) -> dict[str, str]:
    """The tags of a page's head by their names."""
    found = extruct.extract(html, base_url=SITE, syntaxes=["opengraph"])["opengraph"]
    told = dict(found[0]["properties"])
    return told | dict(re.findall(r'<meta name="(twitter:[\w:]+|DC\.\w+)"\s+content="([^"]*)"', html))


def about(html: str) -> dict[str, Any]:
    """What a page says that it is about."""
    (found,) = extruct.extract(html, base_url=SITE, syntaxes=["json-ld"])["json-ld"]
    return dict(found)


def entries(html: str, path: str) -> list[dict[str, Any]]:
    """The h-entries of a page, those in its feed too."""
    items = mf2py.parse(doc=html, url=f"{SITE}{path}")["items"]
    within = [child for item in items for child in item.get("children", ())]
    return [item for item in [*items, *within] if "h-entry" in item["type"]]


def test_every_page_has_all_that_a_card_needs(client: Client, lively: Lively) -> None:
    for path in pages(lively):
        html = read(client, path)
        told = tags(html)
        wanted = {"og:title", "og:type", "og:description", "og:site_name", "og:image:alt"}
        assert not {name for name in wanted if not told.get(name)}, path
        assert told["og:url"] == f"{SITE}{path}"
        assert (told["og:image:width"], told["og:image:height"], told["og:image:type"]) == ("1200", "630", "image/png")
        assert told["twitter:card"] == "summary_large_image"
        assert told["twitter:image"] == told["og:image"]
        assert html.index("twitter:image") < 8000, path


def test_the_picture_that_a_page_names_is_there(client: Client, lively: Lively) -> None:
    for path in [*pages(lively), f"{lively.chat.get_absolute_url()}?utm_source=x"]:
        picture = tags(read(client, path))["og:image"]
        assert picture.startswith(f"{SITE}/cards/"), path
        assert client.get(picture.removeprefix(SITE)).status_code == 200, path


def test_each_page_is_its_own_canonical_one_leaves_of_long_ones_too(client: Client, lively: Lively) -> None:
    chat = make_chat(address="2015-05-13")
    for number in range(51):
        place(chat, make_tweet(f"No. {number}.", minute=number), Part.ASIDE)
    for path in [*pages(lively), "/people/twitter/ann/?page=2"]:
        html = read(client, path)
        assert re.findall(r'<link rel="canonical" href="([^"]+)">', html) == [f"{SITE}{path}"]


def test_head_answers_on_every_page(client: Client, lively: Lively) -> None:
    assert {client.head(path).status_code for path in pages(lively)} == {200}


def test_a_post_is_told_by_its_words_author_and_day(client: Client, lively: Lively) -> None:
    told = tags(read(client, lively.answer.get_absolute_url()))
    assert told["og:title"] == "Ann Lee in Lending seeds"
    assert told["og:description"].startswith("A1 In a cold cellar,")
    assert told["og:type"] == "article"
    assert told["article:published_time"] == "2015-05-13T01:07:00+00:00"
    assert (told["DC.creator"], told["DC.date"]) == ("Ann Lee", "2015-05-12")


def test_a_long_post_is_told_by_its_beginning(client: Client) -> None:
    tweet = make_tweet("seedling " * 1000)
    place(make_chat(), tweet, Part.ASIDE)
    assert len(tags(read(client, tweet.get_absolute_url()))["og:description"]) <= 400


def test_a_chat_is_a_discussion_with_its_questions(client: Client, lively: Lively) -> None:
    told = about(read(client, lively.chat.get_absolute_url()))
    assert told["@type"] == "DiscussionForumPosting"
    assert [author["name"] for author in told["author"]] == ["Gardenhost"]
    assert told["headline"] == "Lending seeds"
    assert told["datePublished"] == "2015-05-12T20:00:00-05:00"
    assert [(one["url"], one["commentCount"]) for one in told["comment"]] == [
        (f"{SITE}/gardenlib/2015-05-12/q1/", 2),
        (f"{SITE}/gardenlib/2015-05-12/q2/", 3),
    ]
    assert told["interactionStatistic"]["userInteractionCount"] == 12


def test_a_chat_without_hosts_is_its_series(client: Client) -> None:
    told = about(read(client, make_chat().get_absolute_url()))
    assert told["author"] == {"@type": "Organization", "name": "#gardenlib chats", "url": f"{SITE}/gardenlib/"}


def test_a_question_holds_its_answers_with_their_replies(client: Client, lively: Lively) -> None:
    told = about(read(client, lively.question.get_absolute_url()))
    assert told["@type"] == "DiscussionForumPosting"
    assert told["author"]["name"] == "Gardenhost"
    (answer,) = told["comment"]
    assert answer["text"].startswith("A1 In a cold cellar,")
    assert answer["interactionStatistic"]["userInteractionCount"] == 1
    assert [reply["text"] for reply in answer["comment"]] == ["@ann Sixty?"]
    assert told["isPartOf"]["url"] == f"{SITE}{lively.chat.get_absolute_url()}"


def test_a_post_that_begins_a_conversation_is_a_posting_and_one_that_answers_a_comment(
    client: Client, lively: Lively
) -> None:
    first = about(read(client, lively.answer.get_absolute_url()))["mainEntity"]
    assert (first["@type"], first["author"]["url"]) == ("DiscussionForumPosting", f"{SITE}/people/twitter/ann/")
    assert [reply["text"] for reply in first["comment"]] == ["@ann Sixty?"]
    reply = about(read(client, lively.reply.get_absolute_url()))["mainEntity"]
    assert reply["@type"] == "Comment"
    assert reply["parentItem"]["url"] == f"{SITE}{lively.answer.get_absolute_url()}"


def test_what_every_posting_must_tell_is_told(client: Client, lively: Lively) -> None:
    def check(node: Any) -> None:
        if isinstance(node, list):
            for one in node:
                check(one)
        elif isinstance(node, dict):
            if node.get("@type") in ("DiscussionForumPosting", "Comment") and "text" in node:
                assert node["author"]
                assert node["datePublished"]
                assert node["text"] or node["image"]
                assert node["url"].startswith(SITE)
            check(list(node.values()))

    for path in pages(lively)[3:7]:
        check(about(read(client, path)))


def test_a_post_of_a_picture_alone_has_its_picture(client: Client) -> None:
    tweet = make_tweet("", media=[{"url": "https://example.org/1.jpg", "kind": "photo"}])
    place(make_chat(), tweet, Part.ASIDE)
    told = about(read(client, tweet.get_absolute_url()))["mainEntity"]
    assert told["image"] == ["https://example.org/1.jpg"]


def test_somebodys_page_is_a_profile(client: Client, lively: Lively) -> None:
    told = about(read(client, "/people/twitter/ann/"))
    assert told["@type"] == "ProfilePage"
    assert told["mainEntity"]["name"] == "Ann Lee"
    assert told["mainEntity"]["alternateName"] == "@ann"


def test_the_first_page_says_how_the_archive_is_searched(client: Client, lively: Lively) -> None:
    told = about(read(client, "/"))
    assert (told["@type"], told["name"]) == ("WebSite", "Seedbed")
    assert told["potentialAction"]["target"]["urlTemplate"] == f"{SITE}/search/?q={{search_term_string}}"


def test_no_word_ends_the_description(client: Client) -> None:
    Archive.objects.create(pk=1, name="</script><b>")
    chat = make_chat(title=f"</script>{HOSTILE}", framing="<!-- <script>")
    question = make_question(chat, 1, f"</script>{HOSTILE} & \u2028")
    make_person("mallory", HOSTILE)
    tweet = make_tweet(f"</SCRIPT>{HOSTILE}", author="mallory")
    place(chat, tweet, question, role=Role.ASK)
    for path in ("/", chat.get_absolute_url(), question.get_absolute_url(), tweet.get_absolute_url()):
        (inside,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', read(client, path), re.DOTALL)
        assert not re.search("[<>&]", inside)
        assert json.loads(inside)["@context"] == "https://schema.org"


def test_a_transcript_is_a_feed_of_posts(client: Client, lively: Lively) -> None:
    path = lively.chat.get_absolute_url()
    (feed,) = mf2py.parse(doc=read(client, path), url=f"{SITE}{path}")["items"]
    assert feed["type"] == ["h-feed"]
    assert feed["properties"]["name"] == ["Lending seeds"]
    answer = next(
        one for one in entries(read(client, path), path) if "cellar" in one["properties"]["content"][0]["value"]
    )
    told = answer["properties"]
    assert told["url"] == [f"{SITE}{lively.answer.get_absolute_url()}"]
    assert told["published"] == ["2015-05-13T01:07Z"]
    (author,) = told["author"]
    assert author["type"] == ["h-card"]
    assert author["properties"] == {"name": ["Ann Lee"], "url": [f"{SITE}/people/twitter/ann/"]}
    assert [reply["properties"]["content"][0]["value"] for reply in told["comment"]] == ["@ann Sixty?"]


def test_a_reply_on_its_own_page_tells_what_it_answers(client: Client, lively: Lively) -> None:
    path = lively.reply.get_absolute_url()
    told = {one["properties"]["url"][0]: one["properties"] for one in entries(read(client, path), path)}
    assert told[f"{SITE}{path}"]["in-reply-to"] == [f"{SITE}{lively.answer.get_absolute_url()}"]
    assert "in-reply-to" not in told[f"{SITE}{lively.answer.get_absolute_url()}"]


def test_somebodys_page_is_their_card_and_a_feed(client: Client, lively: Lively) -> None:
    path = "/people/twitter/ann/"
    card, feed = mf2py.parse(doc=read(client, path), url=f"{SITE}{path}")["items"]
    assert card["type"] == ["h-card"]
    assert card["properties"] == {"name": ["Ann Lee"], "nickname": ["@ann"], "url": [f"{SITE}{path}"]}
    assert feed["type"] == ["h-feed"]
    assert feed["children"]
