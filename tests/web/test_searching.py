"""The search page: what narrows it, what is suggested, and how often one address may ask."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.builders import make_chat, make_question, make_series, make_tweet, place
from tests.search.archive import make_archive
from tests.web.lively import Lively
from transcripts import search
from transcripts.web import limiting

pytestmark = pytest.mark.django_db
PAGES = ["/search/?q=seeds", "/search/facets/?q=seeds", "/search/suggest.json?q=seeds", "/feeds/search.atom?q=seeds"]


@pytest.fixture
def limited(settings: Settings) -> None:
    """Two searches a minute."""
    settings.SEARCHES_A_MINUTE = 2
    limiting.limiter.storage.reset()


def read(client: Client, path: str) -> str:
    return html.unescape(client.get(path).content.decode())


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def keys(page: str) -> list[str]:
    return re.findall(r'id="t-(\d+)"', page)


def test_nothing_is_counted_until_somebody_wants_to_narrow(client: Client) -> None:
    make_archive()
    assert "@ann" not in read(client, "/search/?q=library")
    assert "@cy_d" in read(client, "/search/?q=library&facets=1")


def test_a_search_can_be_narrowed_by_each_kind_of_thing(client: Client) -> None:
    make_archive()
    told = words_of(read(client, "/search/facets/?q=seeds"))
    for kind in ("#gardenlib chats 5 posts", "2015 5 posts", "@ann 2 posts", "Question 1 2 posts", "Side talk 2 posts"):
        assert kind in told, told


def test_where_nothing_has_all_the_words_those_with_some_are_offered(client: Client) -> None:
    make_archive()
    page = read(client, "/search/?q=lending+unheard+syllables+of+seeds+in:gardenlib")
    offered = re.search(r'(\d) posts have <a href="\?q=([^"]+)">some of these words</a>', page)
    assert offered
    assert f"{offered[1]} posts found" in words_of(read(client, f"/search/?q={offered[2]}"))
    for other in ("seeds", "unheard+syllable", "unheard"):
        assert "some of these words" not in read(client, f"/search/?q={other}")


def test_a_page_beyond_the_last_is_the_last_however_large_its_number(client: Client) -> None:
    chat = make_chat()
    for number in range(21):
        place(chat, make_tweet(f"Seed no. {number}.", minute=number), make_question(chat, number))
    search.index([chat])
    (last,) = keys(read(client, "/search/?q=seed&page=2"))
    for number in ("3", "99999", "9" * 50):
        assert keys(read(client, f"/search/?q=seed&page={number}")) == [last]


def test_a_narrower_search_leads_back_to_the_wider_one(client: Client) -> None:
    make_archive()
    assert 'href="/search/?q=seeds%20from%3Aann&facets=1"' in read(client, "/search/facets/?q=seeds")
    page = read(client, "/search/?q=seeds+from:ann&facets=1")
    assert re.search(r'href="/search/\?q=seeds&facets=1"\s+aria-current="true"', page)
    assert re.search(r'<a href="\?q=seeds"><span class="vh">Search without: </span><bdi>by @ann', page)


def test_orders_change_the_order_and_nothing_else(client: Client) -> None:
    make_archive()
    newest, oldest = (keys(read(client, f"/search/?q=seeds+sort:{order}")) for order in ("newest", "oldest"))
    assert newest == oldest[::-1]
    assert sorted(newest) == sorted(keys(read(client, "/search/?q=seeds")))
    assert 'href="?q=seeds%20sort%3Anewest"' in read(client, "/search/?q=seeds")


def test_a_page_of_results_is_read_in_two_queries_beside_those_of_the_engine(client: Client) -> None:
    make_archive()
    read(client, "/search/?q=seeds")
    with CaptureQueriesContext(connection) as queries:
        read(client, "/search/?q=seeds")
    # The posts where they stand, and whose pages there are.
    asked = [query["sql"] for query in queries if "transcripts_" in query["sql"]]
    assert len(asked) == 2
    assert sum('"text"' in sql for sql in asked) == 1


@pytest.mark.parametrize(
    ("path", "where", "within"),
    [
        ("/gardenlib/", "Search in #gardenlib chats", "in:gardenlib"),
        ("/gardenlib/2015-05-12/", "Search in this chat", "in:gardenlib/2015-05-12"),
        ("/gardenlib/2015-05-12/q1/", "Search in this chat", "in:gardenlib/2015-05-12"),
        ("/people/twitter/ann/", "Search what @ann said", "from:ann"),
    ],
)
def test_a_page_searches_what_it_shows(client: Client, lively: Lively, path: str, where: str, within: str) -> None:
    page = read(client, path)
    assert f'placeholder="{where}"' in page
    field = re.search(r'name="within" value="(.*?)">', page)
    assert field
    results = read(client, f"/search/?q=seeds&within={field[1]}")
    assert f'value="seeds {within}"' in results
    assert '<a href="?q=seeds">' in results


def test_words_are_marked_in_the_language_of_their_post(client: Client) -> None:
    chat = make_chat()
    place(chat, make_tweet("Las bibliotecas prestan semillas", lang="es"), make_question(chat, 1))
    search.index([chat])
    assert "<mark>bibliotecas</mark>" in read(client, "/search/?q=biblioteca")


def test_suggestions_say_what_they_are_and_what_to_search_for(client: Client) -> None:
    make_archive()
    response = client.get("/search/suggest.json", {"q": "seeds from:an"})
    assert response.json()["suggestions"] == [{"kind": "person", "shown": "ann", "query": "seeds from:ann"}]
    assert response.headers["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize("typed", ["", "\x00", '"', "(" * 500, "from:", "💐" * 300, "-", "in:x/../y"])
def test_no_typed_text_is_an_error(client: Client, typed: str) -> None:
    make_series()
    for path in PAGES:
        assert client.get(path.partition("?")[0], {"q": typed, "within": typed, "facets": "1"}).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_what_a_search_shows_is_listed_nowhere_else(client: Client, path: str) -> None:
    assert client.get(path).headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", [*(path for path in PAGES if "suggest" not in path), "/quotes/?text=seeds"])
def test_one_address_searches_only_so_often(client: Client, limited: None, path: str) -> None:
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get("/search/?q=seeds")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["X-Robots-Tag"] == "noindex"
    assert "Please try again in" in refused.content.decode()
    assert client.get(path, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_five_suggestions_count_as_one_search(client: Client, limited: None) -> None:
    suggested = [client.get("/search/suggest.json?q=seeds").status_code for _ in range(5)]
    assert suggested == [200] * 5
    assert [client.get("/search/?q=seeds").status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("typed", ["#", '"', "https://t.co/abc", "sort:newest", "<>"])
def test_says_where_there_is_nothing_to_look_for(client: Client, typed: str) -> None:
    told = words_of(client.get("/search/", {"q": typed}).content.decode())
    assert f"There is nothing to look for in “{html.escape(typed)}”." in told
    assert "No post" not in told
