"""The oEmbed provider keeps to the specification (https://oembed.com), and to what its consumers make of it."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import etree
from pytest_django import Settings

from tests.builders import make_chat, make_tweet, place
from tests.web.lively import HOSTILE, Lively
from transcripts.grouping import Part
from transcripts.models import Alias, Chat, LedgerEntry, Tweet

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
CHAT = f"{SITE}/gardenlib/2015-05-12/"
# WordPress reads no more of a page, and nothing behind its head.
READ_BY_WORDPRESS = 150 * 1024


def ask(client: Client, url: str, **more: object) -> HttpResponse:
    return client.get("/oembed", {"url": url} | more)  # type: ignore[return-value]


def pages(lively: Lively) -> list[str]:
    """The address of each kind of page that can be embedded."""
    return [CHAT, f"{CHAT}q1/", f"{SITE}{lively.answer.get_absolute_url()}"]


def embedded(client: Client, url: str) -> str:
    """The address of the frame that an address is answered with."""
    found = re.search(r'<iframe src="([^"]+)"', ask(client, url).json()["html"])
    assert found
    return found[1].removeprefix(SITE)


def test_a_post_is_answered_with_all_that_a_rich_answer_needs(client: Client, lively: Lively) -> None:
    response = ask(client, pages(lively)[-1])
    told = response.json()
    assert response.headers["Content-Type"] == "application/json"
    assert {name: told[name] for name in told if name not in ("html", "height", "thumbnail_url")} == {
        "version": "1.0",
        "type": "rich",
        "title": "Ann Lee in Lending seeds",
        "author_name": "Ann Lee",
        "author_url": f"{SITE}/people/twitter/ann/",
        "provider_name": "Seedbed",
        "provider_url": f"{SITE}/",
        "cache_age": 86400,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "width": 600,
    }
    assert f'width="600" height="{told["height"]}"' in told["html"]


def test_xml_says_what_json_says(client: Client, lively: Lively) -> None:
    for url in pages(lively):
        response = ask(client, url, format="xml")
        root = etree.fromstring(response.content)
        assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
        assert root.tag == "oembed"
        assert {one.tag: one.text for one in root} == {
            name: str(value) for name, value in ask(client, url, format="json").json().items()
        }


def test_what_is_answered_is_a_frame_that_answers(client: Client, lively: Lively) -> None:
    for url in pages(lively):
        frame = embedded(client, url)
        assert frame == f"{urlsplit(url).path}embed/"
        assert client.get(frame).status_code == 200


def test_the_card_of_a_page_is_its_thumbnail(client: Client, lively: Lively) -> None:
    for url in pages(lively):
        card = ask(client, url).json()["thumbnail_url"]
        assert card.startswith(f"{SITE}/cards{urlsplit(url).path.rstrip('/')}.")
        assert client.get(card.removeprefix(SITE)).headers["Content-Type"] == "image/png"


@pytest.mark.parametrize("bound", [{"maxwidth": 1199}, {"maxheight": 629}])
def test_a_card_larger_than_was_asked_for_is_no_thumbnail(
    client: Client, lively: Lively, bound: dict[str, int]
) -> None:
    told = ask(client, CHAT, **bound).json()
    assert not [name for name in told if name.startswith("thumbnail")]


def test_pages_lead_to_their_answers_early_in_the_head(client: Client, lively: Lively) -> None:
    for url in pages(lively):
        page = client.get(urlsplit(url).path).content[:READ_BY_WORDPRESS].decode()
        head = page[: page.index("</head>")]
        for kind, form in (("application/json", "json"), ("text/xml", "xml")):
            link = re.search(rf'<link[^<>]+type="{kind}\+oembed"[^<>]+href="([^"]+)"', head)
            assert link
            address = unescape(link[1])
            assert address == f"{SITE}/oembed?url={quote(url, safe='')}&format={form}"
            assert {*parse_qs(urlsplit(address).query)} == {"url", "format"}
            assert client.get(address.removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize(("width", "height"), [(300, 200), (1, 1), (599, 99)])
def test_what_is_answered_is_no_larger_than_was_asked_for(
    client: Client, lively: Lively, form: str, width: int, height: int
) -> None:
    for url in pages(lively):
        body = ask(client, url, format=form, maxwidth=width, maxheight=height).content.decode()
        told = json.loads(body) if form == "json" else {one.tag: one.text for one in etree.fromstring(body.encode())}
        assert (int(told["width"]), int(told["height"])) == (width, height)
        assert f'width="{width}" height="{height}"' in told["html"]


@pytest.mark.parametrize("size", ["", "0", "-5", "1e3", "abc", "٣٠٠", "9" * 5000, "300px", "99999", "\x00"])
def test_a_size_that_is_none_or_large_changes_nothing(client: Client, lively: Lively, size: str) -> None:
    told = ask(client, CHAT, maxwidth=size, maxheight=size).json()
    assert (told["width"], told["height"]) == (600, ask(client, CHAT).json()["height"])


@pytest.mark.parametrize(
    "typed",
    [
        "https://localhost:8000/gardenlib/2015-05-12/",
        "http://localhost/gardenlib/2015-05-12",
        "HTTP://LOCALHOST:8000/GardenLib/2015-05-12/",
        f"{CHAT}?ref=blog.example&utm_source=x",
        f"{CHAT}?page=2#nothing-there",
        f"{CHAT}embed/",
        "http://localhost:8000/gardenlib%2F2015-05-12/",
        "http://127.0.0.1:8000/gardenlib/2015-05-12/",
    ],
)
def test_an_address_may_be_written_in_many_ways(client: Client, lively: Lively, typed: str) -> None:
    assert embedded(client, typed) == "/gardenlib/2015-05-12/embed/"


def test_a_place_in_a_transcript_means_what_stands_there(client: Client, lively: Lively) -> None:
    post = f"/t/{lively.answer.key}/embed/"
    assert embedded(client, f"{CHAT}#t-{lively.answer.key}") == post
    assert embedded(client, f"{CHAT}?x=y#t-{lively.answer.key}:~:text=cold%20cellar") == post
    assert embedded(client, f"{CHAT}#q1") == "/gardenlib/2015-05-12/q1/embed/"
    Tweet.objects.filter(pk=lively.answer.pk).update(hidden=True)
    assert embedded(client, f"{CHAT}#t-{lively.answer.key}") == "/gardenlib/2015-05-12/embed/"


def test_an_address_that_moved_is_answered_with_where_it_is_now(client: Client, lively: Lively) -> None:
    Alias.objects.create(path="/t/old/", target=lively.answer.get_absolute_url())
    assert embedded(client, f"{SITE}/t/OLD") == f"/t/{lively.answer.key}/embed/"


def test_a_retweet_is_answered_with_its_original(client: Client, lively: Lively) -> None:
    repeat = Tweet.objects.get(is_repost=True)
    assert embedded(client, f"{SITE}{repeat.get_absolute_url()}") == f"/t/{lively.answer.key}/embed/"


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere.example/gardenlib/2015-05-12/",
        "http://localhost.evil.example/gardenlib/2015-05-12/",
        "//localhost:8000/gardenlib/2015-05-12/",
        "/gardenlib/2015-05-12/",
        "ftp://localhost:8000/gardenlib/2015-05-12/",
        "javascript:alert(1)",
        "http://[::1/gardenlib/",
        "http://localhost:port/t/1/",
        f"{SITE}/",
        f"{SITE}/about/",
        f"{SITE}/gardenlib/",
        f"{SITE}/gardenlib/2015-05-12/recap/",
        f"{SITE}/gardenlib/2015-05-12/q9/",
        f"{SITE}/people/twitter/ann/",
        f"{SITE}/t/1/",
        f"{SITE}/t/%00/",
        f"{SITE}/t/\x00/",
        f"{SITE}/t/{'9' * 9000}/",
        f"{SITE}/t/%ff%fe/",
        f"{SITE}/../../etc/passwd",
        HOSTILE,
    ],
)
def test_what_is_no_page_to_embed_is_not_found(client: Client, lively: Lively, url: str) -> None:
    response = ask(client, url)
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/plain")


def test_drafts_and_what_was_removed_are_not_found(client: Client, admin_client: Client, lively: Lively) -> None:
    draft = make_chat(published=False, address="2015-05-19")
    place(draft, make_tweet(key="55"), Part.ASIDE)
    Tweet.objects.filter(pk=lively.hello.pk).update(hidden=True)
    LedgerEntry.objects.create(path="/t/purged/", kind=LedgerEntry.Kind.POST)
    for path in ("/gardenlib/2015-05-19/", "/t/55/", lively.hello.get_absolute_url(), "/t/purged/"):
        assert ask(client, f"{SITE}{path}").status_code == 404
        assert ask(admin_client, f"{SITE}{path}").status_code == 404
    Chat.objects.get(address="2015-05-12").withdraw()
    assert ask(client, CHAT).status_code == 404


@pytest.mark.parametrize("form", ["yaml", "jsonp", "JSON", "json\x00", HOSTILE])
def test_another_format_is_not_implemented(client: Client, lively: Lively, form: str) -> None:
    assert ask(client, CHAT, format=form).status_code == 501


def test_without_an_address_the_request_is_bad(client: Client) -> None:
    assert client.get("/oembed").status_code == 400
    assert client.get("/oembed?url=&format=xml").status_code == 400


def test_it_is_only_read(client: Client, lively: Lively) -> None:
    assert client.head("/oembed", {"url": CHAT}).status_code == 200
    response = Client(enforce_csrf_checks=True).post("/oembed", {"url": CHAT})
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_any_page_may_ask_and_no_search_engine_lists_answers(client: Client, lively: Lively) -> None:
    for response in (ask(client, CHAT), ask(client, "x"), ask(client, CHAT, format="x")):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_an_answer_one_has_is_not_sent_again(client: Client, lively: Lively) -> None:
    known = {"If-None-Match": ask(client, CHAT).headers["ETag"]}
    assert client.get("/oembed", {"url": CHAT}, headers=known).status_code == 304
    assert client.get("/oembed", {"url": CHAT, "maxwidth": 300}, headers=known).status_code == 200


def test_addresses_are_those_of_the_archive_wherever_it_is_asked(
    client: Client, lively: Lively, settings: Settings
) -> None:
    settings.SITE_URL = "https://seeds.example"
    answer = ask(client, "https://seeds.example/gardenlib/2015-05-12/").json()
    assert '<iframe src="https://seeds.example/gardenlib/2015-05-12/embed/"' in answer["html"]


def test_signs_that_xml_has_not_are_left_out_of_it(client: Client, lively: Lively) -> None:
    Tweet.objects.filter(pk=lively.answer.pk).update(text="cellar \ufffe\uffff\x0b seeds")
    Chat.objects.update(title="Lending\x01 seeds")
    told = etree.fromstring(ask(client, pages(lively)[-1], format="xml").content)
    assert "cellar  seeds" in str(told.findtext("html"))
    assert told.findtext("title") == "Ann Lee in Lending seeds"
