"""A post comes in every form, and with chat and question as a file for reference managers."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from lxml import html as lxml_html

from tests.builders import make_chat, make_question, make_tweet, place
from tests.web.lively import HOSTILE, Lively
from transcripts.models import Alias, Tweet
from transcripts.models.question import slug_of
from transcripts.publishing import QUOTE_FORMS

pytestmark = pytest.mark.django_db


def forms(client: Client, path: str, **query: str) -> dict[str, str]:
    """What the menu beside a post offers, by name."""
    response = client.get(f"{path}quote/", query)
    assert response.status_code == 200
    piece = lxml_html.fromstring(f"<div>{response.content.decode()}</div>")
    return {str(item.get("data-form")): str(item.get("data-text")) for item in piece.xpath("//button")}


def test_the_menu_has_a_post_in_every_form(client: Client, lively: Lively) -> None:
    told = forms(client, lively.answer.get_absolute_url())
    assert told.keys() == QUOTE_FORMS.keys()
    assert told["text"].startswith("“A1 In a cold cellar,\nwith sixty “cans” & a map")
    assert told["place-link"] == f"http://localhost:8000/gardenlib/2015-05-12/#t-{lively.answer.key}"
    assert "Archived at Seedbed" in told["apa"]


def test_the_page_of_a_post_shows_the_same_forms(client: Client, lively: Lively) -> None:
    path = lively.answer.get_absolute_url()
    page = lxml_html.fromstring(client.get(path).content)
    shown = {area.get("id").removeprefix("as-"): area.text for area in page.xpath("//textarea")}
    told = {name: lxml_html.fromstring(f"<p>{text}</p>").text for name, text in forms(client, path).items()}
    assert shown.keys() == told.keys()
    assert shown["bibtex"] == forms(client, path)["bibtex"]


def test_some_words_alone_come_in_every_form(client: Client, lively: Lively) -> None:
    told = forms(client, lively.answer.get_absolute_url(), words="cold cellar")
    assert told["markdown"].startswith("> …cold cellar…")
    assert told["words-link"].endswith(":~:text=cold%20cellar")


def test_words_that_nobody_said_come_in_none(client: Client, lively: Lively) -> None:
    path = f"{lively.answer.get_absolute_url()}quote/"
    assert client.get(path, {"words": "warm cellar"}).status_code == 404


def test_forms_that_one_has_are_not_sent_again(client: Client, lively: Lively) -> None:
    path = f"{lively.answer.get_absolute_url()}quote/"
    known = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": known}).status_code == 304
    lively.answer.author.__class__.objects.update(name="Ann of Ohio")
    assert client.get(path, headers={"If-None-Match": known}).status_code == 200


def test_nothing_hostile_becomes_markup(client: Client, lively: Lively) -> None:
    post = Tweet.objects.get(author__handle="mallory")
    for words in ("", HOSTILE):
        html = client.get(f"{post.get_absolute_url()}quote/", {"words": words}).content.decode()
        assert "<script" not in html
        assert "<img" not in html


@pytest.mark.parametrize("ending", ["cite.bib", "cite.json", "quote/"])
def test_what_is_gone_is_gone_in_every_form(client: Client, lively: Lively, ending: str) -> None:
    path = f"{lively.answer.get_absolute_url()}{ending}"
    assert client.get(path).status_code == 200
    Tweet.objects.filter(pk=lively.answer.pk).update(hidden=True)
    response = client.get(path)
    assert response.status_code == 410
    assert "Ann" not in response.content.decode().replace("kept by Ann", "")
    assert client.get(f"/t/1/{ending}").status_code == 404


@pytest.mark.parametrize("where", ["answer", "chat", "question"])
def test_citations_are_files(client: Client, lively: Lively, where: str) -> None:
    path = getattr(lively, where).get_absolute_url()
    bib, csl = client.get(f"{path}cite.bib"), client.get(f"{path}cite.json")
    assert bib.content.decode().startswith("@online{")
    assert bib.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert bib.headers["Content-Disposition"].startswith("attachment; filename=")
    assert bib.headers["Link"] == f'<http://localhost:8000{path}>; rel="canonical"'
    assert json.loads(csl.content)[0]["URL"] == f"http://localhost:8000{path}"
    assert client.get(f"{path}cite.exe").status_code == 404


@pytest.mark.parametrize("where", ["answer", "chat", "question"])
def test_pages_lead_to_their_citations(client: Client, lively: Lively, where: str) -> None:
    path = getattr(lively, where).get_absolute_url()
    html = client.get(path).content.decode()
    assert f'href="{path}cite.bib"' in html
    assert "Lee [@ann]. (2015" in html or "(2015, May 12)." in html


def test_a_draft_has_no_citation(client: Client) -> None:
    chat = make_chat(published=False)
    make_question(chat, 1)
    paths = ["/gardenlib/2015-05-12/cite.bib", "/gardenlib/2015-05-12/q1/cite.bib"]
    assert {client.get(path).status_code for path in paths} == {404}


def test_a_question_there_is_none_of_has_no_citation(client: Client, lively: Lively) -> None:
    assert client.get("/gardenlib/2015-05-12/q9/cite.bib").status_code == 404


def test_no_question_takes_the_address_of_a_citation() -> None:
    assert slug_of("Cite", 1) == "cite-question"


def test_a_chat_without_a_host_is_cited_by_its_title(client: Client) -> None:
    chat = make_chat()
    place(chat, make_tweet(), make_question(chat, 1))
    assert "author" not in client.get("/gardenlib/2015-05-12/cite.bib").content.decode()


def test_files_of_what_moved_lead_on(client: Client, lively: Lively) -> None:
    Alias.objects.create(path="/t/old/", target=lively.answer.get_absolute_url())
    for ending in ("cite.bib", "quote/"):
        response = client.get(f"/t/old/{ending}")
        assert response.status_code == 301
        assert response.headers["Location"] == f"{lively.answer.get_absolute_url()}{ending}"
