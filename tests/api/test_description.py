"""The description of the API is that of the code, whole, and readable on a page of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.api.document import PAGE
from transcripts.web.api.description import document
from transcripts.web.api.docs import as_text
from transcripts.web.api.problems import KINDS

pytestmark = pytest.mark.django_db


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation by its name."""
    for methods in json.loads(as_text())["paths"].values():
        yield from ((told["operationId"], told) for told in methods.values())


def test_the_committed_document_is_that_of_the_code() -> None:
    assert PAGE.read_text() == as_text(), "run `make docs`"


def test_the_served_document_is_the_committed_one(client: Client) -> None:
    response = client.get("/api/v1/openapi.json")
    assert response.content.decode() == PAGE.read_text()
    assert response.headers["Content-Type"] == "application/json"
    assert response.json()["openapi"].startswith("3.1")


def test_every_operation_is_told_in_words_and_with_its_problems() -> None:
    told = dict(operations())
    assert len(told) == len(list(operations()))
    for name, operation in told.items():
        assert operation["summary"], name
        assert operation["description"].endswith((".", ". ")), name
        assert {"400", "401", "422", "429"} <= {*operation["responses"]}, name
        assert operation["security"] in ([{"Key": []}], [{}, {"Key": []}]), name
        assert all(one.get("description") for one in operation["parameters"]), name


def test_every_path_parameter_has_an_example() -> None:
    lacking = [
        (name, one["name"])
        for name, operation in operations()
        for one in operation["parameters"]
        if one["in"] == "path" and "example" not in one
    ]
    assert lacking == []


def test_every_reference_leads_somewhere() -> None:
    made = json.loads(as_text())
    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', as_text())):
        part = made
        for step in reference.split("/"):
            part = part[step]


def test_the_page_tells_every_operation_thing_and_problem(client: Client) -> None:
    page = html.fromstring(client.get("/api/v1/docs").content)
    ids = set(page.xpath("//*/@id"))
    assert len(ids) == len(page.xpath("//*/@id"))
    assert {name for name, _ in operations()} <= ids
    assert set(KINDS) <= ids
    assert {name for name, told in document()["components"]["schemas"].items() if "properties" in told} <= ids
    for link in page.xpath("//main//a[starts-with(@href, '#')]/@href"):
        assert link[1:] in ids, link


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_of_its_own(client: Client) -> None:
    page = client.get("/api/v1/docs").content.decode()
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=\"https?://(?!localhost)", page)
    assert not re.search(r"<style|\sstyle=|\son\w+=[\"']|<script(?![^>]* src=)", page)


def test_the_about_page_leads_to_the_documentation(client: Client) -> None:
    assert 'href="/api/v1/docs"' in client.get("/about/").content.decode()
