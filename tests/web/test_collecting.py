"""A collection of quotes is its address: it lasts, keeps its order, and shows nothing that is gone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from tests.builders import make_chat, make_series, make_tweet, place
from tests.web.lively import Lively
from transcripts.grouping import Part
from transcripts.models import Alias, Chat, LedgerEntry, Tweet
from transcripts.publishing import COLLECTION_FORMS, MOST_GATHERED

pytestmark = pytest.mark.django_db


def collection(*tweets: Tweet | str) -> str:
    keys = [tweet if isinstance(tweet, str) else tweet.key for tweet in tweets]
    return f"/quotes/{'+'.join(keys)}/"


def read(client: Client, *tweets: Tweet | str) -> str:
    response = client.get(collection(*tweets))
    assert response.status_code == 200
    return response.content.decode()


def test_quotes_stand_whole_in_the_order_of_the_address(client: Client, lively: Lively) -> None:
    html = read(client, lively.reply, lively.hello, lively.answer)
    places = [html.index(f'id="t-{tweet.key}"') for tweet in (lively.reply, lively.hello, lively.answer)]
    assert places == sorted(places)
    assert "Hello from Ohio!" in html
    assert 'href="/gardenlib/2015-05-12/q1/"' in html


def test_it_is_linked_by_one_lasting_address_and_kept_out_of_other_indexes(client: Client, lively: Lively) -> None:
    html = read(client, lively.reply, lively.answer)
    link = f"http://localhost:8000{collection(lively.reply, lively.answer)}"
    assert f'<link rel="canonical" href="{link}">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<meta property="og:title" content="2 quotes">' in html


def test_all_quotes_come_together_in_every_form(client: Client, lively: Lively) -> None:
    page = lxml_html.fromstring(read(client, lively.hello, lively.answer))
    shown = {area.get("id").removeprefix("as-"): area.text for area in page.xpath("//textarea")}
    assert list(shown) == COLLECTION_FORMS
    assert shown["html"].count("<blockquote") == 2
    assert shown["bibtex"].count("@online{") == 2
    assert shown["text"].index("Ohio") < shown["text"].index("cellar")


def test_a_hidden_post_is_shown_as_removed_without_a_name(client: Client, lively: Lively) -> None:
    Tweet.objects.filter(pk=lively.hello.pk).update(hidden=True)
    html = read(client, lively.hello, lively.answer)
    assert "Removed" in html
    assert "Ohio" not in html
    assert "@bob" not in html.replace("@bob</span>", "") or "Hello" not in html


def test_a_purged_post_is_shown_as_removed(client: Client, lively: Lively) -> None:
    LedgerEntry.objects.create(path="/t/gone/", kind="post", key="gone")
    assert "Removed" in read(client, "gone", lively.answer)


def test_when_all_are_gone_the_collection_is(client: Client, lively: Lively) -> None:
    Chat.objects.get().withdraw()
    assert client.get(collection(lively.hello, lively.answer)).status_code == 410


def test_a_post_that_moved_leads_to_the_collection_of_today(client: Client, lively: Lively) -> None:
    Alias.objects.create(path="/t/old/", target=lively.answer.get_absolute_url())
    response = client.get(collection("old", lively.hello))
    assert response.status_code == 301
    assert response.headers["Location"] == collection(lively.answer, lively.hello)


def test_no_post_stands_twice(client: Client, lively: Lively) -> None:
    response = client.get(collection(lively.answer, lively.hello, lively.answer))
    assert response.headers["Location"] == collection(lively.answer, lively.hello)


def test_a_retweet_shows_its_original(client: Client, lively: Lively) -> None:
    html = read(client, Tweet.objects.get(is_repost=True))
    assert f'id="t-{lively.answer.key}"' in html


def test_what_nobody_was_ever_shown_is_not_found(client: Client, lively: Lively) -> None:
    draft = make_chat(make_series("other"), published=False)
    place(draft, make_tweet("Not yet", key="55"), Part.ASIDE)
    for keys in (["1"], ["1", lively.answer.key], ["55", lively.answer.key], ["", lively.answer.key]):
        assert client.get(collection(*keys)).status_code == 404


def test_an_address_that_ends_in_a_plus_leads_to_what_it_names(client: Client, lively: Lively) -> None:
    cut = client.get(collection(lively.answer, lively.hello, ""))
    assert cut.status_code == 301
    assert cut.headers["Location"] == collection(lively.answer, lively.hello)


def test_it_holds_up_to_thirty(client: Client, lively: Lively) -> None:
    keys = [lively.answer.key] * MOST_GATHERED
    assert client.get(collection(*keys)).status_code == 301
    assert client.get(collection(*keys, lively.hello)).status_code == 404


def test_the_database_is_asked_as_often_however_many_quotes(client: Client, lively: Lively) -> None:
    tweets = list(Tweet.objects.public().originals())
    assert len(tweets) > 8
    asked = []
    for several in (tweets[:2], tweets):
        with CaptureQueriesContext(connection) as queries:
            read(client, *several)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_quote_finder_stays_where_it_is(client: Client) -> None:
    assert 'name="text"' in client.get("/quotes/").content.decode()
