"""The feed of a search is Atom 1.0 (RFC 4287), holds what the search finds, and lasts."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from lxml import etree, html

from tests.builders import make_chat, make_question, make_tweet, place
from tests.search.archive import make_archive
from tests.web.lively import HOSTILE, Lively
from transcripts import search
from transcripts.models import Tweet

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE = "http://localhost:8000"


def feed_of(client: Client, query: str) -> etree._Element:
    response = client.get("/feeds/search.atom", {"q": query})
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def told(element: etree._Element, path: str) -> list[str]:
    """The texts or attributes at a path, its steps in Atom's namespace."""
    return [str(one) for one in element.xpath(path, namespaces=ATOM)]


def test_a_feed_and_its_entries_have_what_atom_requires(client: Client) -> None:
    make_archive()
    feed = feed_of(client, "seeds")
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert told(feed, "a:link[@rel='self']/@href") == [f"{SITE}/feeds/search.atom?q=seeds"]
    assert told(feed, "a:link[@rel='alternate']/@href") == [f"{SITE}/search/?q=seeds"]
    entries = feed.findall("a:entry", ATOM)
    assert entries
    for one in [feed, *entries]:
        for required in ("a:id", "a:title", "a:updated"):
            assert len(told(one, f"{required}/text()")) == 1
        assert datetime.fromisoformat(told(one, "a:updated/text()")[0]).tzinfo
    for entry in entries:
        assert len(told(entry, "a:author/a:name/text()")) == 1
        assert told(entry, "a:content/@type") == ["html"]
        assert len(told(entry, "a:link[@rel='alternate']/@href")) == 1


def test_an_entry_is_known_by_its_posts_lasting_address(client: Client, lively: Lively) -> None:
    search.index([lively.chat])
    feed = feed_of(client, '"cold cellar"')
    address = f"{SITE}/t/{lively.answer.key}/"
    assert told(feed, "a:entry/a:id/text()") == told(feed, "a:entry/a:link/@href") == [address]
    quote = html.fromstring(told(feed, "a:entry/a:content/text()")[0])
    assert quote.get("cite") == address
    assert "In a cold cellar," in quote.text_content()


def test_a_feed_is_newest_first_whatever_order_was_asked_for(client: Client) -> None:
    make_archive()
    for query in ("seeds", "seeds sort:oldest"):
        moments = told(feed_of(client, query), "a:entry/a:updated/text()")
        assert moments == sorted(moments, reverse=True)
    assert told(feed_of(client, "seeds sort:oldest"), "a:id/text()") == [f"{SITE}/feeds/search.atom?q=seeds"]


def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    make_archive()
    known = client.get("/feeds/search.atom?q=seeds").headers["ETag"]
    assert client.get("/feeds/search.atom?q=seeds", HTTP_IF_NONE_MATCH=known).status_code == 304


def test_hostile_words_stay_words_in_a_feed(client: Client) -> None:
    chat = make_chat()
    text = f"seeds {HOSTILE} \x0b \x1b \ufffe \uffff \u202e ]]>"
    place(chat, make_tweet(text), make_question(chat, 1))
    search.index([chat])
    content = html.fromstring(told(feed_of(client, "seeds"), "a:entry/a:content/text()")[0])
    assert [element.tag for element in content.iter()] == ["blockquote", "p", "footer", "a"]


def test_hidden_posts_are_in_no_feed(client: Client) -> None:
    make_archive()
    Tweet.objects.update(hidden=True)
    assert told(feed_of(client, "seeds"), "a:entry/a:id/text()") == []


def test_the_page_of_results_names_its_feed(client: Client) -> None:
    page = html.fromstring(client.get("/search/?q=seeds+from:ann").content)
    link = page.xpath("//head/link[@type='application/atom+xml']/@href")
    assert link == ["/feeds/search.atom?q=seeds%20from%3Aann"]
