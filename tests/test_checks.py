"""What `manage.py check` says about the search engine and about fonts."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django import Settings

from tests.builders import make_tweet
from transcripts import checks

pytestmark = pytest.mark.django_db


def told() -> list[str | None]:
    return [message.id for message in checks.check_search_engine()]


def test_says_that_the_archive_has_outgrown_whoosh(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEARCH_ENGINE = "whoosh"
    monkeypatch.setattr(checks, "WHOOSH_IS_FINE_UP_TO", 1)
    make_tweet()
    assert told() == []
    make_tweet()
    assert told() == ["transcripts.W001"]


def test_refuses_an_engine_that_does_not_exist(settings: Settings) -> None:
    settings.SEARCH_ENGINE = "tantivy"
    assert told() == ["transcripts.E001"]


def test_refuses_the_postgres_engine_on_another_database(settings: Settings) -> None:
    settings.SEARCH_ENGINE = "postgres"
    assert told() == ([] if connection.vendor == "postgresql" else ["transcripts.E002"])


def test_the_database_chooses_the_engine(settings: Settings) -> None:
    chosen = "postgres" if connection.vendor == "postgresql" else "whoosh"
    assert chosen == settings.SEARCH_ENGINE
    assert told() == []


def test_says_which_fonts_are_wanting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "lacking_scripts", lambda: ["emoji", "Arabic"])
    (warning,) = checks.check_fonts()
    assert warning.msg.startswith("No font here draws emoji, Arabic:")
    monkeypatch.setattr(checks, "lacking_scripts", list)
    assert checks.check_fonts() == []
