"""Frames for other people's pages: framed by anyone, with nothing in them that changes or remembers anything."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings
from pytest_django.asserts import assertNumQueries

from tests.builders import make_chat, make_question, make_tweet, place
from tests.web.lively import HOSTILE, Lively
from transcripts.grouping import Part
from transcripts.models import Alias, LedgerEntry, Tweet

pytestmark = pytest.mark.django_db
FREE = {"/gardenlib/2015-05-12/embed/", "/gardenlib/2015-05-12/q1/embed/"}


def frames(lively: Lively) -> list[str]:
    """The address of each kind of frame."""
    return [*sorted(FREE), f"{lively.answer.get_absolute_url()}embed/"]


def ancestors(client: Client, path: str) -> str:
    """Who may frame a page, by its Content-Security-Policy."""
    directives = client.get(path).headers["Content-Security-Policy"].split("; ")
    return next(one.removeprefix("frame-ancestors ") for one in directives if one.startswith("frame-ancestors "))


def test_anyone_may_frame_an_embed(client: Client, lively: Lively) -> None:
    for path in frames(lively):
        response = client.get(path)
        assert response.status_code == 200
        assert "X-Frame-Options" not in response.headers
        assert ancestors(client, path) == "*"


def test_nothing_else_can_be_framed(client: Client, lively: Lively) -> None:
    others = [path for path in lively.paths if not path.endswith("/embed/")]
    for path in [*others, "/oembed", "/embed.js", "/t/1/embed/", "/admin/login/"]:
        assert client.get(path).headers["X-Frame-Options"] == "DENY"
        assert ancestors(client, path) == "'none'"


@pytest.mark.parametrize("told", [["https://blog.example", "https://*.edu.example"], ["'none'"]])
def test_who_runs_the_archive_decides_who_may_embed(
    client: Client, lively: Lively, settings: Settings, told: list[str]
) -> None:
    settings.EMBEDDERS = told
    assert {ancestors(client, path) for path in frames(lively)} == {" ".join(told)}


def test_a_frame_allows_no_script_but_its_own_and_no_request(client: Client, lively: Lively) -> None:
    policy = client.get("/gardenlib/2015-05-12/embed/").headers["Content-Security-Policy"]
    for directive in ("default-src 'none'", "script-src 'self'", "connect-src 'none'", "base-uri 'none'"):
        assert directive in policy
    assert "unsafe" not in policy


def test_a_frame_knows_nobody(client: Client, admin_client: Client, lively: Lively) -> None:
    for path in frames(lively):
        seen_by_staff = admin_client.get(path)
        assert seen_by_staff.content == client.get(path).content
        assert "Cookie" not in seen_by_staff.headers["Vary"]
        assert not seen_by_staff.cookies


def test_a_frame_is_no_page_for_search_engines_and_names_the_one_that_is(client: Client, lively: Lively) -> None:
    for path in frames(lively):
        response = client.get(path)
        page = f"http://localhost:8000{path.removesuffix('embed/')}"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert response.headers["Link"] == f'<{page}>; rel="canonical"'
        assert f'<link rel="canonical" href="{page}">' in response.text


def test_a_frame_is_only_read(client: Client, lively: Lively) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in frames(lively):
        assert client.head(path).status_code == 200
        response = strict.post(path)
        assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
        assert "<form" not in client.get(path).text
        assert "<button" not in client.get(path).text


def test_every_link_of_a_frame_leads_out_of_it(client: Client, lively: Lively) -> None:
    for path in frames(lively):
        assert '<base target="_top">' in client.get(path).text


def test_a_post_is_shown_with_who_when_and_where(client: Client, lively: Lively) -> None:
    shown = client.get(frames(lively)[-1]).text
    for told in ("Ann Lee", "@ann", "In a cold cellar", "12 May 2015, 8:07 pm", "How did your seed library begin?"):
        assert told in shown
    assert f'<a class="permalink" href="/t/{lively.answer.key}/">Lending seeds, 12 May 2015</a>' in shown
    assert "Sixty?" not in shown


def test_a_question_is_shown_with_its_first_answers_and_how_many_more_there_are(client: Client) -> None:
    question = make_question(make_chat(), 1)
    for number in range(7):
        place(question.chat, make_tweet(f"answer {number}", minute=6 + number), question)
    shown = client.get(f"{question.get_absolute_url()}embed/").text
    assert [number for number in range(7) if f"answer {number}" in shown] == [0, 1, 2, 3, 4]
    assert '<a href="/gardenlib/2015-05-12/q1/">and 2 more</a>' in shown


def test_a_chat_is_shown_with_its_questions_and_how_often_they_were_answered(client: Client, lively: Lively) -> None:
    shown = client.get("/gardenlib/2015-05-12/embed/").text
    for told in (
        "Lending seeds",
        "12 May 2015",
        "hosted by Gardenhost",
        "How did your seed library begin?",
        "2 answers",
    ):
        assert told in shown


def test_hostile_words_stay_words_in_frames(client: Client, lively: Lively) -> None:
    hostile = Tweet.objects.get(author__handle="mallory")
    lively.question.text = HOSTILE
    lively.question.save()
    for path in (*FREE, f"{hostile.get_absolute_url()}embed/"):
        assert "<script>" not in client.get(path).text


def test_a_frame_one_has_is_not_sent_again_until_it_changes(client: Client, lively: Lively) -> None:
    for path in frames(lively):
        known = {"If-None-Match": client.get(path).headers["ETag"]}
        assert client.get(path, headers=known).status_code == 304
        lively.chat.renew()
        assert client.get(path, headers=known).status_code == 200


def test_a_frame_one_has_costs_few_queries(client: Client, lively: Lively) -> None:
    path = frames(lively)[-1]
    known = {"If-None-Match": client.get(path).headers["ETag"]}
    with assertNumQueries(3):
        client.get(path, headers=known)


def test_the_frame_of_a_retweet_shows_its_original(client: Client, lively: Lively) -> None:
    repeat = Tweet.objects.get(is_repost=True)
    response = client.get(f"{repeat.get_absolute_url()}embed/")
    assert "In a cold cellar" in response.text
    assert response.headers["Link"].startswith(f"<http://localhost:8000/t/{lively.answer.key}/>")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/t/old/", "/t/new/"),
        ("/gardenlib/2015-05-13/q1/", "/gardenlib/2015-05-12/q1/"),
        ("/gardenlib/2015-05-12/q3/", "/gardenlib/2015-05-12/#q1"),
    ],
)
def test_a_frame_moves_with_its_page(client: Client, lively: Lively, old: str, new: str) -> None:
    Alias.objects.create(path=old, target=new)
    response = client.get(f"{old}embed/")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{new.partition('#')[0]}embed/"


def test_frames_have_lower_case_addresses(client: Client, lively: Lively) -> None:
    assert client.get("/GardenLib/2015-05-12/Q1/embed/").headers["Location"] == "/gardenlib/2015-05-12/q1/embed/"


def test_what_was_removed_says_so_in_its_frame_without_a_name(client: Client, lively: Lively) -> None:
    Tweet.objects.filter(pk=lively.answer.pk).update(hidden=True)
    LedgerEntry.objects.create(path="/t/purged/", kind=LedgerEntry.Kind.POST)
    for path in (frames(lively)[-1], "/t/purged/embed/"):
        response = client.get(path)
        assert response.status_code == 410
        assert "Removed" in response.text
        assert "X-Frame-Options" not in response.headers
        assert ancestors(client, path) == "*"
        assert not any(told in response.text for told in ("cellar", "Ann", "canonical"))


def test_drafts_have_no_frames_even_for_staff(admin_client: Client) -> None:
    chat = make_chat(published=False)
    place(chat, make_tweet(key="55"), Part.ASIDE)
    make_question(chat, 1)
    assert {admin_client.get(path).status_code for path in (*FREE, "/t/55/embed/")} == {404}


@pytest.mark.parametrize("path", ["/t/1/embed/", "/t/%00/embed/", "/gardenlib/2015-05-12/q9/embed/", "/x/y/embed/"])
def test_where_nothing_ever_stood_there_is_no_frame(client: Client, lively: Lively, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_script_for_other_pages_is_small_and_kept_until_it_changes(client: Client) -> None:
    response = client.get("/embed.js")
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    assert response.content == (settings.BASE_DIR / "static/js/embed.js").read_bytes()
    assert len(response.content) < 2048
    assert client.get("/embed.js", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    assert client.post("/embed.js").status_code == 405
