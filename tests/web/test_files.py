"""Every kind of page is to be had as a file, at its address with another ending."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from tests.web.lively import Lively
from transcripts.models import Chat, Handle, Participant, Tweet
from transcripts.publishing import EXPORTS
from transcripts.web.limiting import limiter

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def stems(lively: Lively) -> dict[str, str]:
    """The path of each kind of file without its ending, by the path of its page."""
    chat, post = "/gardenlib/2015-05-12", f"/t/{lively.answer.key}"
    person = "/people/twitter/ann/"
    return {"/gardenlib/": "/gardenlib", person: f"{person}posts"} | {
        f"{stem}/": stem for stem in (chat, f"{chat}/q1", post)
    }


def body(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200
    return response.getvalue()


@pytest.mark.parametrize("form", EXPORTS)
def test_every_kind_of_page_is_a_file_that_names_its_page(client: Client, lively: Lively, form: str) -> None:
    for page, stem in stems(lively).items():
        response = client.get(f"{stem}.{form}")
        assert response.status_code == 200
        assert response.headers["Content-Type"] == EXPORTS[form].content_type
        assert response.headers["Link"] == f'<{SITE}{page}>; rel="canonical"'
        assert response.headers["Content-Disposition"].endswith(f'.{form}"')
        assert body(client, f"{stem}.{form}")


def test_pages_name_their_files_in_their_heads_and_on_themselves(client: Client, lively: Lively) -> None:
    for page, stem in stems(lively).items():
        document = html.fromstring(client.get(page).content)
        expected = {f"{stem}.{form}" for form in EXPORTS}
        assert expected <= set(document.xpath("//head/link[@rel='alternate']/@href"))
        assert expected <= set(document.xpath("//aside//a/@href"))


def test_a_format_there_is_none_of_is_not_found(client: Client, lively: Lively) -> None:
    assert {client.get(f"{stem}.exe").status_code for stem in stems(lively).values()} == {404}


def test_a_question_there_is_none_of_has_no_file(client: Client, lively: Lively) -> None:
    assert client.get("/gardenlib/2015-05-12/q9.csv").status_code == 404


def test_files_of_drafts_are_not_found_and_of_withdrawn_chats_removed(client: Client, lively: Lively) -> None:
    paths = [f"{stem}.json" for stem in stems(lively).values()] + ["/gardenlib.zip"]
    lively.chat.withdraw()
    assert {client.get(path).status_code for path in paths} == {410}
    Chat.objects.update(first_published_at=None)
    assert client.get("/gardenlib/2015-05-12.json").status_code == 404


def test_hidden_posts_are_in_no_file(client: Client, lively: Lively) -> None:
    Tweet.objects.filter(pk=lively.answer.pk).update(hidden=True)
    for stem in ("/gardenlib/2015-05-12", "/gardenlib/2015-05-12/q1", "/people/twitter/ann/posts"):
        assert b"cold cellar" not in body(client, f"{stem}.json")
    assert client.get(f"/t/{lively.answer.key}.json").status_code == 410
    assert b"cold cellar" not in body(client, f"/t/{lively.reply.key}.json")


def test_a_file_of_a_retweet_leads_to_its_original(client: Client, lively: Lively) -> None:
    repeat = Tweet.objects.get(is_repost=True)
    response = client.get(f"/t/{repeat.key}.md")
    assert (response.status_code, response.headers["Location"]) == (302, f"/t/{lively.answer.key}.md")


def test_a_file_of_a_former_handle_leads_to_the_one_of_today(client: Client, lively: Lively) -> None:
    Handle.objects.create(participant=lively.answer.author, network="twitter", folded="annie")
    response = client.get("/people/twitter/annie/posts.csv")
    assert (response.status_code, response.headers["Location"]) == (301, "/people/twitter/ann/posts.csv")


def test_a_file_is_named_so_that_every_system_takes_it(client: Client, lively: Lively) -> None:
    odd = Participant.objects.get(network="irc")
    Tweet.objects.filter(pk=lively.hello.pk).update(author=odd)
    response = client.get("/people/irc/a%2Fb%20c%25/posts.csv")
    assert response.headers["Content-Disposition"] == 'inline; filename="people-irc-a-2fb-20c-25.csv"'


def test_a_series_is_to_be_had_as_one_zip(client: Client, lively: Lively) -> None:
    response = client.get("/gardenlib.zip")
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["X-Robots-Tag"] == "noindex"
    archive = ZipFile(io.BytesIO(response.getvalue()))
    assert "chats/2015-05-12.csv" in archive.namelist()
    assert "/gardenlib.zip" in client.get("/gardenlib/").content.decode()


def test_one_address_gets_few_zips_in_a_minute(client: Client, lively: Lively, settings: Settings) -> None:
    settings.SEARCHES_A_MINUTE = 60
    limiter.storage.reset()
    answers = [client.get("/gardenlib.zip").status_code for _ in range(4)]
    limiter.storage.reset()
    assert answers == [200, 200, 200, 429]


def test_a_zip_is_given_even_where_few_searches_are(client: Client, lively: Lively, settings: Settings) -> None:
    settings.SEARCHES_A_MINUTE = 1
    limiter.storage.reset()
    assert client.get("/gardenlib.zip").status_code == 200
    limiter.storage.reset()


def test_what_else_ends_in_a_format_stays_what_it_is(client: Client, lively: Lively) -> None:
    assert client.get("/robots.txt").content.startswith(b"User-agent: *")
    assert client.get("/sitemap.xml").headers["Content-Type"].startswith("application/xml")
