"""The contract, for every engine."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django import Settings

from tests.search.engine_contract import EngineContract


class TestWhoosh(EngineContract):
    """Files below the data directory."""

    @pytest.fixture
    def engine(self, settings: Settings) -> None:
        settings.SEARCH_ENGINE = "whoosh"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: make test-postgres")
class TestPostgres(EngineContract):
    """Tables beside the posts."""

    @pytest.fixture
    def engine(self, settings: Settings) -> None:
        settings.SEARCH_ENGINE = "postgres"
