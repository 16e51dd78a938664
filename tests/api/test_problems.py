"""Whatever goes wrong is told in one form (RFC 9457), and tells nothing that it should not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.api.asking import Program, with_key
from tests.builders import make_chat
from tests.web.lively import Lively
from transcripts.models import Scope
from transcripts.publishing import Transcript
from transcripts.web import limiting

pytestmark = pytest.mark.django_db


def problem(response: Any, status: int, kind: str) -> dict[str, Any]:
    """The problem of an answer, once it is one."""
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["type"] == f"http://localhost:8000/api/v1/docs#{kind}"
    assert told["title"]
    assert told["detail"]
    return told


@pytest.mark.parametrize(
    "path", ["/nowhere", "/series/nowhere", "/chats/a/b", "/posts/1", "/people/twitter/x", "/a/b/c"]
)
def test_where_nothing_stands(anyone: Program, path: str) -> None:
    problem(anyone.client.get(f"/api/v1{path}"), 404, "not-found")


def test_the_root_is_found_without_the_slash_at_its_end(anyone: Program) -> None:
    response = anyone.client.get("/api/v1")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/v1/")


def test_an_address_beside_the_version_is_a_problem_too(client: Client) -> None:
    problem(client.get("/api/v2/series"), 404, "not-found")


def test_a_draft_answers_as_if_there_were_none(anyone: Program) -> None:
    make_chat(published=False)
    for path in ("", "/transcript", "/questions", "/export.csv"):
        problem(anyone.client.get(f"/api/v1/chats/gardenlib/2015-05-12{path}"), 404, "not-found")


def test_what_was_withdrawn_is_removed(anyone: Program) -> None:
    make_chat().withdraw()
    for path in ("/chats/gardenlib/2015-05-12", "/series/gardenlib", "/posts?series=gardenlib"):
        problem(anyone.client.get(f"/api/v1{path}"), 410, "removed")


def test_a_method_there_is_none_of(anyone: Program) -> None:
    response = anyone.client.delete("/api/v1/series")
    problem(response, 405, "method-not-allowed")
    assert response.headers["Allow"] == "GET, HEAD"


def test_each_parameter_at_fault_is_named(anyone: Program) -> None:
    told = problem(anyone.client.get("/api/v1/posts?limit=0&cursor=%20&fields=x"), 422, "invalid")
    assert [(fault["where"], fault["at"]) for fault in told["errors"]] == [
        ("query", "limit"),
        ("query", "cursor"),
        ("query", "fields"),
    ]


@pytest.mark.parametrize(
    "path",
    ["/posts/a%00", "/people/twitter/a%00", "/people/a%00/b", "/posts?person=twitter/a%00", "/posts?series=a%00"],
)
def test_signs_that_no_database_knows(anyone: Program, path: str) -> None:
    problem(anyone.client.get(f"/api/v1{path}"), 422, "invalid")


def test_signs_that_no_database_knows_are_not_searched_for(anyone: Program, lively: Lively) -> None:
    assert anyone.ask("/search", q="cel\0lar")["total"] == 1
    assert anyone.ask("/quotes", text="In a cold\0cellar, with sixty cans")["items"]


def test_a_body_that_is_no_json(anyone: Program) -> None:
    response = anyone.client.post("/api/v1/quotes", b"{", content_type="application/json")
    problem(response, 400, "bad-request")
    response = anyone.client.post("/api/v1/quotes", b"\xff\xfe", content_type="application/json")
    problem(response, 400, "bad-request")


def test_a_body_that_is_too_large(anyone: Program, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    problem(anyone.send("/quotes", {"text": "x" * 2_000}), 413, "too-large")


def test_what_nobody_foresaw_tells_nothing(
    anyone: Program, lively: Lively, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the secret cellar")

    monkeypatch.setattr(Transcript, "of", breaks)
    response = anyone.client.get("/api/v1/chats/gardenlib/2015-05-12")
    assert "cellar" not in str(problem(response, 500, "unexpected"))
    assert "the secret cellar" in caplog.text


def test_too_many_requests_are_told_when_to_come_again(anyone: Program, settings: Settings) -> None:
    settings.API_REQUESTS_A_MINUTE, settings.SEARCHES_A_MINUTE = 3, 1
    limiting.limiter.storage.reset()
    first = anyone.client.get("/api/v1/series")
    assert first.headers["RateLimit-Policy"] == '"api";q=3;w=60'
    assert first.headers["RateLimit"].startswith('"api";r=2;t=')
    found = anyone.client.get("/api/v1/search?q=seeds")
    assert found.headers["RateLimit-Policy"] == '"api";q=3;w=60, "search";q=1;w=60'
    refused = anyone.client.get("/api/v1/search?q=seeds")
    problem(refused, 429, "too-many-requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    problem(anyone.client.get("/api/v1/series"), 429, "too-many-requests")


def test_a_whole_series_counts_as_many_requests(anyone: Program, lively: Lively, settings: Settings) -> None:
    settings.API_REQUESTS_A_MINUTE = 40
    limiting.limiter.storage.reset()
    read = anyone.client.get("/api/v1/series/gardenlib/posts.jsonl")
    assert read.headers["RateLimit"].startswith('"api";r=10;t=')
    assert anyone.status("/series/gardenlib/posts.jsonl") == 429


def test_searches_are_counted_together_with_those_of_the_page(anyone: Program, settings: Settings) -> None:
    settings.SEARCHES_A_MINUTE = 1
    limiting.limiter.storage.reset()
    assert anyone.client.get("/search/?q=seeds").status_code == 200
    assert anyone.status("/search", q="seeds") == 429


def test_other_sites_may_read(anyone: Program) -> None:
    response = anyone.client.get("/api/v1/series", headers={"Origin": "https://blog.example.org"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_other_sites_may_ask_first_but_send_no_key(anyone: Program) -> None:
    asked = {"Origin": "https://blog.example.org", "Access-Control-Request-Method": "POST"}
    response = anyone.client.options("/api/v1/quotes", headers=asked)
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST"
    assert "authorization" not in response.headers["Access-Control-Allow-Headers"].lower()


def test_who_has_it_already_is_not_sent_it_again(anyone: Program, lively: Lively) -> None:
    for path in ("/series", "/posts", "/chats/gardenlib/2015-05-12/transcript", "/search?q=cellar", "/openapi.json"):
        known = anyone.client.get(f"/api/v1{path}").headers["ETag"]
        again = anyone.client.get(f"/api/v1{path}", headers={"If-None-Match": known})
        assert (again.status_code, again.getvalue()) == (304, b"")
    chat = "/api/v1/chats/gardenlib/2015-05-12"
    known = anyone.client.get(chat).headers["ETag"]
    lively.chat.renew()
    assert anyone.client.get(chat, headers={"If-None-Match": known}).status_code == 200


def test_a_precondition_that_does_not_hold(anyone: Program, lively: Lively) -> None:
    for path in ("/series", "/chats/gardenlib/2015-05-12"):
        problem(anyone.client.get(f"/api/v1{path}", headers={"If-Match": '"another"'}), 412, "precondition-failed")


def test_head_is_answered_like_get(anyone: Program, lively: Lively) -> None:
    for path in ("/series", "/series/gardenlib/posts.jsonl", "/chats/gardenlib/2015-05-12/export.csv"):
        head, get = anyone.client.head(f"/api/v1{path}"), anyone.client.get(f"/api/v1{path}")
        assert (head.status_code, head.headers.get("ETag")) == (200, get.headers.get("ETag"))
        assert head.getvalue() == b""


def test_a_cookie_of_staff_opens_nothing(admin_client: Client) -> None:
    make_chat(published=False)
    assert admin_client.get("/api/v1/chats/gardenlib/2015-05-12").status_code == 404
    problem(admin_client.post("/api/v1/chats/gardenlib/2015-05-12/publish"), 401, "key-needed")


def test_what_a_key_reads_is_kept_by_nobody() -> None:
    make_chat()
    response = with_key(Scope.READ_DRAFTS).client.get("/api/v1/chats/gardenlib/2015-05-12")
    assert response.headers["Cache-Control"] == "no-store"
    assert "Authorization" in response.headers["Vary"]


def test_the_api_is_in_no_search_engine(anyone: Program) -> None:
    assert anyone.client.get("/api/v1/series").headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in anyone.client.get("/api/v1/docs").headers
