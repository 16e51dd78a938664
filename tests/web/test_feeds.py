"""Feeds are Atom (RFC 4287) and JSON Feed 1.1, hold what their page lists, and last."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from django.test import Client
from lxml import etree, html

from tests.builders import START, make_chat, make_question, make_series, make_tweet, place
from tests.search.archive import make_archive
from tests.site.feed_checks import CHECKS
from tests.web.lively import HOSTILE, Lively
from transcripts import search
from transcripts.grouping import Part
from transcripts.models import Chat, Handle, Tweet
from transcripts.publishing import FEEDS, PER_LEAF

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = "http://localhost:8000"
EVERY_KIND = ["/feeds/chats", "/feeds/series/gardenlib", "/feeds/people/twitter/ann", "/feeds/search"]


def feed_of(client: Client, query: str) -> etree._Element:
    response = client.get("/feeds/search.atom", {"q": query})
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def atom(client: Client, path: str) -> etree._Element:
    return etree.fromstring(client.get(path).content)


def told(element: etree._Element, path: str) -> list[str]:
    """The texts or attributes at a path, its steps in Atom's namespace."""
    return [str(one) for one in element.xpath(path, namespaces=ATOM)]


def faults(client: Client, path: str) -> list[str]:
    response = client.get(path, {"q": "seeds"})
    media_type = response.headers["Content-Type"].partition(";")[0]
    return CHECKS[media_type](response.content)


@pytest.mark.parametrize("ending", FEEDS)
@pytest.mark.parametrize("path", EVERY_KIND)
def test_every_feed_is_valid(client: Client, path: str, ending: str) -> None:
    make_archive()
    make_chat(start=START + timedelta(days=99), host="ann", framing="Bring\n\nan envelope")
    assert faults(client, f"{path}.{ending}") == []


@pytest.mark.parametrize("ending", FEEDS)
@pytest.mark.parametrize("path", EVERY_KIND)
def test_every_feed_of_hostile_words_is_valid(client: Client, path: str, ending: str) -> None:
    words = f"seeds {HOSTILE} \x0b \x1b \ufffe \uffff \u202e ]]> &amp; \x85"
    chat = make_chat(make_series(name=words[:90], description=words), title=words, framing=f"{words}\n\n{words}")
    place(chat, make_tweet(words), make_question(chat, 1, words))
    search.index([chat])
    assert faults(client, f"{path}.{ending}") == []


@pytest.mark.parametrize("ending", FEEDS)
@pytest.mark.parametrize("path", ["/feeds/chats", "/feeds/search"])
def test_a_feed_without_entries_is_valid(client: Client, path: str, ending: str) -> None:
    assert faults(client, f"{path}.{ending}") == []


def test_a_feed_without_entries_is_as_it_was_when_the_archive_changed_last(client: Client) -> None:
    make_archive()
    Chat.objects.update(changed_at=START)
    assert told(feed_of(client, "nowhere"), "a:updated/text()") == ["2015-05-13T01:00:00Z"]


def test_a_feed_names_itself_and_the_page_that_shows_the_same(client: Client) -> None:
    make_archive()
    feed = feed_of(client, "seeds from:ann")
    assert told(feed, "a:link[@rel='self']/@href") == [f"{SITE}/feeds/search.atom?q=seeds%20from%3Aann"]
    assert told(feed, "a:link[@rel='alternate']/@href") == [f"{SITE}/search/?q=seeds%20from%3Aann"]
    told_json = json.loads(client.get("/feeds/series/gardenlib.json").content)
    assert told_json["feed_url"] == f"{SITE}/feeds/series/gardenlib.json"
    assert told_json["home_page_url"] == f"{SITE}/gardenlib/"


def test_an_entry_of_a_chat_tells_its_questions_with_links(client: Client, lively: Lively) -> None:
    [entry] = atom(client, "/feeds/chats.atom").findall("a:entry", ATOM)
    assert told(entry, "a:id/text()") == [f"{SITE}/gardenlib/2015-05-12/"]
    assert told(entry, "a:author/a:name/text()") == ["Gardenhost"]
    content = html.fragment_fromstring(told(entry, "a:content/text()")[0], create_parent=True)
    assert content.xpath(".//a/@href") == [f"{SITE}/gardenlib/2015-05-12/q1/", f"{SITE}/gardenlib/2015-05-12/q2/"]
    assert "12 May 2015, 20:00–21:00 CDT, hosted by Gardenhost" in content.text_content()


def test_a_chat_is_updated_with_any_change_on_its_pages_and_published_once(client: Client) -> None:
    chat = make_chat()
    published = told(atom(client, "/feeds/chats.atom"), "a:entry/a:published/text()")
    Chat.objects.update(changed_at=START)
    assert told(atom(client, "/feeds/chats.atom"), "a:entry/a:updated/text()") == ["2015-05-13T01:00:00Z"]
    chat.renew()
    [updated] = told(atom(client, "/feeds/chats.atom"), "a:entry/a:updated/text()")
    assert datetime.fromisoformat(updated) == chat.changed_at.replace(microsecond=0)
    assert told(atom(client, "/feeds/chats.atom"), "a:entry/a:published/text()") == published


def test_chats_are_told_as_they_are_published_whenever_they_took_place(client: Client) -> None:
    late = make_chat(start=START + timedelta(days=7))
    early = make_chat()
    paths = [f"{SITE}{chat.get_absolute_url()}" for chat in (early, late)]
    assert told(atom(client, "/feeds/chats.atom"), "a:entry/a:id/text()") == paths


def test_older_entries_stand_on_leaves_that_lead_to_each_other(client: Client) -> None:
    series = make_series()
    for day in range(PER_LEAF + 1):
        make_chat(series, start=START + timedelta(days=day))
    first, second = (atom(client, f"/feeds/series/gardenlib.atom?page={leaf}") for leaf in (1, 2))
    assert [len(feed.findall("a:entry", ATOM)) for feed in (first, second)] == [PER_LEAF, 1]
    address = f"{SITE}/feeds/series/gardenlib.atom"
    assert (
        told(first, "a:link[@rel='next']/@href") == told(second, "a:link[@rel='self']/@href") == [f"{address}?page=2"]
    )
    assert told(second, "a:link[@rel='previous' or @rel='first']/@href") == [address, address]
    assert told(first, "a:id/text()") == told(second, "a:id/text()") == [address]
    assert json.loads(client.get("/feeds/series/gardenlib.json").content)["next_url"] == (
        f"{SITE}/feeds/series/gardenlib.json?page=2"
    )
    assert not told(second, "a:link[@rel='next']/@href")


def test_an_entry_is_known_by_its_posts_lasting_address(client: Client, lively: Lively) -> None:
    search.index([lively.chat])
    feed = feed_of(client, '"cold cellar"')
    address = f"{SITE}/t/{lively.answer.key}/"
    assert told(feed, "a:entry/a:id/text()") == told(feed, "a:entry/a:link/@href") == [address]
    quote = html.fromstring(told(feed, "a:entry/a:content/text()")[0])
    assert quote.get("cite") == address
    assert "In a cold cellar," in quote.text_content()


def test_a_feed_of_a_search_is_newest_first_whatever_order_was_asked_for(client: Client) -> None:
    make_archive()
    for query in ("seeds", "seeds sort:oldest"):
        moments = told(feed_of(client, query), "a:entry/a:updated/text()")
        assert moments == sorted(moments, reverse=True)
    assert told(feed_of(client, "seeds sort:oldest"), "a:id/text()") == [f"{SITE}/feeds/search.atom?q=seeds"]


@pytest.mark.parametrize("path", EVERY_KIND)
def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client, path: str) -> None:
    make_archive()
    known = client.get(f"{path}.atom?q=seeds").headers["ETag"]
    assert client.get(f"{path}.atom?q=seeds", headers={"If-None-Match": known}).status_code == 304


def test_hostile_words_stay_words_in_a_feed(client: Client) -> None:
    chat = make_chat()
    place(chat, make_tweet(f"seeds {HOSTILE}"), make_question(chat, 1))
    search.index([chat])
    content = html.fromstring(told(feed_of(client, "seeds"), "a:entry/a:content/text()")[0])
    assert [element.tag for element in content.iter()] == ["blockquote", "p", "footer", "a"]


def test_hidden_posts_are_in_no_feed(client: Client) -> None:
    make_archive()
    Tweet.objects.update(hidden=True)
    assert told(feed_of(client, "seeds"), "a:entry/a:id/text()") == []
    assert client.get("/feeds/people/twitter/ann.atom").status_code == 410


def test_drafts_and_withdrawn_chats_are_in_no_feed(client: Client) -> None:
    make_chat(published=False)
    assert client.get("/feeds/series/gardenlib.atom").status_code == 404
    chat = make_chat(make_series("other"))
    chat.withdraw()
    assert told(atom(client, "/feeds/chats.atom"), "a:entry/a:id/text()") == []
    assert client.get("/feeds/series/other.atom").status_code == 410


def test_a_feed_of_a_former_handle_leads_to_the_one_of_today(client: Client, lively: Lively) -> None:
    Handle.objects.create(participant=lively.answer.author, network="twitter", folded="annie")
    response = client.get("/feeds/people/twitter/annie.json")
    assert (response.status_code, response.headers["Location"]) == (301, "/feeds/people/twitter/ann.json")


def test_a_handle_may_hold_points_and_slashes(client: Client) -> None:
    chat = make_chat()
    place(chat, make_tweet(author="ann.example.org"), Part.ASIDE)
    place(chat, make_tweet(author="a/b c%"), Part.ASIDE)
    for path in ("ann.example.org", "a%2Fb%20c%25"):
        feed = json.loads(client.get(f"/feeds/people/twitter/{path}.json").content)
        assert feed["feed_url"] == f"{SITE}/feeds/people/twitter/{path}.json"


def test_a_feed_in_a_format_there_is_none_of_is_not_found(client: Client) -> None:
    make_archive()
    assert {client.get(f"{path}.rdf").status_code for path in EVERY_KIND} == {404}


@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        ("/", ["/feeds/chats.atom", "/feeds/chats.json"]),
        ("/gardenlib/", [f"/feeds/series/gardenlib.{ending}" for ending in ("atom", "json", "ics")]),
        ("/people/twitter/ann/", ["/feeds/people/twitter/ann.atom", "/feeds/people/twitter/ann.json"]),
        (
            "/search/?q=seeds+from:ann",
            ["/feeds/search.atom?q=seeds%20from%3Aann", "/feeds/search.json?q=seeds%20from%3Aann"],
        ),
    ],
)
def test_pages_name_their_feeds_in_their_heads(client: Client, page: str, feeds: list[str]) -> None:
    make_archive()
    head = html.fromstring(client.get(page).content).find("head")
    types = "contains(@type, 'atom') or contains(@type, 'feed+json') or contains(@type, 'calendar')"
    assert head.xpath(f"link[@rel='alternate'][{types}]/@href") == feeds
    assert {client.get(feed).status_code for feed in feeds} == {200}
