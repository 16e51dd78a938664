"""Sitemaps name every page that search engines may list, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from lxml import etree
from pytest_django import DjangoAssertNumQueries, Settings

from tests.builders import START, make_chat, make_person, make_question, make_series, make_tweet, place
from tests.site.sitemap_checks import NAMESPACE, addresses, sitemap_faults
from tests.web.lively import Lively
from transcripts.grouping import Part
from transcripts.models import Chat, Participant
from transcripts.publishing import listed

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
CHAT = "/sitemap-gardenlib.2015-05-12.xml"


def named(client: Client, path: str) -> list[str]:
    """The paths that a sitemap names, once it is found valid."""
    response = client.get(path)
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert sitemap_faults(response.content, SITE) == []
    return [address.removeprefix(SITE) for address in addresses(response.content)]


def everything(client: Client) -> set[str]:
    """Every page that any sitemap names."""
    return {page for sitemap in named(client, "/sitemap.xml") for page in named(client, sitemap)}


def test_robots_lead_to_the_sitemaps(client: Client) -> None:
    assert f"\nSitemap: {SITE}/sitemap.xml\n" in client.get("/robots.txt").content.decode()


def test_sitemaps_name_each_kind_of_page(client: Client, lively: Lively) -> None:
    pages = everything(client)
    assert {"/", "/gardenlib/", "/gardenlib/2015-05-12/", "/gardenlib/2015-05-12/q1/"} <= pages
    assert {f"/t/{lively.answer.key}/", "/people/twitter/ann/"} <= pages


def test_every_page_that_is_named_may_be_listed_and_is_its_own_canonical(client: Client, lively: Lively) -> None:
    make_chat(lively.chat.series, start=START + timedelta(days=7), noindex=True)
    for page in everything(client):
        response = client.get(page)
        assert response.status_code == 200
        assert "X-Robots-Tag" not in response.headers
        assert f'<link rel="canonical" href="{SITE}{page}">' in response.content.decode()


def test_addresses_are_those_of_the_site_whoever_asks(client: Client, lively: Lively, settings: Settings) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://chats.example.org", ["testserver", "evil.example"]
    for path in ("/sitemap.xml", "/sitemap-series.xml", CHAT):
        response = client.get(path, headers={"Host": "evil.example"})
        assert sitemap_faults(response.content, "https://chats.example.org") == []


def test_a_sitemap_of_a_chat_says_when_it_changed(client: Client) -> None:
    make_chat()
    Chat.objects.update(changed_at=START)
    for path in ("/sitemap.xml", CHAT):
        root = etree.fromstring(client.get(path).content)
        assert [moment.text for moment in root.iter(f"{NAMESPACE}lastmod")] == ["2015-05-13T01:00:00Z"]


def test_drafts_and_withdrawn_chats_are_named_nowhere(client: Client) -> None:
    make_chat(published=False)
    make_chat(make_series("other")).withdraw()
    assert everything(client) == {"/"}
    assert client.get(CHAT).status_code == client.get("/sitemap-other.2015-05-12.xml").status_code == 404


def test_hidden_posts_and_retweets_are_not_named(client: Client) -> None:
    chat = make_chat()
    original = make_tweet()
    for tweet in (original, make_tweet(hidden=True), make_tweet(is_repost=True, repost_of_key=original.key)):
        place(chat, tweet, Part.ASIDE)
    assert [page for page in named(client, CHAT) if page.startswith("/t/")] == [f"/t/{original.key}/"]


def test_people_are_cut_into_slices_of_which_each_is_whole(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listed, "PEOPLE_IN_SLICE", 3)
    chat = make_chat()
    handles = ["ann", "ben", "cid", "dan", "eve", "fay", "gus"]
    for handle in handles:
        place(chat, make_tweet(author=handle), Part.ASIDE)
    make_person("zoe")
    # Accounts of one handle share a page.
    for source_id in ("1", "2"):
        twin = Participant.objects.create(network="twitter", handle="dan", source_id=source_id)
        place(chat, make_tweet(author="dan"), Part.ASIDE)
        twin.tweets.add(make_tweet())
    slices = [path for path in named(client, "/sitemap.xml") if "people" in path]
    pages = [page for path in slices for page in named(client, path)]
    assert pages == [f"/people/twitter/{handle}/" for handle in handles]
    assert client.get(f"/sitemap-people-{len(slices) + 1}.xml").status_code == 404


def test_a_chat_is_read_in_as_many_queries_however_long_it_is(
    client: Client, lively: Lively, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        place(lively.chat, make_tweet(), lively.question)
    with django_assert_num_queries(3):
        client.get(CHAT)


def test_an_unchanged_sitemap_is_not_sent_again(client: Client, lively: Lively) -> None:
    for path in ("/sitemap.xml", CHAT):
        known = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": known}).status_code == 304


def test_question_pages_of_a_chat_without_posts_are_named(client: Client) -> None:
    make_question(make_chat(), 1)
    assert named(client, CHAT) == ["/gardenlib/2015-05-12/", "/gardenlib/2015-05-12/q1/"]
